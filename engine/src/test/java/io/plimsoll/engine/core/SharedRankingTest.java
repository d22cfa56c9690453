package io.plimsoll.engine.core;

import static io.plimsoll.engine.core.StageScenario.all;
import static io.plimsoll.engine.core.StageScenario.numbers;
import static io.plimsoll.engine.core.StageScenario.stages;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plimsoll.engine.core.OneContract.Event;
import io.plimsoll.engine.waterfall.WorkLimits;
import io.plimsoll.protocol.WaterfallStage;
import io.plimsoll.protocol.codec.AdlPricing;
import io.plimsoll.protocol.codec.AdlRanking;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * One ranking of a side serves every liquidation of the other. Longs of 0.1 BTC at 20,000 and 50x
 * are liquidated at 19,500; shorts of 0.05 BTC at 20,000 and 10x stand against them.
 */
class SharedRankingTest {
  private static final WaterfallStage DELEVERAGE =
      WaterfallStage.deleverage(AdlRanking.PROFIT_LEVERAGE, AdlPricing.AT_BANKRUPTCY);
  private static final long SECOND = 1_000_000_000L;

  private StageScenario scenario;

  private void start(int visits, int candidates, int longs, int shorts) {
    WorkLimits limits = new WorkLimits(512, 256, visits, candidates, 1024);
    scenario = new StageScenario(limits, DELEVERAGE, WaterfallStage.takeOver());
    for (int i = 0; i < longs; i++) {
      scenario.isolated(100, 20_000_00, 50);
    }
    for (int i = 0; i < shorts; i++) {
      scenario.isolated(-50, 20_000_00, 10);
    }
    scenario.venue.commands.at(SECOND);
    scenario.mark(19_500_00);
  }

  @Test
  void aRankingServesEveryLiquidationUntilItIsUsedUp() {
    start(1024, 1024, 3, 8);

    List<Event> events = scenario.clock();
    assertEquals(List.of(1L, 1L, 2L, 2L, 3L, 3L), numbers(events, "Deleveraged", "liquidationId"));
    assertEquals(List.of(1L, 2L, 3L, 4L, 5L, 6L), numbers(events, "Deleveraged", "rank"));
    // Ties are in account order.
    assertEquals(
        List.of(103L, 104L, 105L, 106L, 107L, 108L),
        numbers(events, "Deleveraged", "counterpartyId"));
  }

  @Test
  void whoIsClosedInPartKeepsItsPlaceForTheNextLiquidation() {
    start(1024, 1024, 0, 0);
    scenario.mark(20_000_00);
    for (int i = 0; i < 2; i++) {
      scenario.isolated(100, 20_000_00, 50);
    }
    scenario.isolated(-150, 20_000_00, 10);
    scenario.isolated(-50, 20_000_00, 9);
    scenario.mark(19_500_00);

    List<Event> events = scenario.clock();
    assertEquals(List.of(102L, 102L, 103L), numbers(events, "Deleveraged", "counterpartyId"));
    assertEquals(List.of(1L, 1L, 2L), numbers(events, "Deleveraged", "rank"));
    assertEquals(List.of(100L, 50L, 50L), numbers(events, "Deleveraged", "quantity"));
  }

  @Test
  void aRankingThatLeftSomeoneOutIsMadeAnewWhenItIsUsedUp() {
    start(1024, 4, 3, 8);

    List<Event> events = scenario.clock();
    assertEquals(List.of(1L, 2L, 3L, 4L, 1L, 2L), numbers(events, "Deleveraged", "rank"));
    assertEquals(3, all(events, "LiquidationFinished").size());
  }

  @Test
  void whereNobodyIsLeftTheNextStageFollowsWithoutAnotherPass() {
    start(7, 1024, 2, 0);
    scenario.mark(19_000_00);
    // With this short the market account is flat. Buying at 19,600 would cost it all it has.
    scenario.isolated(-200, 19_100_00, 100);

    // Turning to the position, a pass over one account, and its end; one candidate, and the end.
    // Turning to the second position, and the end.
    List<Event> events = scenario.clock();
    assertEquals(List.of(), all(events, "Deleveraged"));
    assertEquals(List.of("TAKE_OVER", "TAKE_OVER"), stages(events));
    assertFalse(scenario.venue.engine().isWorkWaiting());
  }

  @Test
  void aRankingThatIsUsedUpIsMadeAnewOnceSomeoneComesToHoldTheSide() {
    start(1024, 1024, 0, 0);
    scenario.mark(20_000_00);
    scenario.isolated(100, 20_000_00, 50);
    scenario.isolated(-100, 20_000_00, 10);
    scenario.mark(19_500_00);
    assertEquals(List.of(101L), numbers(scenario.clock(), "Deleveraged", "counterpartyId"));

    scenario.mark(20_000_00);
    scenario.isolated(100, 20_000_00, 50);
    scenario.isolated(-100, 20_000_00, 10);
    scenario.mark(19_500_00);
    List<Event> events = scenario.clock();
    assertEquals(List.of(103L), numbers(events, "Deleveraged", "counterpartyId"));
    assertEquals(List.of(1L), numbers(events, "Deleveraged", "rank"));
  }

  @Test
  void aRankingServesForTenSeconds() {
    start(1024, 1024, 1, 8);
    assertEquals(2, all(scenario.clockAt(2 * SECOND), "Deleveraged").size());
    scenario.mark(20_000_00);
    scenario.isolated(50, 20_000_00, 50);
    scenario.venue.commands.at(12 * SECOND);
    scenario.mark(19_500_00);

    // Made at 2 s: at 12 s it still serves, at 12 s and a nanosecond no more.
    assertEquals(List.of(3L), numbers(scenario.clock(), "Deleveraged", "rank"));
    scenario.mark(20_000_00);
    scenario.isolated(50, 20_000_00, 50);
    scenario.mark(19_500_00);
    assertEquals(List.of(1L), numbers(scenario.clockAt(12 * SECOND + 1), "Deleveraged", "rank"));
  }

  @Test
  void aPassVisitsThoseAloneWhoHoldTheOtherSideAndTakesSeveralSlices() {
    start(5, 1024, 1, 8);

    // 1 for turning to the position, 8 visits, 1 for the end of the pass.
    assertEquals(List.of(), all(scenario.clock(), "Deleveraged"));
    assertTrue(scenario.venue.engine().isWorkWaiting());
    assertEquals(List.of(), all(scenario.clock(), "Deleveraged"));
    assertEquals(2, all(scenario.clock(), "Deleveraged").size());
    assertFalse(scenario.venue.engine().isWorkWaiting());
  }
}
