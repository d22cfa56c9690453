package io.plimsoll.engine.event;

import io.plimsoll.protocol.codec.CancelRequestedEncoder;
import io.plimsoll.protocol.codec.ForcedOrderEncoder;
import io.plimsoll.protocol.codec.ForcedOrderKind;
import io.plimsoll.protocol.codec.LiquidationFinishedEncoder;
import io.plimsoll.protocol.codec.LiquidationStartedEncoder;
import io.plimsoll.protocol.codec.MarginCallEncoder;
import io.plimsoll.protocol.codec.MarginMode;
import io.plimsoll.protocol.codec.Outcome;
import io.plimsoll.protocol.codec.PositionChangedEncoder;
import io.plimsoll.protocol.codec.PositionReason;
import io.plimsoll.protocol.codec.PositionSide;
import io.plimsoll.protocol.codec.Side;
import io.plimsoll.protocol.codec.TakeOverEncoder;
import io.plimsoll.protocol.codec.TimeInForce;

/** The events of positions and of the waterfall, through an {@link EventWriter}. */
public final class LiquidationEvents {
  private final EventWriter writer;
  private final PositionChangedEncoder positionChanged = new PositionChangedEncoder();
  private final MarginCallEncoder marginCall = new MarginCallEncoder();
  private final LiquidationStartedEncoder started = new LiquidationStartedEncoder();
  private final CancelRequestedEncoder cancelRequested = new CancelRequestedEncoder();
  private final ForcedOrderEncoder forcedOrder = new ForcedOrderEncoder();
  private final TakeOverEncoder takeOver = new TakeOverEncoder();
  private final LiquidationFinishedEncoder finished = new LiquidationFinishedEncoder();

  /**
   * Events through a writer.
   *
   * @param writer sends them
   */
  public LiquidationEvents(EventWriter writer) {
    this.writer = writer;
  }

  /** PositionChanged. */
  public void positionChanged(
      long accountId,
      long tradeQuantity,
      long tradeValue,
      long quantity,
      long cost,
      long margin,
      long realisedPnl,
      int instrumentId,
      MarginMode mode,
      PositionReason reason,
      PositionSide side) {
    positionChanged
        .wrapAndApplyHeader(writer.buffer(), 0, writer.header())
        .sequence(writer.sequence())
        .timestamp(writer.timestamp())
        .accountId(accountId)
        .tradeQuantity(tradeQuantity)
        .tradeValue(tradeValue)
        .quantity(quantity)
        .cost(cost)
        .margin(margin)
        .realisedPnl(realisedPnl)
        .instrumentId(instrumentId)
        .mode(mode)
        .reason(reason)
        .positionSide(side);
    writer.send(positionChanged.encodedLength());
  }

  /** MarginCall; instrument and mark are 0 and the side is NET for a cross wallet. */
  public void marginCall(
      long accountId,
      long equity,
      long requirement,
      long markPrice,
      int assetId,
      int instrumentId,
      PositionSide side) {
    marginCall
        .wrapAndApplyHeader(writer.buffer(), 0, writer.header())
        .sequence(writer.sequence())
        .timestamp(writer.timestamp())
        .accountId(accountId)
        .equity(equity)
        .requirement(requirement)
        .markPrice(markPrice)
        .assetId(assetId)
        .instrumentId(instrumentId)
        .positionSide(side);
    writer.send(marginCall.encodedLength());
  }

  /** LiquidationStarted. */
  public void started(
      long liquidationId,
      long accountId,
      long equity,
      long requirement,
      long markPrice,
      long quantity,
      long cost,
      long margin,
      int assetId,
      int instrumentId,
      MarginMode mode,
      PositionSide side) {
    started
        .wrapAndApplyHeader(writer.buffer(), 0, writer.header())
        .sequence(writer.sequence())
        .timestamp(writer.timestamp())
        .liquidationId(liquidationId)
        .accountId(accountId)
        .equity(equity)
        .requirement(requirement)
        .markPrice(markPrice)
        .quantity(quantity)
        .cost(cost)
        .margin(margin)
        .assetId(assetId)
        .instrumentId(instrumentId)
        .mode(mode)
        .positionSide(side);
    writer.send(started.encodedLength());
  }

  /** CancelRequested. */
  public void cancelRequested(long liquidationId, long orderId, long accountId, int instrumentId) {
    cancelRequested
        .wrapAndApplyHeader(writer.buffer(), 0, writer.header())
        .sequence(writer.sequence())
        .timestamp(writer.timestamp())
        .liquidationId(liquidationId)
        .orderId(orderId)
        .accountId(accountId)
        .instrumentId(instrumentId);
    writer.send(cancelRequested.encodedLength());
  }

  /** ForcedOrder. */
  public void forcedOrder(
      long liquidationId,
      long orderId,
      long accountId,
      long quantity,
      long limitPrice,
      long markPrice,
      int instrumentId,
      Side side,
      ForcedOrderKind kind,
      TimeInForce timeInForce,
      PositionSide positionSide) {
    forcedOrder
        .wrapAndApplyHeader(writer.buffer(), 0, writer.header())
        .sequence(writer.sequence())
        .timestamp(writer.timestamp())
        .liquidationId(liquidationId)
        .orderId(orderId)
        .accountId(accountId)
        .quantity(quantity)
        .limitPrice(limitPrice)
        .markPrice(markPrice)
        .instrumentId(instrumentId)
        .side(side)
        .kind(kind)
        .timeInForce(timeInForce)
        .positionSide(positionSide);
    writer.send(forcedOrder.encodedLength());
  }

  /** TakeOver. */
  public void takeOver(
      long liquidationId,
      long accountId,
      long fundAccountId,
      long quantity,
      long value,
      long bankruptcyPrice,
      long markPrice,
      long fundPnlAtMark,
      int instrumentId,
      PositionSide side) {
    takeOver
        .wrapAndApplyHeader(writer.buffer(), 0, writer.header())
        .sequence(writer.sequence())
        .timestamp(writer.timestamp())
        .liquidationId(liquidationId)
        .accountId(accountId)
        .fundAccountId(fundAccountId)
        .quantity(quantity)
        .value(value)
        .bankruptcyPrice(bankruptcyPrice)
        .markPrice(markPrice)
        .fundPnlAtMark(fundPnlAtMark)
        .instrumentId(instrumentId)
        .positionSide(side);
    writer.send(takeOver.encodedLength());
  }

  /** LiquidationFinished. */
  public void finished(
      long liquidationId,
      long accountId,
      long closedNotional,
      long takenOverNotional,
      long realisedPnl,
      long liquidationFee,
      long surplus,
      long covered,
      long deleveragedNotional,
      long socialised,
      long nettedNotional,
      int assetId,
      int instrumentId,
      Outcome outcome,
      int stage,
      PositionSide side) {
    finished
        .wrapAndApplyHeader(writer.buffer(), 0, writer.header())
        .sequence(writer.sequence())
        .timestamp(writer.timestamp())
        .liquidationId(liquidationId)
        .accountId(accountId)
        .closedNotional(closedNotional)
        .takenOverNotional(takenOverNotional)
        .realisedPnl(realisedPnl)
        .liquidationFee(liquidationFee)
        .surplus(surplus)
        .covered(covered)
        .deleveragedNotional(deleveragedNotional)
        .socialised(socialised)
        .nettedNotional(nettedNotional)
        .assetId(assetId)
        .instrumentId(instrumentId)
        .outcome(outcome)
        .stage((short) stage)
        .positionSide(side);
    writer.send(finished.encodedLength());
  }
}
