package io.plimsoll.tools.explain;

import io.plimsoll.protocol.Waterfall;
import io.plimsoll.protocol.WaterfallStage;
import io.plimsoll.protocol.codec.Bool;
import io.plimsoll.protocol.codec.MessageHeaderDecoder;
import io.plimsoll.protocol.codec.SetWaterfallDecoder;
import java.util.ArrayList;
import java.util.List;
import org.agrona.DirectBuffer;

/** Reads the stages of a SetWaterfall command. */
final class SetWaterfallReader {
  private final MessageHeaderDecoder header = new MessageHeaderDecoder();
  private final SetWaterfallDecoder message = new SetWaterfallDecoder();

  Waterfall read(DirectBuffer buffer, int offset) {
    message.wrapAndApplyHeader(buffer, offset, header);
    long exitRatio = message.exitRatio();
    long feeAccount = message.liquidationFeeAccountId();
    boolean gate = message.withdrawalGate() == Bool.YES;
    List<WaterfallStage> stages = new ArrayList<>();
    for (SetWaterfallDecoder.StagesDecoder stage : message.stages()) {
      stages.add(
          new WaterfallStage(
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
              stage.lossOver()));
    }
    return new Waterfall(exitRatio, feeAccount, gate, stages);
  }
}
