package io.plimsoll.tools.sim;

import io.plimsoll.engine.event.EventSink;
import io.plimsoll.protocol.Messages;
import io.plimsoll.protocol.codec.FundingFinishedDecoder;
import io.plimsoll.protocol.codec.FundingRateSetDecoder;
import io.plimsoll.protocol.codec.LiquidationFinishedDecoder;
import io.plimsoll.protocol.codec.LiquidationStartedDecoder;
import io.plimsoll.protocol.codec.MessageHeaderDecoder;
import io.plimsoll.protocol.codec.StageEnteredDecoder;
import io.plimsoll.protocol.codec.StageKind;
import java.util.BitSet;
import java.util.HashSet;
import java.util.Set;
import org.agrona.DirectBuffer;

/** What the engine has begun and not finished, as its events tell. */
final class WorkUnderWay implements EventSink {
  private final Set<Long> deleveraging = new HashSet<>();
  private final MessageHeaderDecoder header = new MessageHeaderDecoder();
  private final StageEnteredDecoder stageEntered = new StageEnteredDecoder();
  private final FundingFinishedDecoder fundingFinished = new FundingFinishedDecoder();
  private final FundingRateSetDecoder rateSet = new FundingRateSetDecoder();
  private final LiquidationFinishedDecoder finished = new LiquidationFinishedDecoder();
  private long liquidations;
  private final BitSet funding = new BitSet();

  @Override
  public void onEvent(DirectBuffer buffer, int offset, int length) {
    switch (Messages.templateId(buffer, offset)) {
      case LiquidationStartedDecoder.TEMPLATE_ID -> liquidations++;
      case StageEnteredDecoder.TEMPLATE_ID -> {
        stageEntered.wrapAndApplyHeader(buffer, offset, header);
        if (stageEntered.kind() == StageKind.DELEVERAGE) {
          deleveraging.add(stageEntered.liquidationId());
        } else {
          deleveraging.remove(stageEntered.liquidationId());
        }
      }
      case LiquidationFinishedDecoder.TEMPLATE_ID -> {
        finished.wrapAndApplyHeader(buffer, offset, header);
        liquidations--;
        deleveraging.remove(finished.liquidationId());
      }
      case FundingRateSetDecoder.TEMPLATE_ID -> {
        rateSet.wrapAndApplyHeader(buffer, offset, header);
        if (rateSet.chargedRate() != 0) {
          fundingStarted(rateSet.instrumentId());
        }
      }
      case FundingFinishedDecoder.TEMPLATE_ID -> {
        fundingFinished.wrapAndApplyHeader(buffer, offset, header);
        funding.clear(fundingFinished.instrumentId());
      }
      default -> {
        // Neither begins nor ends anything.
      }
    }
  }

  void fundingStarted(int instrumentId) {
    funding.set(instrumentId);
  }

  /** Whether the last funding of an instrument has not reached everybody yet. */
  boolean isFunding(int instrumentId) {
    return funding.get(instrumentId);
  }

  /** Liquidations that are under way. */
  long liquidations() {
    return liquidations;
  }

  /** Whether anything is under way. */
  boolean isAnything() {
    return liquidations > 0 || !funding.isEmpty();
  }

  /**
   * What is under way, for people; empty if nothing is.
   *
   * @param waiting whether the engine has work that waits for a Clock
   */
  String describe(boolean waiting) {
    if (!isAnything()) {
      return waiting ? "losses that are being spread" : "";
    }
    return liquidations
        + " liquidations, "
        + deleveraging.size()
        + " of them waiting for deleveraging"
        + (funding.isEmpty() ? "" : "; a funding");
  }
}
