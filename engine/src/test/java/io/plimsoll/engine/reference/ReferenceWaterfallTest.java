package io.plimsoll.engine.reference;

import static io.plimsoll.engine.reference.SmallVenue.DATED;
import static io.plimsoll.engine.reference.SmallVenue.FUND;
import static io.plimsoll.engine.reference.SmallVenue.MARKET;
import static io.plimsoll.engine.reference.SmallVenue.PERPETUAL;
import static io.plimsoll.engine.reference.SmallVenue.TRADER;

import io.plimsoll.protocol.FundLimits;
import io.plimsoll.protocol.RiskTier;
import io.plimsoll.protocol.Waterfall;
import io.plimsoll.protocol.WaterfallStage;
import io.plimsoll.protocol.codec.DoneReason;
import io.plimsoll.protocol.codec.MarginMode;
import io.plimsoll.protocol.codec.OrderPricing;
import io.plimsoll.protocol.codec.Side;
import io.plimsoll.protocol.codec.StageCondition;
import io.plimsoll.protocol.codec.StageMode;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Stages of the waterfall in the reference engine, by hand: an isolated long of 10 at 100 with a
 * margin of 100; at a mark of 94 its equity is 40, its requirement 47, its bankruptcy price 90.
 */
class ReferenceWaterfallTest {
  private static final long HALF = 500_000_000;
  private static final long OWN = 1L << 62;

  private static final String STAGES = "StageEntered|ForcedOrder|LiquidationFinished";

  private static SmallVenue venue(WaterfallStage... stages) {
    return new SmallVenue(new Waterfall(Exact.PPB, 0, false, List.of(stages)));
  }

  private static void fallTo94(SmallVenue venue) {
    venue.openLong(MARKET);
    venue.forget();
    venue.commands.markPrice(PERPETUAL, 94);
  }

  private static void fillOwn(SmallVenue venue, long order, long quantity, long price) {
    venue.commands.fill(100, PERPETUAL, price, quantity, MARKET, 0, TRADER, order, Side.SELL);
  }

  private static String stage(int number, String kind, int round, int equity, int requirement) {
    return String.format(
        "[StageEntered] liquidationId=1|accountId=4|equity=%d|requirement=%d|round=%d|stage=%d"
            + "|kind=%s",
        equity, requirement, round, number, kind);
  }

  private static String order(int number, int quantity, int limit, String kind) {
    return String.format(
        "[ForcedOrder] liquidationId=1|orderId=%d|accountId=4|quantity=%d|limitPrice=%d"
            + "|markPrice=94|instrumentId=1|side=SELL|kind=%s",
        OWN + number, quantity, limit, kind);
  }

  @Test
  void roundThatMakesThePositionSafeEndsTheLiquidation() {
    SmallVenue venue = venue(WaterfallStage.reduceFraction(HALF, 0, 0), WaterfallStage.takeOver());
    fallTo94(venue);
    venue.expectOf(STAGES, stage(1, "REDUCE", 1, 40, 47), order(0, 5, 90, "REDUCE"));

    // Margin 60, equity 30, requirement 23.5.
    fillOwn(venue, OWN, 5, 92);
    venue.expectOf(
        STAGES,
        "[LiquidationFinished] liquidationId=1|accountId=4|closedNotional=460"
            + "|takenOverNotional=0|realisedPnl=-40|liquidationFee=0|surplus=0|covered=0"
            + "|deleveragedNotional=0|socialised=0|instrumentId=1|outcome=REDUCED|stage=1");
  }

  @Test
  void frozenPositionKeepsModeAndLeverageThoughASettlementClosedIt() {
    SmallVenue venue =
        venue(WaterfallStage.reduceFraction(HALF, 0, 10_000), WaterfallStage.takeOver());
    venue.commands.setMarginMode(TRADER, DATED, MarginMode.ISOLATED);
    venue.commands.deposit(TRADER, 1, 200);
    venue.trade(DATED, TRADER, MARKET, 10, 100);
    venue.commands.markPrice(DATED, 94);
    venue.commands.fill(100, DATED, 90, 5, MARKET, 0, TRADER, OWN, Side.SELL);
    // The cooldown outlasts the contract.
    venue.commands.at(SmallVenue.EXPIRY).settleInstrument(DATED, 94);
    venue.commands.clock();
    venue.forget();

    venue.commands.setLeverage(TRADER, DATED, 100);
    venue.commands.setMarginMode(TRADER, DATED, MarginMode.CROSS);
    venue.expect(
        "[CommandRejected] detail=4|fieldId=3|command=9|reason=UNDER_LIQUIDATION",
        "[CommandRejected] detail=4|fieldId=3|command=10|reason=UNDER_LIQUIDATION");
  }

  @Test
  void nextRoundWaitsForTheEndOfTheCooldownAndAnUnfilledRoundIsTheLast() {
    SmallVenue venue =
        venue(WaterfallStage.reduceFraction(HALF, 0, 1000), WaterfallStage.takeOver());
    fallTo94(venue);
    venue.forget();
    fillOwn(venue, OWN, 5, 90);
    venue.commands.at(999).clock();
    venue.expectOf(STAGES);

    // Margin 50, equity 20, requirement 23.5; half of 5, rounded up, is 3.
    venue.commands.at(1000).clock();
    venue.expectOf(STAGES, stage(1, "REDUCE", 2, 20, 24), order(1, 3, 90, "REDUCE"));

    venue.commands.orderDone(OWN + 1, DoneReason.EXPIRED);
    venue.expectOf(
        STAGES,
        stage(2, "TAKE_OVER", 0, 20, 24),
        "[LiquidationFinished] liquidationId=1|accountId=4|closedNotional=450"
            + "|takenOverNotional=450|realisedPnl=-100|liquidationFee=0|surplus=0|covered=0"
            + "|deleveragedNotional=0|socialised=0|instrumentId=1|outcome=TAKEN_OVER|stage=2");
  }

  @Test
  void lastRoundIsFollowedByTheNextStage() {
    SmallVenue venue = venue(WaterfallStage.reduceFraction(HALF, 1, 0), WaterfallStage.takeOver());
    fallTo94(venue);
    venue.forget();

    fillOwn(venue, OWN, 5, 90);
    venue.expectOf("StageEntered", stage(2, "TAKE_OVER", 0, 20, 24));
  }

  @Test
  void tiersAreReducedByTheLeastThatReachesTheLowerOne() {
    SmallVenue venue = venue(WaterfallStage.reduceTiers(1, 0, 0), WaterfallStage.takeOver());
    venue.commands.setRiskTiers(
        PERPETUAL, List.of(new RiskTier(0, 50_000_000, 2000), new RiskTier(500, 60_000_000, 2000)));
    fallTo94(venue);

    // 6 % of 940 less 5; 5 at 94 are below 500, 6 are not.
    venue.expectOf(STAGES, stage(1, "REDUCE", 1, 40, 52), order(0, 5, 90, "REDUCE"));
  }

  @Test
  void positionInTheFirstTierSkipsAReductionByTiers() {
    SmallVenue venue = venue(WaterfallStage.reduceTiers(1, 0, 0), WaterfallStage.takeOver());
    fallTo94(venue);
    venue.expectOf("StageEntered", stage(2, "TAKE_OVER", 0, 40, 47));
  }

  @Test
  void targetIsReachedByTheLeastThatIsEnough() {
    SmallVenue venue =
        venue(WaterfallStage.reduceToTarget(2 * Exact.PPB, 0, 0), WaterfallStage.takeOver());
    fallTo94(venue);

    // Twice 5 % of 4 at 94 is 37.6, of 5 it is 47.
    venue.expectOf("ForcedOrder", order(0, 6, 90, "REDUCE"));
  }

  @Test
  void roundIsCappedByNotionalAndASmallPositionIsClosedWhole() {
    SmallVenue capped =
        venue(
            WaterfallStage.reduceFraction(HALF, 0, 0).notionalMax(300), WaterfallStage.takeOver());
    fallTo94(capped);
    capped.expectOf("ForcedOrder", order(0, 3, 90, "REDUCE"));

    SmallVenue whole =
        venue(WaterfallStage.reduceFraction(HALF, 0, 0).wholeBelow(940), WaterfallStage.takeOver());
    fallTo94(whole);
    whole.expectOf("ForcedOrder", order(0, 10, 90, "REDUCE"));
  }

  @Test
  void limitFollowsThePricingOfTheStage() {
    SmallVenue any = venue(WaterfallStage.close(OrderPricing.MARKET), WaterfallStage.takeOver());
    fallTo94(any);
    any.expectOf("ForcedOrder", order(0, 10, 1, "CLOSE"));

    // 94 - floor(9.4).
    SmallVenue near =
        venue(
            WaterfallStage.close(OrderPricing.MARKET).spread(100_000_000),
            WaterfallStage.takeOver());
    fallTo94(near);
    near.expectOf("ForcedOrder", order(0, 10, 85, "CLOSE"));

    // 7 of 47 are lacking; ten times that share of 47 is 70: (940 - 70) / 10.
    SmallVenue fillable =
        venue(
            WaterfallStage.close(OrderPricing.FILLABLE).spread(10 * Exact.PPB),
            WaterfallStage.takeOver());
    fallTo94(fillable);
    fillable.expectOf("ForcedOrder", order(0, 10, 87, "CLOSE"));
  }

  @Test
  void limitedTakerTakesWhatItsInventoryAllowsAndTheNextStageTakesTheRest() {
    SmallVenue venue = venue(WaterfallStage.takeOver().withinLimits(), WaterfallStage.takeOver());
    venue.commands.setFund(FUND, 1, new FundLimits(-1000, 500, 0, 0, 0));
    fallTo94(venue);
    venue.expectOf(
        "TakeOver|StageEntered",
        stage(1, "TAKE_OVER", 0, 40, 47),
        "[TakeOver] liquidationId=1|accountId=4|fundAccountId=1|quantity=5|value=450"
            + "|bankruptcyPrice=90|markPrice=94|fundPnlAtMark=20|instrumentId=1",
        stage(2, "TAKE_OVER", 0, 20, 24),
        "[TakeOver] liquidationId=1|accountId=4|fundAccountId=1|quantity=5|value=450"
            + "|bankruptcyPrice=90|markPrice=94|fundPnlAtMark=20|instrumentId=1");
  }

  @Test
  void limitedTakerTakesNoMoreLossThanItsEquityBears() {
    SmallVenue venue = venue(WaterfallStage.takeOver().withinLimits(), WaterfallStage.takeOver());
    venue.commands.setFund(FUND, 1, new FundLimits(0, 1L << 60, 0, 0, 0));
    venue.commands.deposit(FUND, 1, 35);
    venue.openLong(MARKET);
    venue.forget();

    // Equity -100: 10 * 35 / 100 rounded down.
    venue.commands.markPrice(PERPETUAL, 80);
    venue.expectOf(
        "TakeOver",
        "[TakeOver] liquidationId=1|accountId=4|fundAccountId=1|quantity=3|value=270"
            + "|bankruptcyPrice=90|markPrice=80|fundPnlAtMark=-30|instrumentId=1",
        "[TakeOver] liquidationId=1|accountId=4|fundAccountId=1|quantity=7|value=630"
            + "|bankruptcyPrice=90|markPrice=80|fundPnlAtMark=-70|instrumentId=1");
  }

  @Test
  void stageOfTheOtherModeOrWithoutItsConditionIsSkipped() {
    SmallVenue venue =
        venue(
            WaterfallStage.close(OrderPricing.MARKET).onlyFor(StageMode.CROSS_ONLY),
            WaterfallStage.close(OrderPricing.MARKET)
                .when(StageCondition.EQUITY_BELOW, 851_063_829),
            WaterfallStage.close(OrderPricing.MARKET).when(StageCondition.NEGATIVE_EQUITY),
            WaterfallStage.close(OrderPricing.MARKET)
                .when(StageCondition.EQUITY_BELOW, 851_063_830),
            WaterfallStage.takeOver());
    fallTo94(venue);

    // 40 of 47 is 0.8510638297...
    venue.expectOf("StageEntered", stage(4, "CLOSE", 0, 40, 47));
  }

  @Test
  void waterfallThatCannotEndIsRejected() {
    SmallVenue venue = venue(WaterfallStage.takeOver().withinLimits());
    venue.openLong(MARKET);
    venue.forget();
    venue.commands.markPrice(PERPETUAL, 94);

    // The default stands.
    venue.expectOf(
        "StageEntered", stage(1, "CANCEL_ORDERS", 0, 40, 47), stage(2, "CLOSE", 0, 40, 47));
  }

  @Test
  void waterfallIsSetOnceBeforeTheFirstInstrument() {
    SmallVenue venue = new SmallVenue();
    venue.commands.setWaterfall(Waterfall.DEFAULT);
    venue.expectOf(
        "CommandRejected", "[CommandRejected] detail=0|fieldId=0|command=18|reason=VENUE_IN_USE");
  }
}
