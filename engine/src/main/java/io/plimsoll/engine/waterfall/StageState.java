package io.plimsoll.engine.waterfall;

import io.plimsoll.engine.memory.StateStream;
import io.plimsoll.protocol.WaterfallStage;
import io.plimsoll.protocol.codec.AdlPricing;
import io.plimsoll.protocol.codec.AdlRanking;
import io.plimsoll.protocol.codec.CancelScope;
import io.plimsoll.protocol.codec.LossOver;
import io.plimsoll.protocol.codec.OrderPricing;
import io.plimsoll.protocol.codec.ReduceBy;
import io.plimsoll.protocol.codec.StageCondition;
import io.plimsoll.protocol.codec.StageKind;
import io.plimsoll.protocol.codec.StageMode;
import io.plimsoll.protocol.codec.TimeInForce;

/** Carries a stage of a waterfall. */
final class StageState {
  private StageState() {}

  static WaterfallStage of(WaterfallStage stage, StateStream stream) {
    return new WaterfallStage(
        stream.of(stage.conditionRatio()),
        stream.of(stage.size()),
        stream.of(stage.notionalMax()),
        stream.of(stage.wholeBelow()),
        stream.of(stage.cooldown()),
        stream.of(stage.spread()),
        stream.of(stage.takerAccountId()),
        stream.of(stage.rounds()),
        StageKind.get((short) stream.of(stage.kind().value())),
        StageMode.get((short) stream.of(stage.mode().value())),
        StageCondition.get((short) stream.of(stage.condition().value())),
        CancelScope.get((short) stream.of(stage.scope().value())),
        ReduceBy.get((short) stream.of(stage.reduceBy().value())),
        OrderPricing.get((short) stream.of(stage.pricing().value())),
        TimeInForce.get((short) stream.of(stage.timeInForce().value())),
        stream.of(stage.limited()),
        AdlRanking.get((short) stream.of(stage.ranking().value())),
        AdlPricing.get((short) stream.of(stage.adlPricing().value())),
        LossOver.get((short) stream.of(stage.lossOver().value())));
  }
}
