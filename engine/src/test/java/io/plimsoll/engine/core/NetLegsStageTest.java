package io.plimsoll.engine.core;

import static io.plimsoll.engine.core.StageScenario.all;
import static io.plimsoll.engine.core.StageScenario.only;
import static io.plimsoll.engine.core.StageScenario.stages;
import static io.plimsoll.engine.core.Venue.BTC;
import static io.plimsoll.engine.core.Venue.FUND;
import static io.plimsoll.engine.core.Venue.ONE;
import static io.plimsoll.engine.core.Venue.USDT;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plimsoll.engine.core.OneContract.Event;
import io.plimsoll.protocol.VenueRules;
import io.plimsoll.protocol.WaterfallStage;
import io.plimsoll.protocol.codec.AdlPricing;
import io.plimsoll.protocol.codec.AdlRanking;
import io.plimsoll.protocol.codec.HedgeNetting;
import io.plimsoll.protocol.codec.MarginMode;
import io.plimsoll.protocol.codec.OrderPricing;
import io.plimsoll.protocol.codec.PositionSide;
import java.util.List;
import org.junit.jupiter.api.Test;

class NetLegsStageTest {
  private static HedgedVenue venue(HedgeNetting netting, WaterfallStage... stages) {
    return new HedgedVenue(VenueRules.DEFAULT, netting, stages);
  }

  @Test
  void theSmallerLegAndAsMuchOfTheLargerAreClosedAtTheMark() {
    HedgedVenue hedged =
        venue(
            HedgeNetting.SUM,
            WaterfallStage.netLegs(),
            WaterfallStage.close(OrderPricing.BANKRUPTCY),
            WaterfallStage.takeOver());
    long trader = hedged.cross(560, 500, 300);

    // 0.2 unhedged lose 510: 50 are left, below 0.5 % of 0.8 BTC (69.8), but not of 0.2 (17.45).
    List<Event> events = hedged.mark(17_450);

    Event netted = only(events, "LegsNetted");
    assertEquals(300, netted.number("quantity"));
    assertEquals(5_235 * ONE, netted.number("value"));
    assertEquals(-765 * ONE, netted.number("longPnl"));
    assertEquals(765 * ONE, netted.number("shortPnl"));
    Event finished = only(events, "LiquidationFinished");
    assertEquals("REDUCED", finished.text("outcome"));
    assertEquals(5_235 * ONE, finished.number("nettedNotional"));
    assertEquals(0, finished.number("realisedPnl"));
    assertEquals(200, hedged.view().quantity(trader, BTC, PositionSide.LONG));
    assertEquals(0, hedged.view().quantity(trader, BTC, PositionSide.SHORT));
    assertEquals(4_000 * ONE, hedged.view().cost(trader, BTC, PositionSide.LONG));
    assertEquals(560 * ONE, hedged.view().balance(trader, USDT));
    assertEquals(List.of(), all(events, "ForcedOrder"), "nothing goes to the market");
  }

  @Test
  void equalLegsAreGoneAfterItAndTheRestIsSettled() {
    HedgedVenue hedged =
        venue(HedgeNetting.SUM, WaterfallStage.netLegs(), WaterfallStage.takeOver());
    long trader = hedged.cross(400, 500, 500);

    // Both require 0.5 % of 40,000, together all that is there, although nothing was lost.
    List<Event> events = hedged.mark(80_000);

    assertEquals(List.of("NET_LEGS"), stages(events));
    Event finished = only(events, "LiquidationFinished");
    assertEquals("CLOSED", finished.text("outcome"));
    assertEquals(400 * ONE, hedged.view().balance(trader, USDT));
  }

  @Test
  void withoutTwoLegsTheStageIsNotEntered() {
    HedgedVenue hedged =
        venue(HedgeNetting.SUM, WaterfallStage.netLegs(), WaterfallStage.takeOver());
    long isolated = hedged.trader(MarginMode.ISOLATED, 1_000);
    hedged.open(isolated, 500, 300);

    assertEquals(List.of("TAKE_OVER"), stages(hedged.mark(19_000)));
  }

  @Test
  void bothLegsAreTakenOverIntoOnePositionOfTheFund() {
    HedgedVenue hedged = venue(HedgeNetting.LARGER, WaterfallStage.takeOver());
    long trader = hedged.cross(560, 500, 300);

    List<Event> events = hedged.mark(17_300);

    // Equity 20 and requirement 43.25 of the long leg; both legs have a part of the 20.
    Event started = only(events, "LiquidationStarted");
    assertEquals(20 * ONE, started.number("equity"));
    assertEquals(43_25000000L, started.number("requirement"));
    List<Event> taken = all(events, "TakeOver");
    assertEquals(
        List.of("LONG", "SHORT"), taken.stream().map(e -> e.text("positionSide")).toList());
    assertEquals(8_650 * ONE - 12_50000000L, taken.get(0).number("value"), "5 / 8 of the equity");
    assertEquals(-5_190 * ONE - 7_50000000L, taken.get(1).number("value"), "3 / 8 of it");
    assertEquals(200, hedged.view().quantity(FUND, BTC));
    assertEquals(0, hedged.view().balance(trader, USDT));
  }

  @Test
  void legsAreReducedToATargetUpToWhatIsUnhedgedUnderNet() {
    HedgedVenue hedged =
        venue(
            HedgeNetting.NET,
            WaterfallStage.reduceToTarget(10 * HedgedVenue.PPB, 1, 0),
            WaterfallStage.takeOver());
    hedged.cross(560, 500, 300);

    // All is lost on the unhedged 0.2; to close more would unhedge the short leg.
    Event order = only(hedged.mark(17_200), "ForcedOrder");

    assertEquals(200, order.number("quantity"));
    assertEquals("LONG", order.text("positionSide"));
    assertEquals("SELL", order.text("side"));
  }

  @Test
  void aLegIsDeleveragedAgainstALegOfTheOtherSideButNeverItsOwnersOwn() {
    HedgedVenue hedged =
        venue(
            HedgeNetting.SUM,
            WaterfallStage.deleverage(AdlRanking.PROFIT_LEVERAGE, AdlPricing.AT_MARK),
            WaterfallStage.takeOver());
    long trader = hedged.trader(MarginMode.ISOLATED, 1_000);
    hedged.open(trader, 500, 300);
    long counter = hedged.cross(5_000, 100, 200);
    hedged.mark(19_600);

    hedged.venue.commands.clock();
    List<Event> events = hedged.events();

    List<Long> counters =
        all(events, "Deleveraged").stream().map(e -> e.number("counterpartyId")).toList();
    assertTrue(counters.contains(counter), events::toString);
    assertFalse(counters.contains(trader), events::toString);
    assertEquals(-300, hedged.view().quantity(trader, BTC, PositionSide.SHORT));
    Event leg = all(events, "Deleveraged").get(counters.indexOf(counter));
    assertEquals("LONG", leg.text("positionSide"));
    assertEquals("SHORT", leg.text("counterpartySide"));
  }
}
