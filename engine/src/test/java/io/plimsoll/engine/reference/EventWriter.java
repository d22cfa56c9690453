package io.plimsoll.engine.reference;

import io.plimsoll.protocol.codec.BalanceChangedEncoder;
import io.plimsoll.protocol.codec.BalanceReason;
import io.plimsoll.protocol.codec.CancelRequestedEncoder;
import io.plimsoll.protocol.codec.CommandAcceptedEncoder;
import io.plimsoll.protocol.codec.CommandRejectedEncoder;
import io.plimsoll.protocol.codec.DeleveragedEncoder;
import io.plimsoll.protocol.codec.ForcedOrderEncoder;
import io.plimsoll.protocol.codec.FundBookedEncoder;
import io.plimsoll.protocol.codec.FundChangedEncoder;
import io.plimsoll.protocol.codec.FundingFinishedEncoder;
import io.plimsoll.protocol.codec.InstrumentSettledEncoder;
import io.plimsoll.protocol.codec.LegsNettedEncoder;
import io.plimsoll.protocol.codec.LiquidationFinishedEncoder;
import io.plimsoll.protocol.codec.LiquidationStartedEncoder;
import io.plimsoll.protocol.codec.LossSocialisedEncoder;
import io.plimsoll.protocol.codec.MarginCallEncoder;
import io.plimsoll.protocol.codec.MarginMode;
import io.plimsoll.protocol.codec.MessageHeaderEncoder;
import io.plimsoll.protocol.codec.OrderChangedEncoder;
import io.plimsoll.protocol.codec.OrderState;
import io.plimsoll.protocol.codec.Outcome;
import io.plimsoll.protocol.codec.PositionChangedEncoder;
import io.plimsoll.protocol.codec.PositionReason;
import io.plimsoll.protocol.codec.PositionSide;
import io.plimsoll.protocol.codec.SnapshotTakenEncoder;
import io.plimsoll.protocol.codec.StageEnteredEncoder;
import io.plimsoll.protocol.codec.StageKind;
import io.plimsoll.protocol.codec.TakeOverEncoder;
import java.math.BigInteger;
import org.agrona.concurrent.UnsafeBuffer;

/** Encodes the events of one command after the other. */
final class EventWriter {
  private static final int EVENT_MAX = 256;

  private final EventHandler handler;
  private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[EVENT_MAX]);
  final MessageHeaderEncoder header = new MessageHeaderEncoder();
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

  long sequence() {
    return sequence;
  }

  long timestamp() {
    return timestamp;
  }

  /** Where the next event goes, all zero. */
  UnsafeBuffer blank() {
    buffer.setMemory(0, EVENT_MAX, (byte) 0);
    return buffer;
  }

  /** Hands on the event in the buffer. */
  void emit(int blockLength) {
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
        .mode(position.mode())
        .reason(reason)
        .positionSide(position.side);
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
        .instrumentId(position == null ? 0 : position.instrument.id)
        .positionSide(position == null ? PositionSide.NET : position.side);
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
        .mode(cross ? MarginMode.CROSS : MarginMode.ISOLATED)
        .positionSide(liquidation.side);
    emit(LiquidationStartedEncoder.BLOCK_LENGTH);
  }

  /** The liquidation is null if none wants it. */
  void cancelRequested(Liquidation liquidation, Order order) {
    new CancelRequestedEncoder()
        .wrapAndApplyHeader(blank(), 0, header)
        .sequence(sequence)
        .timestamp(timestamp)
        .liquidationId(liquidation == null ? 0 : liquidation.id)
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
        .timeInForce(order.timeInForce)
        .positionSide(order.positionSide);
    emit(ForcedOrderEncoder.BLOCK_LENGTH);
  }

  /** A taker gets a signed quantity of a position for a signed value. */
  void takeOver(
      Liquidation liquidation, Position position, Account taker, long quantity, BigInteger value) {
    Instrument instrument = position.instrument;
    BigInteger price = instrument.payoff.priceForPeople(quantity, value);
    BigInteger atMark = Margin.value(instrument, quantity, instrument.mark);
    new TakeOverEncoder()
        .wrapAndApplyHeader(blank(), 0, header)
        .sequence(sequence)
        .timestamp(timestamp)
        .liquidationId(liquidation.id)
        .accountId(liquidation.account.id)
        .fundAccountId(taker.id)
        .quantity(quantity)
        .value(value.longValueExact())
        .bankruptcyPrice(price.longValueExact())
        .markPrice(instrument.mark)
        .fundPnlAtMark(atMark.subtract(value).longValueExact())
        .instrumentId(instrument.id)
        .positionSide(position.side);
    emit(TakeOverEncoder.BLOCK_LENGTH);
  }

  void stageEntered(Liquidation liquidation, StageKind kind, Look look) {
    new StageEnteredEncoder()
        .wrapAndApplyHeader(blank(), 0, header)
        .sequence(sequence)
        .timestamp(timestamp)
        .liquidationId(liquidation.id)
        .accountId(liquidation.account.id)
        .equity(look.equity().longValueExact())
        .requirement(look.requirement().longValueExact())
        .assetId(liquidation.asset.id)
        .round(liquidation.round)
        .stage((short) liquidation.stage)
        .kind(kind);
    emit(StageEnteredEncoder.BLOCK_LENGTH);
  }

  /** The counterparty's position is closed by a quantity signed like the liquidated one. */
  void deleveraged(
      Liquidation liquidation,
      Position target,
      Position counterparty,
      long quantity,
      BigInteger value,
      Deleveraging.Choice choice) {
    Instrument instrument = counterparty.instrument;
    new DeleveragedEncoder()
        .wrapAndApplyHeader(blank(), 0, header)
        .sequence(sequence)
        .timestamp(timestamp)
        .liquidationId(liquidation.id)
        .accountId(liquidation.account.id)
        .counterpartyId(counterparty.account.id)
        .quantity(quantity)
        .value(value.longValueExact())
        .price(instrument.payoff.priceForPeople(quantity, value).longValueExact())
        .markPrice(instrument.mark)
        .score(choice.score())
        .instrumentId(instrument.id)
        .rank(choice.rank())
        .ranking(choice.ranking())
        .positionSide(target.side)
        .counterpartySide(counterparty.side);
    emit(DeleveragedEncoder.BLOCK_LENGTH);
  }

  void lossSocialised(SocialiseTask task, Position position, BigInteger share, BigInteger weight) {
    new LossSocialisedEncoder()
        .wrapAndApplyHeader(blank(), 0, header)
        .sequence(sequence)
        .timestamp(timestamp)
        .liquidationId(task.liquidation.id)
        .accountId(position.account.id)
        .share(share.longValueExact())
        .weight(weight.longValueExact())
        .weightLeft(task.weightLeft.longValueExact())
        .lossLeft(task.lossLeft.longValueExact())
        .instrumentId(position.instrument.id)
        .positionSide(position.side);
    emit(LossSocialisedEncoder.BLOCK_LENGTH);
  }

  /** A quantity of both legs for a signed value, that of the long one. */
  void legsNetted(Liquidation liquidation, Trade closedLong, Trade closedShort) {
    Instrument instrument = closedLong.instrument();
    new LegsNettedEncoder()
        .wrapAndApplyHeader(blank(), 0, header)
        .sequence(sequence)
        .timestamp(timestamp)
        .liquidationId(liquidation.id)
        .accountId(liquidation.account.id)
        .quantity(closedShort.quantity())
        .value(closedShort.value().longValueExact())
        .markPrice(instrument.mark)
        .longPnl(closedLong.realisedPnl().longValueExact())
        .shortPnl(closedShort.realisedPnl().longValueExact())
        .instrumentId(instrument.id);
    emit(LegsNettedEncoder.BLOCK_LENGTH);
  }

  void fundBooked(Account account, Fund fund, BigInteger income) {
    new FundBookedEncoder()
        .wrapAndApplyHeader(blank(), 0, header)
        .sequence(sequence)
        .timestamp(timestamp)
        .accountId(account.id)
        .income(income.longValueExact())
        .available(fund.available().longValueExact())
        .assetId(fund.wallet.asset.id);
    emit(FundBookedEncoder.BLOCK_LENGTH);
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
        .deleveragedNotional(liquidation.deleveragedNotional.longValueExact())
        .socialised(liquidation.socialised.longValueExact())
        .nettedNotional(liquidation.nettedNotional.longValueExact())
        .assetId(liquidation.asset.id)
        .instrumentId(liquidation.instrumentId())
        .outcome(outcome)
        .stage((short) liquidation.stage)
        .positionSide(liquidation.side);
    emit(LiquidationFinishedEncoder.BLOCK_LENGTH);
  }

  void fundingFinished(Instrument instrument) {
    new FundingFinishedEncoder()
        .wrapAndApplyHeader(blank(), 0, header)
        .sequence(sequence)
        .timestamp(timestamp)
        .rate(instrument.fundingRate)
        .price(instrument.fundingPrice)
        .paid(instrument.fundingPaid.longValueExact())
        .received(instrument.fundingReceived.longValueExact())
        .round(instrument.fundingRound)
        .instrumentId(instrument.id);
    emit(FundingFinishedEncoder.BLOCK_LENGTH);
  }

  void instrumentSettled(Instrument instrument) {
    new InstrumentSettledEncoder()
        .wrapAndApplyHeader(blank(), 0, header)
        .sequence(sequence)
        .timestamp(timestamp)
        .price(instrument.mark)
        .instrumentId(instrument.id);
    emit(InstrumentSettledEncoder.BLOCK_LENGTH);
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
