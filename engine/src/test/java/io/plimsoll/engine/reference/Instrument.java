package io.plimsoll.engine.reference;

import io.plimsoll.protocol.codec.ContractType;
import io.plimsoll.protocol.codec.HedgeNetting;
import java.math.BigInteger;

/** A contract. */
final class Instrument {
  /** What AddInstrument says about it beside its accounts. */
  record Terms(
      ContractType type,
      long contractValue,
      int priceScale,
      int quantityScale,
      long priceMin,
      long priceMax,
      long openInterestMax,
      long tickSize,
      long expiry) {}

  final int id;
  final Asset asset;
  final Terms terms;
  final Account feeAccount;
  final Account fund;
  final Payoff payoff;
  final long priceMin;
  final long priceMax;
  final long openInterestMax;
  final long tickSize;

  /** 0 before the first. */
  long mark;

  /** The mark before the last one; 0 if there is none. */
  long previousMark;

  long lastExecutionId;
  long makerRate;
  long takerRate;
  long liquidationRate;

  /** Whether it is settled, or being settled at the mark. */
  boolean closed;

  /** Fundings so far; the last one has this number. */
  int fundingRound;

  long fundingRate;
  long fundingPrice;
  boolean fundingUnderWay;
  BigInteger fundingPaid = Exact.ZERO;
  BigInteger fundingReceived = Exact.ZERO;

  /** Null under the default price rule. */
  PriceState prices;

  /** Null under the default funding rule. */
  FundingState fundingRates;

  /** Null until the tiers are set. */
  MaintenanceSchedule schedule;

  /** Null until the tiers are set. */
  HedgeNetting netting;

  Instrument(int id, Asset asset, Terms terms, Account feeAccount, Account fund) {
    this.id = id;
    this.asset = asset;
    this.terms = terms;
    this.feeAccount = feeAccount;
    this.fund = fund;
    this.payoff = payoff(asset, terms);
    this.priceMin = terms.priceMin();
    this.priceMax = terms.priceMax();
    this.openInterestMax = terms.openInterestMax();
    this.tickSize = terms.tickSize();
  }

  static Payoff payoff(Asset asset, Terms terms) {
    BigInteger factor =
        terms.type() == ContractType.LINEAR
            ? BigInteger.TEN.pow(asset.moneyScale - terms.priceScale() - terms.quantityScale())
            : Exact.big(terms.contractValue());
    return new Payoff(terms.type(), factor);
  }

  /** Sets the mark; the first is its own predecessor. */
  void setMark(long price) {
    previousMark = mark == 0 ? price : mark;
    mark = price;
  }

  /** The largest value of a quantity of 0 or above. */
  BigInteger largestValue(long quantity) {
    return payoff.largestValue(quantity, priceMin, priceMax);
  }

  BigInteger lowestTick() {
    return Exact.ceilToTick(Exact.big(priceMin), tickSize);
  }

  BigInteger highestTick() {
    return Exact.floorToTick(Exact.big(priceMax), tickSize);
  }

  /** Brings a limit price into the range in which orders may stand. */
  long clampToBook(BigInteger price) {
    return price.max(lowestTick()).min(highestTick()).longValueExact();
  }
}
