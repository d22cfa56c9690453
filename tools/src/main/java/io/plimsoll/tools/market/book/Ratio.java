package io.plimsoll.tools.market.book;

import java.math.BigInteger;

/** Products of integers that are divided again, exactly. */
final class Ratio {
  /** Parts per billion in a whole. */
  static final long PPB = 1_000_000_000L;

  private Ratio() {}

  /**
   * value · times / by, rounded towards zero.
   *
   * @throws ArithmeticException if the result leaves 64 bits
   */
  static long of(long value, long times, long by) {
    long product = value * times;
    if (Math.multiplyHigh(value, times) == product >> 63) {
      return product / by;
    }
    return BigInteger.valueOf(value)
        .multiply(BigInteger.valueOf(times))
        .divide(BigInteger.valueOf(by))
        .longValueExact();
  }
}
