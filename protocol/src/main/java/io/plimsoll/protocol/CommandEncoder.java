package io.plimsoll.protocol;

import io.plimsoll.protocol.codec.AccountKind;
import io.plimsoll.protocol.codec.AddAccountEncoder;
import io.plimsoll.protocol.codec.AddAssetEncoder;
import io.plimsoll.protocol.codec.AddInstrumentEncoder;
import io.plimsoll.protocol.codec.Bool;
import io.plimsoll.protocol.codec.ClockEncoder;
import io.plimsoll.protocol.codec.ConfigureVenueEncoder;
import io.plimsoll.protocol.codec.ContractType;
import io.plimsoll.protocol.codec.DepositEncoder;
import io.plimsoll.protocol.codec.DoneReason;
import io.plimsoll.protocol.codec.FillEncoder;
import io.plimsoll.protocol.codec.MarginMode;
import io.plimsoll.protocol.codec.MarkPriceEncoder;
import io.plimsoll.protocol.codec.MessageHeaderEncoder;
import io.plimsoll.protocol.codec.OrderDoneEncoder;
import io.plimsoll.protocol.codec.PlaceOrderEncoder;
import io.plimsoll.protocol.codec.SetFeesEncoder;
import io.plimsoll.protocol.codec.SetLeverageEncoder;
import io.plimsoll.protocol.codec.SetMarginModeEncoder;
import io.plimsoll.protocol.codec.SetRiskTiersEncoder;
import io.plimsoll.protocol.codec.Side;
import io.plimsoll.protocol.codec.TakeSnapshotEncoder;
import io.plimsoll.protocol.codec.WithdrawEncoder;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Encodes commands and hands each to a sink, one method a command of the schema. Prices, quantities
 * and amounts are fixed point, rates parts per billion, leverages hundredths; ranges of values are
 * the engine's to check. Every method returns the correlationId it used. Nothing is allocated. Not
 * thread safe, and the sink must not call back: all commands share one buffer.
 */
public final class CommandEncoder {
  private static final int TIERS_MAX =
      (Messages.MAX_LENGTH
              - Messages.HEADER_LENGTH
              - SetRiskTiersEncoder.BLOCK_LENGTH
              - SetRiskTiersEncoder.TiersEncoder.sbeHeaderSize())
          / SetRiskTiersEncoder.TiersEncoder.sbeBlockLength();

  private final CommandSink sink;
  private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[Messages.MAX_LENGTH]);
  private final MessageHeaderEncoder header = new MessageHeaderEncoder();
  private final ConfigureVenueEncoder configureVenue = new ConfigureVenueEncoder();
  private final AddAssetEncoder addAsset = new AddAssetEncoder();
  private final AddInstrumentEncoder addInstrument = new AddInstrumentEncoder();
  private final SetRiskTiersEncoder setRiskTiers = new SetRiskTiersEncoder();
  private final SetFeesEncoder setFees = new SetFeesEncoder();
  private final AddAccountEncoder addAccount = new AddAccountEncoder();
  private final DepositEncoder deposit = new DepositEncoder();
  private final WithdrawEncoder withdraw = new WithdrawEncoder();
  private final SetLeverageEncoder setLeverage = new SetLeverageEncoder();
  private final SetMarginModeEncoder setMarginMode = new SetMarginModeEncoder();
  private final PlaceOrderEncoder placeOrder = new PlaceOrderEncoder();
  private final OrderDoneEncoder orderDone = new OrderDoneEncoder();
  private final FillEncoder fill = new FillEncoder();
  private final MarkPriceEncoder markPrice = new MarkPriceEncoder();
  private final ClockEncoder clock = new ClockEncoder();
  private final TakeSnapshotEncoder takeSnapshot = new TakeSnapshotEncoder();

  private long timestamp;
  private long nextCorrelationId = 1;
  private boolean inSink;

  /**
   * An encoder at timestamp 0 whose first correlationId is 1.
   *
   * @param sink takes the commands, during the call of each method
   */
  public CommandEncoder(CommandSink sink) {
    this.sink = sink;
  }

  /**
   * Sets the timestamp of the commands that follow.
   *
   * @param timestampNanos nanoseconds since 1970-01-01T00:00Z
   * @return this
   */
  public CommandEncoder at(long timestampNanos) {
    timestamp = timestampNanos;
    return this;
  }

  /**
   * Sets the correlationId of the next command; the ones after it count up from there.
   *
   * @param next any value
   * @return this
   */
  public CommandEncoder correlationId(long next) {
    nextCorrelationId = next;
    return this;
  }

  /** ConfigureVenue: sets the rules of the venue. */
  public long configureVenue(VenueRules rules) {
    claim();
    configureVenue
        .wrapAndApplyHeader(buffer, 0, header)
        .correlationId(nextCorrelationId)
        .timestamp(timestamp)
        .marginCallRatio(rules.marginCallRatio())
        .unwindFraction(rules.unwindFraction())
        .unwindSlippage(rules.unwindSlippage())
        .triggerRule(rules.triggerRule())
        .closingFeeCounted(bool(rules.closingFeeCounted()))
        .isolatedSurplusTo(rules.isolatedSurplusTo())
        .crossSurplusTo(rules.crossSurplusTo());
    return send(configureVenue.encodedLength());
  }

  /**
   * AddAsset: adds an asset.
   *
   * @throws IllegalArgumentException if the scale is not 0 to 255 or the symbol not 1 to 16
   *     characters from '!' to '~'
   */
  public long addAsset(int assetId, int moneyScale, String symbol) {
    claim();
    addAsset
        .wrapAndApplyHeader(buffer, 0, header)
        .correlationId(nextCorrelationId)
        .timestamp(timestamp)
        .assetId(assetId)
        .moneyScale(FieldChecks.uint8("moneyScale", moneyScale))
        .symbol(FieldChecks.symbol(symbol));
    return send(addAsset.encodedLength());
  }

  /**
   * AddInstrument: adds a contract.
   *
   * @throws IllegalArgumentException if a scale is not 0 to 255 or the symbol not 1 to 16
   *     characters from '!' to '~'
   */
  public long addInstrument(
      int instrumentId,
      int assetId,
      String symbol,
      ContractType contractType,
      int priceScale,
      int quantityScale,
      long tickSize,
      long priceMax,
      long openInterestMax,
      long feeAccountId,
      long insuranceFundAccountId) {
    claim();
    addInstrument
        .wrapAndApplyHeader(buffer, 0, header)
        .correlationId(nextCorrelationId)
        .timestamp(timestamp)
        .feeAccountId(feeAccountId)
        .insuranceFundAccountId(insuranceFundAccountId)
        .priceMax(priceMax)
        .openInterestMax(openInterestMax)
        .tickSize(tickSize)
        .instrumentId(instrumentId)
        .assetId(assetId)
        .priceScale(FieldChecks.uint8("priceScale", priceScale))
        .quantityScale(FieldChecks.uint8("quantityScale", quantityScale))
        .contractType(contractType)
        .symbol(FieldChecks.symbol(symbol));
    return send(addInstrument.encodedLength());
  }

  /**
   * SetRiskTiers: sets the maintenance schedule of an instrument.
   *
   * @throws IllegalArgumentException if there are more tiers than a message can hold (the engine
   *     takes 32)
   */
  public long setRiskTiers(int instrumentId, List<RiskTier> tiers) {
    int count = tiers.size();
    if (count > TIERS_MAX) {
      throw new IllegalArgumentException("a message holds " + TIERS_MAX + " tiers, not " + count);
    }
    claim();
    setRiskTiers
        .wrapAndApplyHeader(buffer, 0, header)
        .correlationId(nextCorrelationId)
        .timestamp(timestamp)
        .instrumentId(instrumentId);
    SetRiskTiersEncoder.TiersEncoder group = setRiskTiers.tiersCount(count);
    for (int i = 0; i < count; i++) {
      RiskTier tier = tiers.get(i);
      group
          .next()
          .notionalFloor(tier.notionalFloor())
          .maintenanceRate(tier.maintenanceRate())
          .leverageMax(tier.leverageMax());
    }
    return send(setRiskTiers.encodedLength());
  }

  /** SetFees: sets the fees of an instrument. */
  public long setFees(int instrumentId, long makerRate, long takerRate, long liquidationRate) {
    claim();
    setFees
        .wrapAndApplyHeader(buffer, 0, header)
        .correlationId(nextCorrelationId)
        .timestamp(timestamp)
        .instrumentId(instrumentId)
        .makerRate(makerRate)
        .takerRate(takerRate)
        .liquidationRate(liquidationRate);
    return send(setFees.encodedLength());
  }

  /** AddAccount: opens an account. */
  public long addAccount(long accountId, AccountKind kind) {
    claim();
    addAccount
        .wrapAndApplyHeader(buffer, 0, header)
        .correlationId(nextCorrelationId)
        .timestamp(timestamp)
        .accountId(accountId)
        .kind(kind);
    return send(addAccount.encodedLength());
  }

  /** Deposit: money comes into a wallet from outside. */
  public long deposit(long accountId, int assetId, long amount) {
    claim();
    deposit
        .wrapAndApplyHeader(buffer, 0, header)
        .correlationId(nextCorrelationId)
        .timestamp(timestamp)
        .accountId(accountId)
        .amount(amount)
        .assetId(assetId);
    return send(deposit.encodedLength());
  }

  /** Withdraw: money leaves a wallet to the outside. */
  public long withdraw(long accountId, int assetId, long amount) {
    claim();
    withdraw
        .wrapAndApplyHeader(buffer, 0, header)
        .correlationId(nextCorrelationId)
        .timestamp(timestamp)
        .accountId(accountId)
        .amount(amount)
        .assetId(assetId);
    return send(withdraw.encodedLength());
  }

  /** SetLeverage: sets an account's leverage in an instrument, in hundredths. */
  public long setLeverage(long accountId, int instrumentId, int leverage) {
    claim();
    setLeverage
        .wrapAndApplyHeader(buffer, 0, header)
        .correlationId(nextCorrelationId)
        .timestamp(timestamp)
        .accountId(accountId)
        .instrumentId(instrumentId)
        .leverage(leverage);
    return send(setLeverage.encodedLength());
  }

  /** SetMarginMode: sets an account's margin mode in an instrument. */
  public long setMarginMode(long accountId, int instrumentId, MarginMode mode) {
    claim();
    setMarginMode
        .wrapAndApplyHeader(buffer, 0, header)
        .correlationId(nextCorrelationId)
        .timestamp(timestamp)
        .accountId(accountId)
        .instrumentId(instrumentId)
        .mode(mode);
    return send(setMarginMode.encodedLength());
  }

  /** PlaceOrder: asks for leave to send an order to the matching engine. */
  public long placeOrder(
      long orderId,
      long accountId,
      int instrumentId,
      Side side,
      long price,
      long quantity,
      boolean reduceOnly) {
    claim();
    placeOrder
        .wrapAndApplyHeader(buffer, 0, header)
        .correlationId(nextCorrelationId)
        .timestamp(timestamp)
        .orderId(orderId)
        .accountId(accountId)
        .quantity(quantity)
        .price(price)
        .instrumentId(instrumentId)
        .side(side)
        .reduceOnly(bool(reduceOnly));
    return send(placeOrder.encodedLength());
  }

  /** OrderDone: an order left the matching engine with a rest unfilled. */
  public long orderDone(long orderId, DoneReason reason) {
    claim();
    orderDone
        .wrapAndApplyHeader(buffer, 0, header)
        .correlationId(nextCorrelationId)
        .timestamp(timestamp)
        .orderId(orderId)
        .reason(reason);
    return send(orderDone.encodedLength());
  }

  /** Fill: one match between two accounts; an order id of 0 means no order. */
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
    claim();
    fill.wrapAndApplyHeader(buffer, 0, header)
        .correlationId(nextCorrelationId)
        .timestamp(timestamp)
        .executionId(executionId)
        .buyAccountId(buyAccountId)
        .buyOrderId(buyOrderId)
        .sellAccountId(sellAccountId)
        .sellOrderId(sellOrderId)
        .quantity(quantity)
        .price(price)
        .instrumentId(instrumentId)
        .takerSide(takerSide);
    return send(fill.encodedLength());
  }

  /** MarkPrice: a new mark price. */
  public long markPrice(int instrumentId, long price) {
    claim();
    markPrice
        .wrapAndApplyHeader(buffer, 0, header)
        .correlationId(nextCorrelationId)
        .timestamp(timestamp)
        .price(price)
        .instrumentId(instrumentId);
    return send(markPrice.encodedLength());
  }

  /** Clock: time has passed. */
  public long clock() {
    claim();
    clock
        .wrapAndApplyHeader(buffer, 0, header)
        .correlationId(nextCorrelationId)
        .timestamp(timestamp);
    return send(clock.encodedLength());
  }

  /** TakeSnapshot: asks for the digest of the whole state and a full conservation check. */
  public long takeSnapshot() {
    claim();
    takeSnapshot
        .wrapAndApplyHeader(buffer, 0, header)
        .correlationId(nextCorrelationId)
        .timestamp(timestamp);
    return send(takeSnapshot.encodedLength());
  }

  /** A call from within the sink would overwrite the command that the sink still reads. */
  private void claim() {
    if (inSink) {
      throw new IllegalStateException("the sink of a CommandEncoder must not call it back");
    }
  }

  private long send(int bodyLength) {
    long correlationId = nextCorrelationId++;
    inSink = true;
    try {
      sink.onCommand(buffer, 0, Messages.HEADER_LENGTH + bodyLength);
    } finally {
      inSink = false;
    }
    return correlationId;
  }

  private static Bool bool(boolean value) {
    return value ? Bool.YES : Bool.NO;
  }
}
