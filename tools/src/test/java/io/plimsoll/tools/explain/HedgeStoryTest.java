package io.plimsoll.tools.explain;

import static io.plimsoll.tools.explain.ScriptedVenue.ID;
import static io.plimsoll.tools.explain.ScriptedVenue.MARKET;
import static io.plimsoll.tools.explain.ScriptedVenue.TRADER;
import static io.plimsoll.tools.explain.ScriptedVenue.assertTold;

import io.plimsoll.protocol.Contract;
import io.plimsoll.protocol.RiskTier;
import io.plimsoll.protocol.Schedule;
import io.plimsoll.protocol.Waterfall;
import io.plimsoll.protocol.WaterfallStage;
import io.plimsoll.protocol.codec.HedgeNetting;
import io.plimsoll.protocol.codec.OrderPricing;
import io.plimsoll.protocol.codec.PositionMode;
import io.plimsoll.protocol.codec.PositionSide;
import io.plimsoll.protocol.codec.Side;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HedgeStoryTest {
  @TempDir private Path folder;

  private ScriptedVenue venue(HedgeNetting netting, WaterfallStage... stages) {
    return new ScriptedVenue(
        folder.resolve("journal"),
        Contract.LINEAR,
        Schedule.marginal(List.of(new RiskTier(0, 50_000_000, 2_000))).netting(netting),
        new Waterfall(1_000_000_000, 0, false, List.of(stages)));
  }

  /** Deposits 200; 10 long and 5 short at 100, cross. */
  private static void open(ScriptedVenue venue) {
    venue.commands.setPositionMode(TRADER, ID, PositionMode.HEDGE);
    venue.deposit(TRADER, 200);
    PositionSide none = PositionSide.NET;
    venue.commands.fill(1, ID, 100, 10, TRADER, 0, PositionSide.LONG, MARKET, 0, none, Side.BUY);
    venue.commands.fill(2, ID, 100, 5, MARKET, 0, none, TRADER, 0, PositionSide.SHORT, Side.SELL);
  }

  @Test
  void legsAndTheirNettingAreToldWithTheirNumbers() {
    try (ScriptedVenue venue =
        venue(HedgeNetting.SUM, WaterfallStage.netLegs(), WaterfallStage.takeOver())) {
      open(venue);
      venue.commands.markPrice(ID, 70);

      String story = venue.story(TRADER);
      assertTold(
          story,
          "  stage 1 of 2, NET_LEGS: equity 50.00, requirement 52.50",
          "  LEGS NETTED: 5 X of the long leg and as much of the short leg are closed against each"
              + " other at the mark 70",
          "      value = 5 x 70 = 350.00, for both legs; no market, no other side, no fee",
          "      PnL of the long leg -150.00, of the short leg 150.00");
      assertTold(
          story,
          "        requirement = 5 % of 700.00 = 35.00",
          "        requirement = 5 % of 350.00 = 17.50",
          "        both legs together require the sum of the two = 52.50");
      assertTold(story, "      legs netted           350.00");
    }
  }

  @Test
  void theShareOfALegIsToldByWhatFallsToIt() {
    try (ScriptedVenue venue =
        venue(
            HedgeNetting.LARGER,
            WaterfallStage.close(OrderPricing.BANKRUPTCY),
            WaterfallStage.takeOver())) {
      open(venue);
      venue.commands.markPrice(ID, 66);

      String story = venue.story(TRADER);
      assertTold(story, "        both legs together require the larger of the two = 33.00");
      assertTold(
          story,
          "      its share of the equity, by requirement = 30.00 x 22.00 / 33.00, rounded down"
              + " = 20.00");
    }
  }

  @Test
  void whatIsUnhedgedIsToldWhereItAloneCounts() {
    try (ScriptedVenue venue = venue(HedgeNetting.NET, WaterfallStage.takeOver())) {
      open(venue);
      venue.commands.markPrice(ID, 63);

      assertTold(
          venue.story(TRADER),
          "        both legs together require what is unhedged: requirement = 5 % of 315.00"
              + " = 15.75");
    }
  }
}
