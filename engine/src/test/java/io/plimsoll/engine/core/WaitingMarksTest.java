package io.plimsoll.engine.core;

import static io.plimsoll.engine.core.StageScenario.ONE;
import static io.plimsoll.engine.core.StageScenario.PPB;
import static io.plimsoll.engine.core.StageScenario.all;
import static io.plimsoll.engine.core.StageScenario.numbers;
import static io.plimsoll.engine.core.Venue.BTC;
import static io.plimsoll.engine.core.Venue.ETH;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plimsoll.engine.core.OneContract.Event;
import io.plimsoll.engine.waterfall.WorkLimits;
import io.plimsoll.protocol.WaterfallStage;
import io.plimsoll.protocol.codec.OrderPricing;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A mark that reaches many is handled a bounded part at a time; here two at a time. */
class WaitingMarksTest {
  private static final WorkLimits TWO = new WorkLimits(2, 2, 1024, 1024, 1024);

  private final StageScenario scenario =
      new StageScenario(
          TWO,
          WaterfallStage.reduceFraction(PPB / 2, 1, 1_000).pricing(OrderPricing.MARKET),
          WaterfallStage.takeOver());
  private final Venue venue = scenario.venue;

  /** Five longs, 100 to 104, each liquidated a little earlier than the one before. */
  private void fiveLongs() {
    for (int i = 0; i < 5; i++) {
      scenario.isolated(100, 20_000_00, 46 + i);
    }
  }

  private static List<Long> started(List<Event> events) {
    return numbers(events, "LiquidationStarted", "accountId");
  }

  @Test
  void aMarkStartsAsManyAsTheLimitAndClocksGoOnInTheOrderOfTriggers() {
    fiveLongs();

    assertEquals(List.of(104L, 103L), started(scenario.mark(19_000_00)));
    assertTrue(venue.engine().isWorkWaiting());
    assertEquals(List.of(102L, 101L), started(scenario.clock()));
    assertTrue(venue.engine().isWorkWaiting());
    assertEquals(List.of(100L), started(scenario.clock()));
    assertFalse(venue.engine().isWorkWaiting());
    assertEquals(List.of(), scenario.clock());
  }

  @Test
  void theNextMarkGoesOnToo() {
    fiveLongs();
    scenario.mark(19_000_00);

    assertEquals(List.of(102L, 101L), started(scenario.mark(18_990_00)));
  }

  @Test
  void whoseMarkHasRecoveredByItsTurnIsSpared() {
    fiveLongs();
    scenario.mark(19_000_00);

    assertEquals(List.of(), scenario.mark(20_000_00));
    assertFalse(venue.engine().isWorkWaiting());
  }

  @Test
  void theMarkOfAnotherInstrumentStandsAtOnceAndItsOwnComeBehindThoseWhoWaited() {
    fiveLongs();
    long ether = venue.isolated(ETH, 1_000, 1_000_00, 50, 30);
    scenario.events();
    scenario.mark(19_000_00);

    venue.commands.markPrice(ETH, 900_00);
    assertEquals(List.of(102L, 101L), started(scenario.events()));
    assertEquals(
        900_00 * 1_000L * 1_000 - 1_000 * ONE + 20 * ONE, venue.engine().view().equity(ether, ETH));
    assertEquals(List.of(100L, ether), started(scenario.clock()));
  }

  @Test
  void whoAddsMarginBeforeItsTurnIsSpared() {
    for (int i = 0; i < 3; i++) {
      venue.isolated(BTC, 100, 20_000_00, 50, 200);
    }
    scenario.events();
    assertEquals(List.of(100L, 101L), started(scenario.mark(19_600_00)));

    venue.commands.adjustMargin(102, BTC, 100 * ONE);
    assertEquals(List.of(), started(scenario.events()));
    assertEquals(List.of(), started(scenario.clock()));
  }

  @Test
  void whoActsBeforeItsTurnAndStaysPastTheLineIsLiquidatedByItsAct() {
    for (int i = 0; i < 3; i++) {
      venue.isolated(BTC, 100, 20_000_00, 50, 200);
    }
    scenario.events();
    scenario.mark(19_600_00);

    venue.commands.adjustMargin(102, BTC, ONE);
    assertEquals(List.of(102L), started(scenario.events()));
    assertEquals(List.of(), started(scenario.clock()));
  }

  private long wallet(long usdt, long quantity) {
    long trader = venue.trader(usdt);
    venue.commands.setLeverage(trader, BTC, 10_000);
    venue.commands.setLeverage(trader, ETH, 10_000);
    venue.trade(trader, 0, BTC, quantity, 20_000_00);
    return trader;
  }

  @Test
  void walletsComeAfterIsolatedPositionsInAccountOrderAndCountTheirPositions() {
    long two = wallet(60, 100);
    venue.trade(two, 0, ETH, 100, 1_000_00);
    long one = wallet(60, 100);
    scenario.isolated(100, 20_000_00, 50);
    scenario.isolated(100, 20_000_00, 50);
    scenario.isolated(100, 20_000_00, 50);

    assertEquals(List.of(102L, 103L), started(scenario.mark(19_000_00)));
    // One of the budget is left for a wallet of two positions: it is taken on, the next one waits.
    assertEquals(List.of(104L, two), started(scenario.clock()));
    assertEquals(List.of(one), started(scenario.clock()));
  }

  @Test
  void walletsThatAreLookedAtInVainCountForNothing() {
    for (int i = 0; i < 5; i++) {
      // Safe, but half of what a hedge in ETH gains is not in its trigger for BTC.
      long hedged = wallet(60, 100);
      venue.trade(hedged, 0, ETH, -2_000, 1_000_00);
    }
    long last = wallet(60, 100);
    scenario.events();
    venue.commands.markPrice(ETH, 950_00);

    assertEquals(List.of(last), started(scenario.mark(19_000_00)));
    assertFalse(venue.engine().isWorkWaiting());
  }

  @Test
  void cooldownsThatEndTogetherGoOnAFewAtAClock() {
    fiveLongs();
    scenario.mark(19_590_00);
    scenario.clock();
    scenario.clock();
    for (int i = 0; i < 5; i++) {
      scenario.buys(104 - i, i, 50, 19_590_00);
    }

    // Their cooldowns began in this order, and end at the same time.
    List<Event> events = scenario.clockAt(1_000);
    assertEquals(List.of(104L, 103L), numbers(events, "LiquidationFinished", "accountId"));
    assertTrue(venue.engine().isWorkWaiting());
    assertEquals(
        List.of(102L, 101L), numbers(scenario.clock(), "LiquidationFinished", "accountId"));
    assertEquals(1, all(scenario.clock(), "LiquidationFinished").size());
    assertFalse(venue.engine().isWorkWaiting());
  }
}
