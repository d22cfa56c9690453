package io.plimsoll.engine.reference;

import java.math.BigInteger;
import java.util.List;

/** A contract. */
final class Instrument {
  final int id;
  final Asset asset;
  final int priceScale;
  final int quantityScale;
  final Account feeAccount;
  final Account fund;
  final long priceMax;
  final long openInterestMax;
  final long tickSize;

  /** Money of one unit of quantity at a price of one unit. */
  final BigInteger unit;

  long mark;
  long lastExecutionId;
  long makerRate;
  long takerRate;
  long liquidationRate;
  List<Tier> tiers = List.of();

  /** From when the contract may be settled; 0 if it is perpetual. */
  long expiry;

  /** Whether it is settled, or being settled at the mark. */
  boolean closed;

  /** Fundings so far; the last one has this number. */
  int fundingRound;

  long fundingRate;
  long fundingPrice;
  boolean fundingUnderWay;
  BigInteger fundingPaid = Exact.ZERO;
  BigInteger fundingReceived = Exact.ZERO;

  Instrument(
      int id,
      Asset asset,
      int priceScale,
      int quantityScale,
      Account feeAccount,
      Account fund,
      long priceMax,
      long openInterestMax,
      long tickSize) {
    this.id = id;
    this.asset = asset;
    this.priceScale = priceScale;
    this.quantityScale = quantityScale;
    this.feeAccount = feeAccount;
    this.fund = fund;
    this.priceMax = priceMax;
    this.openInterestMax = openInterestMax;
    this.tickSize = tickSize;
    this.unit = BigInteger.TEN.pow(asset.moneyScale - priceScale - quantityScale);
  }

  /** Brings a limit price into the range in which orders may stand. */
  long clampToBook(BigInteger price) {
    BigInteger highest = Exact.floorToTick(Exact.big(priceMax), tickSize);
    return price.max(Exact.big(tickSize)).min(highest).longValueExact();
  }
}
