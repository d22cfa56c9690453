package io.plimsoll.protocol;

import io.plimsoll.protocol.codec.AdjustMarginEncoder;
import io.plimsoll.protocol.codec.ClockEncoder;
import io.plimsoll.protocol.codec.DepositEncoder;
import io.plimsoll.protocol.codec.DoneReason;
import io.plimsoll.protocol.codec.FillEncoder;
import io.plimsoll.protocol.codec.FundingEncoder;
import io.plimsoll.protocol.codec.MarginMode;
import io.plimsoll.protocol.codec.MarkPriceEncoder;
import io.plimsoll.protocol.codec.OrderDoneEncoder;
import io.plimsoll.protocol.codec.PlaceOrderEncoder;
import io.plimsoll.protocol.codec.PositionMode;
import io.plimsoll.protocol.codec.PositionSide;
import io.plimsoll.protocol.codec.SetLeverageEncoder;
import io.plimsoll.protocol.codec.SetMarginModeEncoder;
import io.plimsoll.protocol.codec.SetPositionModeEncoder;
import io.plimsoll.protocol.codec.Side;
import io.plimsoll.protocol.codec.TakeSnapshotEncoder;
import io.plimsoll.protocol.codec.WithdrawEncoder;

/**
 * Encodes commands and hands each to a sink, one method a command of the schema. Prices, quantities
 * and amounts are fixed point, rates parts per billion, leverages hundredths; ranges of values are
 * the engine's to check. Every method returns the correlationId it used. Nothing is allocated, but
 * for the records that say how a venue is set up. Not thread safe, and the sink must not call back:
 * all commands share one buffer.
 */
public final class CommandEncoder extends SetUpEncoder {
  private final DepositEncoder deposit = new DepositEncoder();
  private final WithdrawEncoder withdraw = new WithdrawEncoder();
  private final SetLeverageEncoder setLeverage = new SetLeverageEncoder();
  private final SetMarginModeEncoder setMarginMode = new SetMarginModeEncoder();
  private final SetPositionModeEncoder setPositionMode = new SetPositionModeEncoder();
  private final AdjustMarginEncoder adjustMargin = new AdjustMarginEncoder();
  private final PlaceOrderEncoder placeOrder = new PlaceOrderEncoder();
  private final OrderDoneEncoder orderDone = new OrderDoneEncoder();
  private final FillEncoder fill = new FillEncoder();
  private final MarkPriceEncoder markPrice = new MarkPriceEncoder();
  private final FundingEncoder funding = new FundingEncoder();
  private final ClockEncoder clock = new ClockEncoder();
  private final TakeSnapshotEncoder takeSnapshot = new TakeSnapshotEncoder();

  /**
   * An encoder at timestamp 0 whose first correlationId is 1.
   *
   * @param sink takes the commands, during the call of each method
   */
  public CommandEncoder(CommandSink sink) {
    super(sink);
  }

  /**
   * Sets the timestamp of the commands that follow.
   *
   * @param timestampNanos nanoseconds since 1970-01-01T00:00Z
   * @return this
   */
  public CommandEncoder at(long timestampNanos) {
    stampTime(timestampNanos);
    return this;
  }

  /**
   * Sets the correlationId of the next command; the ones after it count up from there.
   *
   * @param next any value
   * @return this
   */
  public CommandEncoder correlationId(long next) {
    nextCorrelationId(next);
    return this;
  }

  /** Deposit: money comes into a wallet from outside. */
  public long deposit(long accountId, int assetId, long amount) {
    claim();
    deposit
        .wrapAndApplyHeader(buffer(), 0, header())
        .correlationId(correlationId())
        .timestamp(timestamp())
        .accountId(accountId)
        .amount(amount)
        .assetId(assetId);
    return send(deposit.encodedLength());
  }

  /** Withdraw: money leaves a wallet to the outside. */
  public long withdraw(long accountId, int assetId, long amount) {
    claim();
    withdraw
        .wrapAndApplyHeader(buffer(), 0, header())
        .correlationId(correlationId())
        .timestamp(timestamp())
        .accountId(accountId)
        .amount(amount)
        .assetId(assetId);
    return send(withdraw.encodedLength());
  }

  /** SetLeverage: sets an account's leverage in an instrument, in hundredths. */
  public long setLeverage(long accountId, int instrumentId, int leverage) {
    claim();
    setLeverage
        .wrapAndApplyHeader(buffer(), 0, header())
        .correlationId(correlationId())
        .timestamp(timestamp())
        .accountId(accountId)
        .instrumentId(instrumentId)
        .leverage(leverage);
    return send(setLeverage.encodedLength());
  }

  /** SetMarginMode: sets an account's margin mode in an instrument. */
  public long setMarginMode(long accountId, int instrumentId, MarginMode mode) {
    claim();
    setMarginMode
        .wrapAndApplyHeader(buffer(), 0, header())
        .correlationId(correlationId())
        .timestamp(timestamp())
        .accountId(accountId)
        .instrumentId(instrumentId)
        .mode(mode);
    return send(setMarginMode.encodedLength());
  }

  /** SetPositionMode: one position or two legs of an account in an instrument. */
  public long setPositionMode(long accountId, int instrumentId, PositionMode mode) {
    claim();
    setPositionMode
        .wrapAndApplyHeader(buffer(), 0, header())
        .correlationId(correlationId())
        .timestamp(timestamp())
        .accountId(accountId)
        .instrumentId(instrumentId)
        .mode(mode);
    return send(setPositionMode.encodedLength());
  }

  /** AdjustMargin in one-way mode: adds margin to (positive), or takes it from, a position. */
  public long adjustMargin(long accountId, int instrumentId, long amount) {
    return adjustMargin(accountId, instrumentId, PositionSide.NET, amount);
  }

  /** AdjustMargin: adds margin to (positive), or takes it from, an isolated position. */
  public long adjustMargin(
      long accountId, int instrumentId, PositionSide positionSide, long amount) {
    claim();
    adjustMargin
        .wrapAndApplyHeader(buffer(), 0, header())
        .correlationId(correlationId())
        .timestamp(timestamp())
        .accountId(accountId)
        .amount(amount)
        .instrumentId(instrumentId)
        .positionSide(positionSide);
    return send(adjustMargin.encodedLength());
  }

  /** PlaceOrder in one-way mode: asks for leave to send an order to the matching engine. */
  public long placeOrder(
      long orderId,
      long accountId,
      int instrumentId,
      Side side,
      long price,
      long quantity,
      boolean reduceOnly) {
    return placeOrder(
        orderId, accountId, instrumentId, PositionSide.NET, side, price, quantity, reduceOnly);
  }

  /** PlaceOrder: asks for leave to send an order to the matching engine. */
  public long placeOrder(
      long orderId,
      long accountId,
      int instrumentId,
      PositionSide positionSide,
      Side side,
      long price,
      long quantity,
      boolean reduceOnly) {
    claim();
    placeOrder
        .wrapAndApplyHeader(buffer(), 0, header())
        .correlationId(correlationId())
        .timestamp(timestamp())
        .orderId(orderId)
        .accountId(accountId)
        .quantity(quantity)
        .price(price)
        .instrumentId(instrumentId)
        .side(side)
        .reduceOnly(bool(reduceOnly))
        .positionSide(positionSide);
    return send(placeOrder.encodedLength());
  }

  /** OrderDone: an order left the matching engine with a rest unfilled. */
  public long orderDone(long orderId, DoneReason reason) {
    claim();
    orderDone
        .wrapAndApplyHeader(buffer(), 0, header())
        .correlationId(correlationId())
        .timestamp(timestamp())
        .orderId(orderId)
        .reason(reason);
    return send(orderDone.encodedLength());
  }

  /** Fill between accounts in one-way mode, or of orders; an order id of 0 means no order. */
  public long fill(
      long executionId,
      int instrumentId,
      long price,
      long quantity,
      long buyAccountId,
      long buyOrderId,
      long sellAccountId,
      long sellOrderId,
      Side takerSide) {
    return fill(
        executionId,
        instrumentId,
        price,
        quantity,
        buyAccountId,
        buyOrderId,
        PositionSide.NET,
        sellAccountId,
        sellOrderId,
        PositionSide.NET,
        takerSide);
  }

  /**
   * Fill: one match between two accounts; an order id of 0 means no order, and only then does the
   * position side matter.
   */
  public long fill(
      long executionId,
      int instrumentId,
      long price,
      long quantity,
      long buyAccountId,
      long buyOrderId,
      PositionSide buyPositionSide,
      long sellAccountId,
      long sellOrderId,
      PositionSide sellPositionSide,
      Side takerSide) {
    claim();
    fill.wrapAndApplyHeader(buffer(), 0, header())
        .correlationId(correlationId())
        .timestamp(timestamp())
        .executionId(executionId)
        .buyAccountId(buyAccountId)
        .buyOrderId(buyOrderId)
        .sellAccountId(sellAccountId)
        .sellOrderId(sellOrderId)
        .quantity(quantity)
        .price(price)
        .instrumentId(instrumentId)
        .takerSide(takerSide)
        .buyPositionSide(buyPositionSide)
        .sellPositionSide(sellPositionSide);
    return send(fill.encodedLength());
  }

  /** MarkPrice: a new mark price. */
  public long markPrice(int instrumentId, long price) {
    claim();
    markPrice
        .wrapAndApplyHeader(buffer(), 0, header())
        .correlationId(correlationId())
        .timestamp(timestamp())
        .price(price)
        .instrumentId(instrumentId);
    return send(markPrice.encodedLength());
  }

  /** Funding: charges funding on every position of an instrument; price 0 means the mark. */
  public long funding(int instrumentId, long rate, long price) {
    claim();
    funding
        .wrapAndApplyHeader(buffer(), 0, header())
        .correlationId(correlationId())
        .timestamp(timestamp())
        .rate(rate)
        .price(price)
        .instrumentId(instrumentId);
    return send(funding.encodedLength());
  }

  /** Clock: time has passed. */
  public long clock() {
    claim();
    clock
        .wrapAndApplyHeader(buffer(), 0, header())
        .correlationId(correlationId())
        .timestamp(timestamp());
    return send(clock.encodedLength());
  }

  /** TakeSnapshot: asks for the digest of the whole state and a full conservation check. */
  public long takeSnapshot() {
    claim();
    takeSnapshot
        .wrapAndApplyHeader(buffer(), 0, header())
        .correlationId(correlationId())
        .timestamp(timestamp());
    return send(takeSnapshot.encodedLength());
  }
}
