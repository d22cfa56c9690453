package io.plimsoll.tools.sim;

import io.plimsoll.engine.event.EventSink;
import io.plimsoll.protocol.Messages;
import io.plimsoll.protocol.codec.FundingFinishedDecoder;
import io.plimsoll.protocol.codec.LiquidationFinishedDecoder;
import io.plimsoll.protocol.codec.LiquidationStartedDecoder;
import io.plimsoll.protocol.codec.MessageHeaderDecoder;
import io.plimsoll.protocol.codec.StageEnteredDecoder;
import io.plimsoll.protocol.codec.StageKind;
import java.util.HashSet;
import java.util.Set;
import org.agrona.DirectBuffer;

/**
 * What the engine has begun and not finished: liquidations, and the tasks that pass over all
 * accounts in slices.
 *
 * <p>The events tell when a funding or a deleveraging is through. They do not tell when a loss has
 * been spread: that is bounded from above by the visits that it can take.
 */
final class WorkUnderWay implements EventSink {
  /** Visits that a Clock pays for. */
  static final int SLICE = 4_096;

  /** Each loss is spread in two passes over all accounts. */
  private static final long PASSES = 2;

  private final long accounts;
  private final Set<Long> deleveraging = new HashSet<>();
  private final Set<Long> socialising = new HashSet<>();
  private final MessageHeaderDecoder header = new MessageHeaderDecoder();
  private final StageEnteredDecoder stageEntered = new StageEnteredDecoder();
  private final LiquidationFinishedDecoder finished = new LiquidationFinishedDecoder();
  private long liquidations;
  private long socialisingVisits;
  private boolean funding;

  /**
   * Nothing under way.
   *
   * @param accounts all accounts of the engine
   */
  WorkUnderWay(long accounts) {
    this.accounts = accounts;
  }

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
        if (stageEntered.kind() == StageKind.SOCIALISE) {
          socialising.add(stageEntered.liquidationId());
        }
      }
      case LiquidationFinishedDecoder.TEMPLATE_ID -> {
        finished.wrapAndApplyHeader(buffer, offset, header);
        onFinished();
      }
      case FundingFinishedDecoder.TEMPLATE_ID -> funding = false;
      default -> {
        // Neither begins nor ends anything.
      }
    }
  }

  /** One loss of the stage, and one of what the fund then covered: the run has one contract. */
  private void onFinished() {
    long id = finished.liquidationId();
    liquidations--;
    deleveraging.remove(id);
    int losses = (socialising.remove(id) ? 1 : 0) + (finished.covered() > 0 ? 1 : 0);
    if (finished.socialised() > 0) {
      socialisingVisits += losses * PASSES * accounts;
    }
  }

  void fundingStarted() {
    funding = true;
  }

  /** Whether the last funding has not reached everybody yet. */
  boolean isFunding() {
    return funding;
  }

  /** A Clock is through. Its slice went to the losses, unless other tasks can stand before them. */
  void clockPassed() {
    if (!funding && deleveraging.isEmpty()) {
      socialisingVisits = Math.max(0, socialisingVisits - SLICE);
    }
  }

  /** Whether tasks may be waiting for a Clock. */
  boolean hasTasks() {
    return funding || !deleveraging.isEmpty() || socialisingVisits > 0;
  }

  /** Liquidations that are under way. */
  long liquidations() {
    return liquidations;
  }

  /** Whether anything is under way. */
  boolean isAnything() {
    return liquidations > 0 || hasTasks();
  }

  /** What is under way, for people; empty if nothing is. */
  String describe() {
    if (!isAnything()) {
      return "";
    }
    return liquidations
        + " liquidations, "
        + deleveraging.size()
        + " of them waiting for deleveraging"
        + (socialisingVisits > 0 ? "; losses that are being spread" : "")
        + (funding ? "; a funding" : "");
  }
}
