package io.plimsoll.engine.instrument;

import io.plimsoll.engine.memory.Int128;

/** One linear contract: its terms, its mark price and its open interest. Not thread safe. */
public final class Instrument {
  private final int id;
  private final Asset asset;
  private final int priceScale;
  private final int quantityScale;
  private final long feeAccountId;
  private final long fundAccountId;
  private final long priceMax;
  private final long openInterestMax;
  private final long tickSize;
  private final long unit;
  private final RiskTiers tiers = new RiskTiers();
  private final FundingRound funding = new FundingRound();
  private long makerRate;
  private long takerRate;
  private long liquidationRate;
  private long markPrice;
  private long openInterest;
  private long lastExecutionId;
  private int openOrders;
  private boolean unwinding;
  private boolean closed;

  /** A contract; values are checked by the caller. */
  public Instrument(
      int id,
      Asset asset,
      int priceScale,
      int quantityScale,
      long feeAccountId,
      long fundAccountId,
      long priceMax,
      long openInterestMax,
      long tickSize) {
    this.id = id;
    this.asset = asset;
    this.priceScale = priceScale;
    this.quantityScale = quantityScale;
    this.feeAccountId = feeAccountId;
    this.fundAccountId = fundAccountId;
    this.priceMax = priceMax;
    this.openInterestMax = openInterestMax;
    this.tickSize = tickSize;
    this.unit = unit(asset.moneyScale(), priceScale, quantityScale);
  }

  /**
   * 10^(moneyScale − priceScale − quantityScale): money units in one price unit × quantity unit.
   */
  public static long unit(int moneyScale, int priceScale, int quantityScale) {
    long unit = 1;
    for (int i = priceScale + quantityScale; i < moneyScale; i++) {
      unit *= 10;
    }
    return unit;
  }

  /** Signed value of a quantity at a price, exact. |quantity| × price stays within the limits. */
  public long value(long quantity, long price) {
    return quantity * price * unit;
  }

  /**
   * Requirement of a notional: maintenance margin, and the closing fee if counted, times a ratio in
   * parts per billion.
   *
   * <p>Rounded up once, the ratio included. Only so does equity less requirement never rise when
   * the mark moves against a position, whatever is rounded off.
   */
  public long requirement(VenueRules rules, long notional, long ratio) {
    return tiers.requirement(notional, rules.closingFeeCounted() ? takerRate : 0, ratio);
  }

  /** A fee at a rate in parts per billion on a notional, rounded up. */
  public static long fee(long rate, long notional) {
    return Int128.rateCeil(rate, notional, 0, 0);
  }

  /** Initial margin of a notional at a leverage in hundredths, rounded up. */
  public static long initialMargin(long notional, int leverage) {
    return Int128.mulDivCeil(notional, 100, leverage);
  }

  /** The nearest multiple of the tick at or above a price, kept between the first and last tick. */
  public long tickAtOrAbove(long price) {
    return clampToTicks(price > priceMax ? price : Int128.divCeil(price, tickSize) * tickSize);
  }

  /** The nearest multiple of the tick at or below a price, kept between the first and last tick. */
  public long tickAtOrBelow(long price) {
    return clampToTicks(Int128.divFloor(price, tickSize) * tickSize);
  }

  private long clampToTicks(long price) {
    long highest = priceMax / tickSize * tickSize;
    return Math.max(tickSize, Math.min(price, highest));
  }

  /** 1 to 4,096. */
  public int id() {
    return id;
  }

  /** Settlement asset. */
  public Asset asset() {
    return asset;
  }

  /** Decimal digits of a price. */
  public int priceScale() {
    return priceScale;
  }

  /** Decimal digits of a quantity. */
  public int quantityScale() {
    return quantityScale;
  }

  /** Receives trading fees. */
  public long feeAccountId() {
    return feeAccountId;
  }

  /** Stands behind this contract. */
  public long fundAccountId() {
    return fundAccountId;
  }

  /** Highest price accepted. */
  public long priceMax() {
    return priceMax;
  }

  /** Highest open interest. */
  public long openInterestMax() {
    return openInterestMax;
  }

  /** Order prices are multiples of this. */
  public long tickSize() {
    return tickSize;
  }

  /** Money units in one price unit × quantity unit. */
  public long unit() {
    return unit;
  }

  /** The maintenance schedule; empty until it is set. */
  public RiskTiers tiers() {
    return tiers;
  }

  /** Whether tiers are set. */
  public boolean hasTiers() {
    return tiers.size() > 0;
  }

  /** Sets the fees, parts per billion. */
  public void fees(long maker, long taker, long liquidation) {
    makerRate = maker;
    takerRate = taker;
    liquidationRate = liquidation;
  }

  /** Fee of the resting side, parts per billion. */
  public long makerRate() {
    return makerRate;
  }

  /** Fee of the taking side, parts per billion. */
  public long takerRate() {
    return takerRate;
  }

  /** Fee on forced fills, parts per billion. */
  public long liquidationRate() {
    return liquidationRate;
  }

  /** The mark price; 0 until the first. */
  public long markPrice() {
    return markPrice;
  }

  /** Sets the mark price. */
  public void markPrice(long price) {
    markPrice = price;
  }

  /** Sum of all long quantities. */
  public long openInterest() {
    return openInterest;
  }

  /** Adds to the open interest. */
  public void changeOpenInterest(long by) {
    openInterest += by;
  }

  /** The last execution id; 0 before the first. */
  public long lastExecutionId() {
    return lastExecutionId;
  }

  /** Sets the last execution id. */
  public void lastExecutionId(long executionId) {
    lastExecutionId = executionId;
  }

  /** Open orders, the engine's own included. */
  public int openOrders() {
    return openOrders;
  }

  /** Adds to the open orders. */
  public void changeOpenOrders(int by) {
    openOrders += by;
  }

  /** Its last funding. */
  public FundingRound funding() {
    return funding;
  }

  /** Whether it has expired and is settled or being settled, at its last mark. */
  public boolean isClosed() {
    return closed;
  }

  /** Closes it: its mark is the settlement price from now on. */
  public void close() {
    closed = true;
  }

  /** Whether an unwind order of the fund is open. */
  public boolean unwinding() {
    return unwinding;
  }

  /** Sets whether an unwind order of the fund is open. */
  public void unwinding(boolean open) {
    unwinding = open;
  }
}
