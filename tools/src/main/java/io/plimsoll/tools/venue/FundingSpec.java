package io.plimsoll.tools.venue;

import java.math.BigInteger;

/**
 * Funding, or interest on debts, at a fixed rate.
 *
 * @param rate parts per billion of value for each period; of funding, positive: longs pay shorts
 * @param per the period that the rate is for, in nanoseconds
 * @param interval time between two payments, in nanoseconds; they fall due at its multiples since
 *     1970-01-01T00:00Z
 */
public record FundingSpec(long rate, long per, long interval) implements FundingTerms {
  /** The rate of one payment in parts per billion, rounded towards zero. */
  public long chargedRate() {
    return BigInteger.valueOf(rate)
        .multiply(BigInteger.valueOf(interval))
        .divide(BigInteger.valueOf(per))
        .longValueExact();
  }

  /** The first time after this one at which a payment falls due. */
  public long nextAfter(long nanos) {
    return (Math.floorDiv(nanos, interval) + 1) * interval;
  }
}
