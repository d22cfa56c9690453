package io.plimsoll.engine.reference;

import static io.plimsoll.engine.reference.Exact.big;

import java.math.BigInteger;

/** The fee on forced fills: a rate that may rise to a most, by so much a second, after a grace. */
record LiquidationFee(long rate, long most, long perSecond, long grace) {
  private static final BigInteger SECOND = big(1_000_000_000L);

  long after(long nanos) {
    if (most == 0 || nanos < grace) {
      return rate;
    }
    BigInteger risen = big(rate).add(Exact.floorDiv(big(perSecond).multiply(big(nanos)), SECOND));
    return risen.min(big(most)).longValueExact();
  }
}
