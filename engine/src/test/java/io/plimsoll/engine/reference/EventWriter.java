package io.plimsoll.engine.reference;

import io.plimsoll.protocol.codec.BalanceChangedEncoder;
import io.plimsoll.protocol.codec.BalanceReason;
import io.plimsoll.protocol.codec.CancelRequestedEncoder;
import io.plimsoll.protocol.codec.CommandAcceptedEncoder;
import io.plimsoll.protocol.codec.CommandRejectedEncoder;
import io.plimsoll.protocol.codec.ForcedOrderEncoder;
import io.plimsoll.protocol.codec.FundChangedEncoder;
import io.plimsoll.protocol.codec.LiquidationFinishedEncoder;
import io.plimsoll.protocol.codec.LiquidationStartedEncoder;
import io.plimsoll.protocol.codec.MarginCallEncoder;
import io.plimsoll.protocol.codec.MarginMode;
import io.plimsoll.protocol.codec.MessageHeaderEncoder;
import io.plimsoll.protocol.codec.OrderChangedEncoder;
import io.plimsoll.protocol.codec.OrderState;
import io.plimsoll.protocol.codec.Outcome;
import io.plimsoll.protocol.codec.PositionChangedEncoder;
import io.plimsoll.protocol.codec.PositionReason;
import io.plimsoll.protocol.codec.SnapshotTakenEncoder;
import io.plimsoll.protocol.codec.TakeOverEncoder;
import io.plimsoll.protocol.codec.TimeInForce;
import java.math.BigInteger;
import org.agrona.concurrent.UnsafeBuffer;

/** Encodes the events of one command after the other. */
final class EventWriter {
  private static final int EVENT_MAX = 256;

  private final EventHandler handler;
  private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[EVENT_MAX]);
  private final MessageHeaderEncoder header = new MessageHeaderEncoder();
  private long sequence;
  private long timestamp;
  private int count;

  EventWriter(EventHandler handler) {
    this.handler = handler;
  }

  void startCommand(long commandSequence, long commandTimestamp) {
    sequence = commandSequence;
    timestamp = commandTimestamp;
    count = 0;
  }

  private UnsafeBuffer blank() {
    buffer.setMemory(0, EVENT_MAX, (byte) 0);
    return buffer;
  }

  private void emit(int blockLength) {
    count++;
    handler.onEvent(buffer, 0, MessageHeaderEncoder.ENCODED_LENGTH + blockLength);
  }

  void accepted(long correlationId) {
    new CommandAcceptedEncoder()
        .wrapAndApplyHeader(blank(), 0, header)
        .sequence(sequence)
        .timestamp(timestamp)
        .correlationId(correlationId)
        .eventCount(count);
    emit(CommandAcceptedEncoder.BLOCK_LENGTH);
  }

  void rejected(long lastTimestamp, long correlationId, int command, Rejection why) {
    new CommandRejectedEncoder()
        .wrapAndApplyHeader(blank(), 0, header)
        .sequence(sequence)
        .timestamp(lastTimestamp)
        .correlationId(correlationId)
        .detail(why.detail)
        .fieldId(why.fieldId)
        .command(command)
        .reason(why.reason);
    emit(CommandRejectedEncoder.BLOCK_LENGTH);
  }

  void balanceChanged(
      Account account, Wallet wallet, BigInteger amount, int instrumentId, BalanceReason reason) {
    new BalanceChangedEncoder()
        .wrapAndApplyHeader(blank(), 0, header)
        .sequence(sequence)
        .timestamp(timestamp)
        .accountId(account.id)
        .amount(amount.longValueExact())
        .balance(wallet.balance.longValueExact())
        .assetId(wallet.asset.id)
        .instrumentId(instrumentId)
        .reason(reason);
    emit(BalanceChangedEncoder.BLOCK_LENGTH);
  }

  void fundChanged(
      Account account,
      Wallet wallet,
      BigInteger amount,
      long liquidationId,
      int instrumentId,
      BalanceReason reason) {
    new FundChangedEncoder()
        .wrapAndApplyHeader(blank(), 0, header)
        .sequence(sequence)
        .timestamp(timestamp)
        .accountId(account.id)
        .amount(amount.longValueExact())
        .balance(wallet.balance.longValueExact())
        .liquidationId(liquidationId)
        .assetId(wallet.asset.id)
        .instrumentId(instrumentId)
        .reason(reason);
    emit(FundChangedEncoder.BLOCK_LENGTH);
  }

  void positionChanged(
      Position position,
      long tradeQuantity,
      BigInteger tradeValue,
      BigInteger realisedPnl,
      PositionReason reason) {
    new PositionChangedEncoder()
        .wrapAndApplyHeader(blank(), 0, header)
        .sequence(sequence)
        .timestamp(timestamp)
        .accountId(position.account.id)
        .tradeQuantity(tradeQuantity)
        .tradeValue(tradeValue.longValueExact())
        .quantity(position.quantity)
        .cost(position.cost.longValueExact())
        .margin(position.margin.longValueExact())
        .realisedPnl(realisedPnl.longValueExact())
        .instrumentId(position.instrument.id)
        .mode(position.mode)
        .reason(reason);
    emit(PositionChangedEncoder.BLOCK_LENGTH);
  }

  void orderChanged(Order order, OrderState state) {
    new OrderChangedEncoder()
        .wrapAndApplyHeader(blank(), 0, header)
        .sequence(sequence)
        .timestamp(timestamp)
        .orderId(order.id)
        .accountId(order.account.id)
        .remaining(order.remaining)
        .reserved(order.reserved.longValueExact())
        .instrumentId(order.instrument.id)
        .state(state);
    emit(OrderChangedEncoder.BLOCK_LENGTH);
  }

  /** The position is null for a cross wallet. */
  void marginCall(
      Account account, Asset asset, Position position, BigInteger equity, BigInteger requirement) {
    new MarginCallEncoder()
        .wrapAndApplyHeader(blank(), 0, header)
        .sequence(sequence)
        .timestamp(timestamp)
        .accountId(account.id)
        .equity(equity.longValueExact())
        .requirement(requirement.longValueExact())
        .markPrice(position == null ? 0 : position.instrument.mark)
        .assetId(asset.id)
        .instrumentId(position == null ? 0 : position.instrument.id);
    emit(MarginCallEncoder.BLOCK_LENGTH);
  }

  void liquidationStarted(
      Liquidation liquidation,
      BigInteger equity,
      BigInteger requirement,
      long quantity,
      BigInteger cost,
      BigInteger margin) {
    boolean cross = liquidation.cross();
    new LiquidationStartedEncoder()
        .wrapAndApplyHeader(blank(), 0, header)
        .sequence(sequence)
        .timestamp(timestamp)
        .liquidationId(liquidation.id)
        .accountId(liquidation.account.id)
        .equity(equity.longValueExact())
        .requirement(requirement.longValueExact())
        .markPrice(cross ? 0 : liquidation.instrument.mark)
        .quantity(quantity)
        .cost(cost.longValueExact())
        .margin(margin.longValueExact())
        .assetId(liquidation.asset.id)
        .instrumentId(liquidation.instrumentId())
        .mode(cross ? MarginMode.CROSS : MarginMode.ISOLATED);
    emit(LiquidationStartedEncoder.BLOCK_LENGTH);
  }

  void cancelRequested(Liquidation liquidation, Order order) {
    new CancelRequestedEncoder()
        .wrapAndApplyHeader(blank(), 0, header)
        .sequence(sequence)
        .timestamp(timestamp)
        .liquidationId(liquidation.id)
        .orderId(order.id)
        .accountId(order.account.id)
        .instrumentId(order.instrument.id);
    emit(CancelRequestedEncoder.BLOCK_LENGTH);
  }

  void forcedOrder(Order order) {
    new ForcedOrderEncoder()
        .wrapAndApplyHeader(blank(), 0, header)
        .sequence(sequence)
        .timestamp(timestamp)
        .liquidationId(order.closesFor == null ? 0 : order.closesFor.id)
        .orderId(order.id)
        .accountId(order.account.id)
        .quantity(order.remaining)
        .limitPrice(order.price)
        .markPrice(order.instrument.mark)
        .instrumentId(order.instrument.id)
        .side(order.side)
        .kind(order.ownKind)
        .timeInForce(TimeInForce.IOC);
    emit(ForcedOrderEncoder.BLOCK_LENGTH);
  }

  void takeOver(Liquidation liquidation, Position position, BigInteger value, long price) {
    new TakeOverEncoder()
        .wrapAndApplyHeader(blank(), 0, header)
        .sequence(sequence)
        .timestamp(timestamp)
        .liquidationId(liquidation.id)
        .accountId(liquidation.account.id)
        .fundAccountId(position.instrument.fund.id)
        .quantity(position.quantity)
        .value(value.longValueExact())
        .bankruptcyPrice(price)
        .markPrice(position.instrument.mark)
        .fundPnlAtMark(Margin.valueAtMark(position).subtract(value).longValueExact())
        .instrumentId(position.instrument.id);
    emit(TakeOverEncoder.BLOCK_LENGTH);
  }

  void liquidationFinished(Liquidation liquidation, Outcome outcome) {
    new LiquidationFinishedEncoder()
        .wrapAndApplyHeader(blank(), 0, header)
        .sequence(sequence)
        .timestamp(timestamp)
        .liquidationId(liquidation.id)
        .accountId(liquidation.account.id)
        .closedNotional(liquidation.closedNotional.longValueExact())
        .takenOverNotional(liquidation.takenOverNotional.longValueExact())
        .realisedPnl(liquidation.realisedPnl.longValueExact())
        .liquidationFee(liquidation.feePaid.longValueExact())
        .surplus(liquidation.surplus.longValueExact())
        .covered(liquidation.covered.longValueExact())
        .deleveragedNotional(0)
        .socialised(0)
        .assetId(liquidation.asset.id)
        .instrumentId(liquidation.instrumentId())
        .outcome(outcome)
        .stage((short) 0);
    emit(LiquidationFinishedEncoder.BLOCK_LENGTH);
  }

  void snapshotTaken(long accounts, long positions, long orders, long liquidations, byte[] digest) {
    new SnapshotTakenEncoder()
        .wrapAndApplyHeader(blank(), 0, header)
        .sequence(sequence)
        .timestamp(timestamp)
        .accounts(accounts)
        .openPositions(positions)
        .openOrders(orders)
        .openLiquidations(liquidations)
        .putDigest(digest, 0, digest.length);
    emit(SnapshotTakenEncoder.BLOCK_LENGTH);
  }
}
