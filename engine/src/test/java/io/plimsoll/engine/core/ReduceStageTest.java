package io.plimsoll.engine.core;

import static io.plimsoll.engine.core.StageScenario.ONE;
import static io.plimsoll.engine.core.StageScenario.PPB;
import static io.plimsoll.engine.core.StageScenario.all;
import static io.plimsoll.engine.core.StageScenario.numbers;
import static io.plimsoll.engine.core.StageScenario.only;
import static io.plimsoll.engine.core.StageScenario.stages;
import static io.plimsoll.engine.core.Venue.BTC;
import static io.plimsoll.engine.core.Venue.ETH;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.plimsoll.engine.core.OneContract.Event;
import io.plimsoll.protocol.RisingFee;
import io.plimsoll.protocol.RiskTier;
import io.plimsoll.protocol.Schedule;
import io.plimsoll.protocol.WaterfallStage;
import io.plimsoll.protocol.codec.OrderPricing;
import io.plimsoll.protocol.codec.ScheduleForm;
import io.plimsoll.protocol.codec.TierMeasure;
import io.plimsoll.protocol.codec.TimeInForce;
import io.plimsoll.protocol.codec.Valuation;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * REDUCE, round by round. Unless a test says otherwise: 1 BTC long at 20,000 and 50x, margin 400;
 * at 19,690 its equity is 90 and its requirement 0.5 % of 19,690 = 98.45.
 */
class ReduceStageTest {
  private static final long SECOND = 1_000_000_000;
  private static final WaterfallStage TAKE_OVER = WaterfallStage.takeOver();

  @Test
  void aFractionOfThePositionIsClosedInRoundsWithACooldownBetween() {
    StageScenario scenario =
        new StageScenario(
            WaterfallStage.reduceFraction(PPB / 4, 2, SECOND),
            WaterfallStage.close(OrderPricing.BANKRUPTCY),
            TAKE_OVER);
    long trader = scenario.isolated(1_000, 20_000_00, 50);

    Event first = only(scenario.mark(19_690_00), "ForcedOrder");
    assertEquals("REDUCE", first.text("kind"));
    assertEquals(250, first.number("quantity"));
    assertEquals(19_600_00, first.number("limitPrice"));

    // At the bankruptcy price nothing is gained: 300 - 232.5 = 67.5 against 73.8375.
    List<Event> filled = scenario.buys(trader, 0, 250, 19_600_00);
    assertEquals(List.of(), all(filled, "ForcedOrder"));
    assertEquals(List.of(), scenario.clockAt(SECOND - 1));
    List<Event> second = scenario.clockAt(SECOND);
    assertEquals(List.of(2L), numbers(second, "StageEntered", "round"));
    assertEquals(List.of(6_750_000_000L), numbers(second, "StageEntered", "equity"));
    // A quarter of 750, rounded up.
    assertEquals(List.of(188L), numbers(second, "ForcedOrder", "quantity"));

    scenario.buys(trader, 1, 188, 19_600_00);
    List<Event> third = scenario.clockAt(2 * SECOND);
    assertEquals(List.of("CLOSE"), stages(third));
    assertEquals(List.of(562L), numbers(third, "ForcedOrder", "quantity"));
  }

  @Test
  void aRoundInWhichNothingFilledEndsTheStageAtOnce() {
    StageScenario scenario =
        new StageScenario(WaterfallStage.reduceFraction(PPB / 4, 0, SECOND), TAKE_OVER);
    scenario.isolated(1_000, 20_000_00, 50);
    scenario.mark(19_690_00);

    assertEquals(List.of("TAKE_OVER"), stages(scenario.expires(0)));
  }

  @Test
  void aRoundThatMakesThePositionSafeEndsTheLiquidation() {
    StageScenario scenario =
        new StageScenario(WaterfallStage.reduceFraction(PPB / 4, 0, 0), TAKE_OVER);
    long trader = scenario.isolated(1_000, 20_000_00, 50);
    scenario.mark(19_690_00);

    // 400 - 87.5 - 232.5 = 80 against 73.8375.
    Event finished = only(scenario.buys(trader, 0, 250, 19_650_00), "LiquidationFinished");
    assertEquals("REDUCED", finished.text("outcome"));
    assertEquals(1, finished.number("stage"));
  }

  @Test
  void feeOnForcedFillsRisesWhileTheLiquidationLasts() {
    StageScenario scenario =
        new StageScenario(WaterfallStage.reduceFraction(PPB / 4, 0, SECOND), TAKE_OVER);
    // 0.1 %, and 0.1 % more a second after a grace of a second, at most 0.3 %.
    RisingFee rising = new RisingFee(3_000_000, 1_000_000, SECOND);
    scenario.venue.commands.setFees(BTC, 0, 0, 1_000_000, rising);
    long trader = scenario.isolated(1_000, 20_000_00, 50);
    scenario.mark(19_690_00);

    scenario.buys(trader, 0, 250, 19_600_00); // 0.1 % of 4,900: 4.90
    scenario.clockAt(SECOND);
    Event finished = only(scenario.buys(trader, 1, 188, 19_950_00), "LiquidationFinished");

    // 0.2 % of 3,750.60: 7.5012
    assertEquals("REDUCED", finished.text("outcome"));
    assertEquals(12_4012 * (ONE / 10_000), finished.number("liquidationFee"));
  }

  @Test
  void aMarkThatComesBackDuringTheCooldownEndsTheLiquidation() {
    StageScenario scenario =
        new StageScenario(WaterfallStage.reduceFraction(PPB / 4, 0, SECOND), TAKE_OVER);
    long trader = scenario.isolated(1_000, 20_000_00, 50);
    scenario.mark(19_690_00);
    scenario.buys(trader, 0, 250, 19_600_00);

    scenario.mark(19_800_00);
    Event finished = only(scenario.clockAt(SECOND), "LiquidationFinished");
    assertEquals("REDUCED", finished.text("outcome"));
  }

  @Test
  void tiersAreLeftDownToTheirTop() {
    List<RiskTier> tiers =
        List.of(
            new RiskTier(0, 5_000_000, 10_000),
            new RiskTier(10_000 * ONE, 10_000_000, 10_000),
            new RiskTier(15_000 * ONE, 20_000_000, 10_000));
    // 19,750 is in the third tier; 0.759 BTC are worth 14,990.25, 0.760 are 15,010.
    assertEquals(241, reduced(Schedule.marginal(tiers), 1));
    // 0.506 BTC are worth 9,993.50, 0.507 are 10,013.25; below the first tier there is none.
    assertEquals(494, reduced(Schedule.marginal(tiers), 2));
    assertEquals(494, reduced(Schedule.marginal(tiers), 32));
  }

  private static long reduced(Schedule schedule, int tiersDown) {
    StageScenario scenario =
        new StageScenario(WaterfallStage.reduceTiers(tiersDown, 0, 0), TAKE_OVER);
    scenario.venue.commands.setRiskTiers(BTC, schedule);
    scenario.isolated(1_000, 20_000_00, 50);
    // Equity 150 against 2 % of 19,750 - 200 = 195.
    return only(scenario.mark(19_750_00), "ForcedOrder").number("quantity");
  }

  // W53: OKX 360020411711: 15,000 swaps, the first tier holds up to 2,000: 13,000 are closed.
  @Test
  void anOldOkxPositionIsClosedStraightDownToTheFirstTier() {
    StageScenario scenario = new StageScenario(WaterfallStage.reduceTiers(32, 0, 0), TAKE_OVER);
    scenario.venue.commands.setRiskTiers(
        BTC,
        new Schedule(
            ScheduleForm.WHOLE_POSITION,
            TierMeasure.QUANTITY,
            Valuation.MARK,
            0,
            0,
            0,
            List.of(
                new RiskTier(0, 0, 5_000_000, 10_000),
                new RiskTier(0, 2_001, 10_000_000, 7_500),
                new RiskTier(0, 5_001, 15_000_000, 5_000),
                new RiskTier(0, 10_001, 20_000_000, 5_000))));
    scenario.isolated(15_000, 20_000_00, 40);

    // Margin 2.5 % at entry less 1,650, requirement 2 % at mark: 5,850 against 5,967.
    Event order = only(scenario.mark(19_890_00), "ForcedOrder");
    assertEquals(13_000, order.number("quantity"));
  }

  @Test
  void inTheFirstTierThereIsNothingToReduceAndTheStageIsPassedInSilence() {
    StageScenario scenario = new StageScenario(WaterfallStage.reduceTiers(1, 0, 0), TAKE_OVER);
    scenario.isolated(1_000, 20_000_00, 50);

    List<Event> events = scenario.mark(19_690_00);
    assertEquals(List.of("TAKE_OVER"), stages(events));
    assertEquals(List.of(2L), numbers(events, "LiquidationFinished", "stage"));
  }

  @Test
  void theTargetTakesTheLeastThatRestoresTheRatio() {
    StageScenario scenario =
        new StageScenario(WaterfallStage.reduceToTarget(3 * PPB / 2, 0, 0), TAKE_OVER);
    scenario.isolated(1_000, 20_000_00, 50);

    // 1.5 x 0.5 % of 0.609 BTC at 19,690 is 89.934, below the equity of 90; of 0.610 it is 90.08.
    Event order = only(scenario.mark(19_690_00), "ForcedOrder");
    assertEquals(391, order.number("quantity"));
  }

  @Test
  void theTargetTakesTheLargestPositionOfAWalletAlone() {
    StageScenario scenario =
        new StageScenario(WaterfallStage.reduceToTarget(3 * PPB / 2, 0, 0), TAKE_OVER);
    Venue venue = scenario.venue;
    long trader = venue.trader(1_500);
    venue.commands.setLeverage(trader, BTC, 10_000);
    venue.commands.setLeverage(trader, ETH, 10_000);
    venue.trade(trader, 0, BTC, 1_000, 20_000_00);
    venue.trade(trader, 0, ETH, 10_000, 1_000_00);
    venue.commands.markPrice(BTC, 19_000_00);
    venue.clear();

    // Equity 140, requirements 95 + 48.2. What is left of BTC may need 1.5 x 0.5 % of it below
    // 140 - 72.3 = 67.7: 0.475 BTC need 67.6875, 0.476 need 67.83.
    venue.commands.markPrice(ETH, 964_00);
    Event order = only(scenario.events(), "ForcedOrder");
    assertEquals(BTC, order.number("instrumentId"));
    assertEquals(525, order.number("quantity"));
  }

  @Test
  void aRoundClosesNoMoreThanTheNotionalLimit() {
    StageScenario scenario =
        new StageScenario(
            WaterfallStage.reduceFraction(PPB, 0, 0).notionalMax(5_000 * ONE), TAKE_OVER);
    scenario.isolated(1_000, 20_000_00, 50);

    // 5,000 / 19,690 = 0.25393.
    assertEquals(253, only(scenario.mark(19_690_00), "ForcedOrder").number("quantity"));
  }

  // W52: Drift liquidates a small position whole at once; a notional of 49 is below the 50 here.
  @Test
  void aSmallPositionIsClosedWholeAtOnce() {
    StageScenario scenario =
        new StageScenario(
            WaterfallStage.reduceFraction(PPB / 10, 0, 0).wholeBelow(50 * ONE), TAKE_OVER);
    scenario.venue.commands.markPrice(BTC, 10_000_00);
    scenario.isolated(5, 10_000_00, 50);

    // Margin 1, loss 1 at 9,800: the notional is 49.
    assertEquals(5, only(scenario.mark(9_800_00), "ForcedOrder").number("quantity"));
  }

  @Test
  void aMarketOrderMayGoAnywhereOrNoFurtherThanItsSpread() {
    assertEquals(1, limit(WaterfallStage.close(OrderPricing.MARKET)).number("limitPrice"));
    Event near = limit(WaterfallStage.close(OrderPricing.MARKET).spread(PPB / 100));
    // 1 % of 19,690 is 196.90.
    assertEquals(19_493_10, near.number("limitPrice"));
    assertEquals("IOC", near.text("timeInForce"));
  }

  @Test
  void aStageMaySayFillOrKill() {
    Event order = limit(WaterfallStage.close(OrderPricing.BANKRUPTCY).timeInForce(TimeInForce.FOK));
    assertEquals("FOK", order.text("timeInForce"));
  }

  @Test
  void aFillablePriceMovesFromTheMarkAsEquityFallsBelowTheRequirement() {
    // 1 - 90 / 98.45 = 0.085830371; times 98.45 = 8.45000002; 19,690 less that, up to the cent.
    Event order = limit(WaterfallStage.close(OrderPricing.FILLABLE).spread(PPB));
    assertEquals(19_681_55, order.number("limitPrice"));
  }

  private static Event limit(WaterfallStage close) {
    StageScenario scenario = new StageScenario(close, TAKE_OVER);
    scenario.isolated(1_000, 20_000_00, 50);
    return only(scenario.mark(19_690_00), "ForcedOrder");
  }
}
