package io.plimsoll.engine.generated;

import java.math.BigInteger;

/** An instrument as the commands that were accepted made it. */
final class InstrumentView {
  final int id;
  final int assetId;
  final long priceMax;
  final long openInterestMax;
  final long tickSize;
  final long unit;
  int leverageMax = 100;
  boolean hasTiers;
  long mark;
  long lastExecutionId;

  InstrumentView(
      int id, int assetId, long priceMax, long openInterestMax, long tickSize, long unit) {
    this.id = id;
    this.assetId = assetId;
    this.priceMax = priceMax;
    this.openInterestMax = openInterestMax;
    this.tickSize = tickSize;
    this.unit = unit;
  }

  long clamp(long price) {
    return Math.max(1, Math.min(priceMax, price));
  }

  long toTick(long price) {
    long highest = priceMax / tickSize * tickSize;
    return Math.max(tickSize, Math.min(highest, price / tickSize * tickSize));
  }

  /** How much one can hold of it at the mark for a notional. */
  long quantityFor(BigInteger notional) {
    BigInteger each = BigInteger.valueOf(Math.max(1, mark)).multiply(BigInteger.valueOf(unit));
    BigInteger most = BigInteger.valueOf(openInterestMax);
    return notional.divide(each).min(most).max(BigInteger.ONE).longValueExact();
  }
}
