package io.plimsoll.engine.reference;

import java.math.BigInteger;

/** Arithmetic that never rounds unless it says so, and never overflows. */
final class Exact {
  static final long PPB = 1_000_000_000L;
  static final BigInteger ZERO = BigInteger.ZERO;
  static final BigInteger BIG_PPB = BigInteger.valueOf(PPB);
  static final BigInteger LIMIT = BigInteger.TWO.pow(60);

  /** Most that deposits less withdrawals of an asset may come to, either sign. */
  static final BigInteger DEPOSITS_LIMIT = BigInteger.TWO.pow(62);

  private Exact() {}

  static BigInteger big(long value) {
    return BigInteger.valueOf(value);
  }

  /** Rounds towards minus infinity; the divisor is above 0. */
  static BigInteger floorDiv(BigInteger dividend, BigInteger divisor) {
    if (divisor.signum() <= 0) {
      throw new AssertionError("divisor " + divisor);
    }
    BigInteger[] parts = dividend.divideAndRemainder(divisor);
    return parts[1].signum() < 0 ? parts[0].subtract(BigInteger.ONE) : parts[0];
  }

  /** Rounds towards plus infinity; the divisor is above 0. */
  static BigInteger ceilDiv(BigInteger dividend, BigInteger divisor) {
    return floorDiv(dividend.negate(), divisor).negate();
  }

  /** {@code ceil(rate * amount / PPB)}. */
  static BigInteger rateUp(long rate, BigInteger amount) {
    return ceilDiv(big(rate).multiply(amount), BIG_PPB);
  }

  static BigInteger floorToTick(BigInteger price, long tick) {
    return floorDiv(price, big(tick)).multiply(big(tick));
  }

  static BigInteger ceilToTick(BigInteger price, long tick) {
    return ceilDiv(price, big(tick)).multiply(big(tick));
  }

  static boolean withinLimit(BigInteger amount) {
    return amount.abs().compareTo(LIMIT) <= 0;
  }
}
