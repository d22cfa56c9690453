package io.plimsoll.tools.explain;

import static io.plimsoll.tools.explain.ScriptedVenue.ID;
import static io.plimsoll.tools.explain.ScriptedVenue.OTHER;
import static io.plimsoll.tools.explain.ScriptedVenue.TRADER;
import static io.plimsoll.tools.explain.ScriptedVenue.assertTold;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plimsoll.protocol.WaterfallStage;
import io.plimsoll.protocol.codec.AdlPricing;
import io.plimsoll.protocol.codec.AdlRanking;
import io.plimsoll.protocol.codec.LossOver;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Losses that others bear, told from both sides: an isolated long of 10 at 100 with a margin of 100
 * falls to a mark of 80: equity -100, requirement 40, bankruptcy price 90.
 */
class SharedLossStoryTest {
  @TempDir private Path folder;

  private ScriptedVenue fallenTo80(WaterfallStage... stages) {
    ScriptedVenue venue = new ScriptedVenue(folder.resolve("journal"), stages);
    venue.deposit(OTHER, 1_000);
    venue.openLong(OTHER);
    venue.commands.markPrice(ID, 80);
    venue.commands.clock();
    return venue;
  }

  private ScriptedVenue deleveraged(AdlRanking ranking) {
    return fallenTo80(
        WaterfallStage.deleverage(ranking, AdlPricing.AT_BANKRUPTCY), WaterfallStage.takeOver());
  }

  @Test
  void liquidatedSideOfDeleveragingIsTold() {
    try (ScriptedVenue venue = deleveraged(AdlRanking.PROFIT_LEVERAGE)) {
      String story = venue.story(TRADER);
      assertTold(
          story,
          "  DELEVERAGED: account 5 closes 10 X of it for exactly 900.00",
          "      it ranked 1st with score 133,333: PnL percentage x effective leverage",
          "      bankruptcy price = (cost - margin) / quantity = (1,000.00 - 100.00) / 10"
              + " = 90.000000",
          "      the other side pays for it, at the mark: 900.00 - (10 x 80) = 100.00",
          "      cost of the part closed = 1,000.00 x 10 / 10 = 1,000.00",
          "      realised PnL = 900.00 - (1,000.00) = -100.00",
          "      margin = 100.00 + (-100.00) = 0.00");
      assertTold(
          story,
          "  liquidation 1, who paid: you 100.00, the fund 0.00, deleveraged accounts 100.00 (1),"
              + " sharers 0.00");
    }
  }

  @Test
  void otherSideOfDeleveragingIsToldWhyAndWhatItCost() {
    try (ScriptedVenue venue = deleveraged(AdlRanking.PROFIT_LEVERAGE)) {
      assertTold(
          venue.story(OTHER),
          "  DELEVERAGED: your winning short of 10 X was closed at the bankruptcy price 90 of account"
              + " 4 (liquidation 1)",
          "      because you ranked 1st with score 133,333: PnL percentage x effective leverage",
          "        PnL percentage = 200.00 / 1,000.00 = 0.200000",
          "        leverage = 800.00 / 1,200.00 = 0.666666",
          "        score = 0.200000 x 0.666666, in millionths = 133,333",
          "      it cost you 100.00 against the mark: 900.00 - (10 x 80)",
          "      cost of the part closed = -1,000.00 x 10 / 10 = -1,000.00",
          "      realised PnL = -900.00 - (-1,000.00) = 100.00",
          "  wallet: DELEVERAGE 100.00, balance 1,100.00 COIN");
    }
  }

  @Test
  void otherSideOfDeleveragingInProportionIsTold() {
    try (ScriptedVenue venue = deleveraged(AdlRanking.PRO_RATA)) {
      assertTold(
          venue.story(OTHER),
          "      everyone on the other side is, in proportion to quantity; yours was 10",
          "      it cost you 100.00 against the mark: 900.00 - (10 x 80)");
    }
  }

  @Test
  void recordsOfTheOtherSideHaveTheDeleveraging() {
    try (ScriptedVenue venue = deleveraged(AdlRanking.PROFIT_LEVERAGE)) {
      String records = venue.records(OTHER);
      assertTrue(records.contains("Deleveraged liquidationId=1 accountId=4"), records);
    }
  }

  @Test
  void bothSidesOfASocialisedLossAreTold() {
    try (ScriptedVenue venue = fallenTo80(WaterfallStage.socialise(LossOver.WINNERS))) {
      String story = venue.story(TRADER);
      assertTold(
          story,
          "  stage 1 of 1, SOCIALISE: equity -100.00, requirement 40.00",
          "      the fund takes the rest; what it lacks is borne by positions in profit, in"
              + " proportion to it");
      assertTold(
          story,
          "  LOSS SHARED: account 5 bears 100.00 of the loss of liquidation 1",
          "      share = loss left 100.00 x 200.00 / weights left 200.00, rounded down = 100.00");
      assertTold(
          story,
          "  liquidation 1, who paid: you 100.00, the fund 0.00, deleveraged accounts 0.00, sharers"
              + " 100.00 (1)");
      assertTold(
          venue.story(OTHER),
          "  LOSS SHARED: you bear 100.00 of the loss of account 4 (liquidation 1)",
          "      your weight is your unrealised profit: -10 x 80 + 1,000.00 = 200.00",
          "      share = loss left 100.00 x 200.00 / weights left 200.00, rounded down = 100.00",
          "      the cost of your short rises by it: -1,000.00 + 100.00 = -900.00",
          "      position: short 10, cost -900.00, cross");
    }
  }
}
