package io.plimsoll.engine.instrument;

import io.plimsoll.engine.memory.Int128;
import io.plimsoll.engine.memory.StateStream;
import io.plimsoll.protocol.FundingRule;
import io.plimsoll.protocol.PriceRule;
import io.plimsoll.protocol.codec.FundingRateRule;
import io.plimsoll.protocol.codec.MarkRule;

/** One contract: its terms and schedule, its mark price and its open interest. Not thread safe. */
public final class Instrument {
  private final int id;
  private final Asset asset;
  private final ContractTerms terms;
  private final Payoff payoff;
  private final long feeAccountId;
  private final long fundAccountId;
  private final RiskTiers tiers;
  private final FundingRound funding = new FundingRound();
  private final MarkMoves moves = new MarkMoves();
  private long makerRate;
  private long takerRate;
  private final LiquidationFee liquidationFee = new LiquidationFee();
  private long markPrice;
  private long previousMarkPrice;
  private long openInterest;
  private long netQuantity;
  private long lastExecutionId;
  private int openOrders;
  private boolean closed;
  private boolean markWaiting;
  private ComputedPrices prices;
  private FundingRate fundingRate;

  /** A contract; values are checked by the caller. */
  public Instrument(
      int id, Asset asset, ContractTerms terms, long feeAccountId, long fundAccountId) {
    this.id = id;
    this.asset = asset;
    this.terms = terms;
    this.payoff = new Payoff(terms, asset.moneyScale());
    this.feeAccountId = feeAccountId;
    this.fundAccountId = fundAccountId;
    this.tiers = new RiskTiers(terms.quantityScale());
  }

  /** What the contract is. */
  public ContractTerms terms() {
    return terms;
  }

  /** What a quantity is worth at a price. */
  public Payoff payoff() {
    return payoff;
  }

  /** Signed value of a signed quantity at a price, rounded against the owner. */
  public long value(long quantity, long price) {
    return payoff.value(quantity, price);
  }

  /** Signed value at which a trade of a signed quantity is booked, rounded against the trader. */
  public long tradeValue(long quantity, long price) {
    return payoff.tradeValue(quantity, price);
  }

  /** Notional of an order, or of a part of a fill. */
  public long notional(long quantity, long price) {
    return Math.abs(payoff.value(quantity, price));
  }

  /**
   * Requirement of a position: maintenance margin, and the closing fee if counted, times a ratio in
   * parts per billion.
   *
   * <p>Rounded up once, the ratio included. Only so does equity less requirement never rise when
   * the mark moves against a position, whatever is rounded off.
   *
   * @param quantity signed
   * @param cost signed
   * @param notional at the mark
   * @return money; a requirement past 2^62, which no equity meets, comes out as 2^62
   */
  public long requirement(VenueRules rules, long quantity, long cost, long notional, long ratio) {
    long feeRate = rules.closingFeeCounted() ? takerRate : 0;
    return tiers.requirement(quantity, cost, notional, feeRate, ratio);
  }

  /** A fee at a rate in parts per billion on a notional, rounded up. */
  public static long fee(long rate, long notional) {
    return Int128.rateCeil(rate, notional, 0, 0);
  }

  /**
   * Initial margin: notional over leverage, at least the least initial rate of the quantity; each
   * rounded up.
   *
   * @param quantity that is or would be held, signed or not
   * @param notional 0 to 2^60
   * @param leverage hundredths
   */
  public long initialMargin(long quantity, long notional, int leverage) {
    long byLeverage = Int128.mulDivCeil(notional, 100, leverage);
    long rate = tiers.leastInitialRate(quantity);
    return rate == 0 ? byLeverage : Math.max(byLeverage, Int128.rateCeil(rate, notional, 0, 0));
  }

  /** The nearest multiple of the tick at or above a price, kept between the first and last tick. */
  public long tickAtOrAbove(long price) {
    return payoff.tickAtOrAbove(price);
  }

  /** The nearest multiple of the tick at or below a price, kept between the first and last tick. */
  public long tickAtOrBelow(long price) {
    return payoff.tickAtOrBelow(price);
  }

  /** 1 to 4,096. */
  public int id() {
    return id;
  }

  /** Settlement asset. */
  public Asset asset() {
    return asset;
  }

  /** Receives trading fees. */
  public long feeAccountId() {
    return feeAccountId;
  }

  /** Stands behind this contract. */
  public long fundAccountId() {
    return fundAccountId;
  }

  /** Lowest price accepted. */
  public long priceMin() {
    return terms.priceMin();
  }

  /** Highest price accepted. */
  public long priceMax() {
    return terms.priceMax();
  }

  /** Whether a price is accepted. */
  public boolean accepts(long price) {
    return price >= terms.priceMin() && price <= terms.priceMax();
  }

  /** Highest open interest. */
  public long openInterestMax() {
    return terms.openInterestMax();
  }

  /** Order prices are multiples of this. */
  public long tickSize() {
    return terms.tickSize();
  }

  /** The maintenance schedule; empty until it is set. */
  public RiskTiers tiers() {
    return tiers;
  }

  /** Whether tiers are set. */
  public boolean hasTiers() {
    return tiers.size() > 0;
  }

  /** Sets the fees of trades, parts per billion. */
  public void fees(long maker, long taker) {
    makerRate = maker;
    takerRate = taker;
  }

  /** Fee of the resting side, parts per billion. */
  public long makerRate() {
    return makerRate;
  }

  /** Fee of the taking side, parts per billion. */
  public long takerRate() {
    return takerRate;
  }

  /** The fee on forced fills. */
  public LiquidationFee liquidationFee() {
    return liquidationFee;
  }

  /** The mark price; 0 until the first. */
  public long markPrice() {
    return markPrice;
  }

  /** Sets the mark price; the last one becomes the previous. The first is its own predecessor. */
  public void markPrice(long price) {
    previousMarkPrice = markPrice == 0 ? price : markPrice;
    markPrice = price;
    moves.add(price);
  }

  /** How far its mark has lately moved. */
  public MarkMoves moves() {
    return moves;
  }

  /** The mark price before the last one; 0 until the first. */
  public long previousMarkPrice() {
    return previousMarkPrice;
  }

  /** Sum of all long quantities. */
  public long openInterest() {
    return openInterest;
  }

  /** Sum of all quantities: 0 unless the instrument is being settled. */
  public long netQuantity() {
    return netQuantity;
  }

  /**
   * Whether any position has a quantity. While longs are settled before shorts, they alone have.
   */
  public boolean hasPositions() {
    return openInterest != 0 || netQuantity != 0;
  }

  /** A position's quantity becomes another. */
  public void quantityChanged(long before, long after) {
    openInterest += Math.max(after, 0) - Math.max(before, 0);
    netQuantity += after - before;
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

  /** Whether it may be settled at a time: it is dated, and its expiry has come. */
  public boolean hasExpired(long timestamp) {
    return terms.expiry() != 0 && terms.expiry() <= timestamp;
  }

  /** The average of the index over the settlement window before expiry; 0 if there is none. */
  public long settlementPrice() {
    return prices == null ? 0 : prices.settlementAverage().price();
  }

  /** Closes it: its mark is the settlement price from now on. */
  public void close() {
    closed = true;
  }

  /** Sets how marks are computed; a rule without sources means that they are not. */
  public void priceRule(PriceRule rule) {
    if (rule.sources().isEmpty()) {
      prices = null;
    } else if (prices == null) {
      prices = newPrices(rule);
    } else {
      prices.rule(rule);
    }
  }

  private ComputedPrices newPrices(PriceRule rule) {
    return new ComputedPrices(rule, priceMin(), priceMax(), terms.expiry());
  }

  /** Index, book and computed mark; null if there are no index sources. */
  public ComputedPrices prices() {
    return prices;
  }

  /** Whether the mark is computed, not set by command. */
  public boolean isMarkComputed() {
    return prices != null && prices.rule().markRule() != MarkRule.DIRECT;
  }

  /** Sets how funding rates are computed, from a time on in nanoseconds; NONE: they are not. */
  public void fundingRule(FundingRule rule, long timestamp) {
    if (rule.rateRule() == FundingRateRule.NONE) {
      fundingRate = null;
    } else if (fundingRate == null) {
      fundingRate = new FundingRate(rule, timestamp);
    } else {
      fundingRate.rule(rule, timestamp);
    }
  }

  /** Premium samples and funding rate; null if no rate is computed. */
  public FundingRate fundingRate() {
    return fundingRate;
  }

  /** Whether its mark may have reached positions that are not handled yet. */
  public boolean isMarkWaiting() {
    return markWaiting;
  }

  /** Sets whether its mark may have reached positions that are not handled yet. */
  public void markWaiting(boolean waiting) {
    markWaiting = waiting;
  }

  /** Carries all but its terms, which the table of instruments carries. */
  void state(StateStream stream) {
    tiers.state(stream);
    funding.state(stream);
    moves.state(stream);
    makerRate = stream.of(makerRate);
    takerRate = stream.of(takerRate);
    liquidationFee.state(stream);
    markPrice = stream.of(markPrice);
    previousMarkPrice = stream.of(previousMarkPrice);
    openInterest = stream.of(openInterest);
    netQuantity = stream.of(netQuantity);
    lastExecutionId = stream.of(lastExecutionId);
    openOrders = stream.of(openOrders);
    closed = stream.of(closed);
    markWaiting = stream.of(markWaiting);
    if (stream.of(prices != null)) {
      PriceRule rule = RuleState.of(prices == null ? PriceRule.DEFAULT : prices.rule(), stream);
      prices = prices == null ? newPrices(rule) : prices;
      prices.state(stream);
    }
    if (stream.of(fundingRate != null)) {
      FundingRule there = fundingRate == null ? FundingRule.DEFAULT : fundingRate.rule();
      FundingRule rule = RuleState.of(there, stream);
      fundingRate = fundingRate == null ? new FundingRate(rule, 0) : fundingRate;
      fundingRate.state(stream);
    }
  }
}
