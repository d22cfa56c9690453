package io.plimsoll.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.plimsoll.protocol.codec.AdlPricing;
import io.plimsoll.protocol.codec.AdlRanking;
import io.plimsoll.protocol.codec.Bool;
import io.plimsoll.protocol.codec.CancelScope;
import io.plimsoll.protocol.codec.LossOver;
import io.plimsoll.protocol.codec.OrderPricing;
import io.plimsoll.protocol.codec.ReduceBy;
import io.plimsoll.protocol.codec.SetWaterfallDecoder;
import io.plimsoll.protocol.codec.StageCondition;
import io.plimsoll.protocol.codec.StageKind;
import io.plimsoll.protocol.codec.StageMode;
import io.plimsoll.protocol.codec.TimeInForce;
import java.util.List;
import org.junit.jupiter.api.Test;

class WaterfallStageTest {
  /** A stage that means nothing; no two numbers are alike and no field is neutral. */
  static final WaterfallStage EVERY_FIELD =
      new WaterfallStage(
          1,
          2,
          3,
          4,
          5,
          6,
          7,
          8,
          StageKind.REDUCE,
          StageMode.CROSS_ONLY,
          StageCondition.EQUITY_BELOW,
          CancelScope.ACCOUNT,
          ReduceBy.TARGET,
          OrderPricing.FILLABLE,
          TimeInForce.FOK,
          true,
          AdlRanking.PRO_RATA,
          AdlPricing.AT_MARK,
          LossOver.OPEN_INTEREST);

  static WaterfallStage read(SetWaterfallDecoder.StagesDecoder stage) {
    return new WaterfallStage(
        stage.conditionRatio(),
        stage.size(),
        stage.notionalMax(),
        stage.wholeBelow(),
        stage.cooldown(),
        stage.spread(),
        stage.takerAccountId(),
        stage.rounds(),
        stage.kind(),
        stage.mode(),
        stage.condition(),
        stage.scope(),
        stage.reduceBy(),
        stage.pricing(),
        stage.timeInForce(),
        stage.limited() == Bool.YES,
        stage.ranking(),
        stage.adlPricing(),
        stage.lossOver());
  }

  /** The neutral values are those that the schema names after "else". */
  private static WaterfallStage neutral(StageKind kind) {
    return new WaterfallStage(
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        kind,
        StageMode.ANY,
        StageCondition.ALWAYS,
        CancelScope.OWN,
        ReduceBy.FRACTION,
        OrderPricing.BANKRUPTCY,
        TimeInForce.IOC,
        false,
        AdlRanking.PROFIT_LEVERAGE,
        AdlPricing.AT_BANKRUPTCY,
        LossOver.WINNERS);
  }

  @Test
  void theDefaultWaterfallCancelsClosesAndTakesOver() {
    assertEquals(
        new Waterfall(
            1_000_000_000,
            0,
            false,
            List.of(
                neutral(StageKind.CANCEL_ORDERS),
                neutral(StageKind.CLOSE),
                neutral(StageKind.TAKE_OVER))),
        Waterfall.DEFAULT);
  }

  @Test
  void aRefinementChangesItsFieldAndNoOther() {
    assertEquals(
        EVERY_FIELD.toString().replace("CROSS_ONLY", "ISOLATED_ONLY"),
        EVERY_FIELD.onlyFor(StageMode.ISOLATED_ONLY).toString());
  }

  @Test
  void refinementsAddUp() {
    WaterfallStage stage =
        WaterfallStage.reduceToTarget(2, 8, 5)
            .onlyFor(StageMode.CROSS_ONLY)
            .when(StageCondition.EQUITY_BELOW, 1)
            .withinLimits()
            .by(7)
            .timeInForce(TimeInForce.FOK)
            .spread(6)
            .notionalMax(3)
            .wholeBelow(4)
            .scope(CancelScope.ACCOUNT)
            .pricing(OrderPricing.FILLABLE);

    assertEquals(
        EVERY_FIELD.toString(),
        stage
            .toString()
            .replace("PROFIT_LEVERAGE", "PRO_RATA")
            .replace("AT_BANKRUPTCY", "AT_MARK")
            .replace("WINNERS", "OPEN_INTEREST"));
  }

  @Test
  void factoriesSetWhatTheyAreGiven() {
    WaterfallStage fraction = WaterfallStage.reduceFraction(2, 3, 4);
    WaterfallStage tiers = WaterfallStage.reduceTiers(2, 3, 4);
    WaterfallStage deleverage =
        WaterfallStage.deleverage(AdlRanking.RANDOM, AdlPricing.AT_PREVIOUS_MARK);
    WaterfallStage socialise = WaterfallStage.socialise(LossOver.OPEN_INTEREST);

    assertEquals(StageKind.REDUCE, fraction.kind());
    assertEquals(ReduceBy.FRACTION, fraction.reduceBy());
    assertEquals(
        List.of(2L, 3L, 4L),
        List.of(fraction.size(), (long) fraction.rounds(), fraction.cooldown()));
    assertEquals(StageKind.REDUCE, tiers.kind());
    assertEquals(ReduceBy.TIERS, tiers.reduceBy());
    assertEquals(StageKind.DELEVERAGE, deleverage.kind());
    assertEquals(AdlRanking.RANDOM, deleverage.ranking());
    assertEquals(AdlPricing.AT_PREVIOUS_MARK, deleverage.adlPricing());
    assertEquals(StageKind.SOCIALISE, socialise.kind());
    assertEquals(LossOver.OPEN_INTEREST, socialise.lossOver());
    assertEquals(
        StageCondition.NEGATIVE_EQUITY, socialise.when(StageCondition.NEGATIVE_EQUITY).condition());
    assertEquals(0, EVERY_FIELD.when(StageCondition.FUND_EMPTY).conditionRatio());
  }
}
