package io.plimsoll.tools.crowd;

import java.math.BigInteger;

/**
 * Powers and logarithms of two in integers, so that a draw from a distribution with a tail is the
 * same on every machine. Exponents are fixed point with 32 binary digits ({@link #ONE} is 1).
 */
final class FixedMath {
  /** Binary digits after the point. */
  static final int DIGITS = 32;

  /** One, as an exponent or a logarithm. */
  static final long ONE = 1L << DIGITS;

  /** log2(e), rounded down: turns an exponent of e into one of 2. */
  static final long LOG2_E = 6_196_328_018L;

  /** Binary digits of a mantissa in [1, 2). */
  private static final int MANTISSA = 62;

  /** The roots 2^(1/2), 2^(1/4) and so on, with 62 binary digits, each rounded down. */
  private static final long[] ROOTS = roots();

  private FixedMath() {}

  private static long[] roots() {
    long[] roots = new long[DIGITS];
    BigInteger root = BigInteger.TWO.shiftLeft(MANTISSA);
    for (int i = 0; i < roots.length; i++) {
      root = root.shiftLeft(MANTISSA).sqrt();
      roots[i] = root.longValueExact();
    }
    return roots;
  }

  /**
   * An amount times a power of two, rounded down; relative error below 2^-28.
   *
   * @param amount 0 or above
   * @param exponent in 1/{@link #ONE}
   * @param max the result at most, so that nothing leaves 64 bits
   */
  static long timesPowerOfTwo(long amount, long exponent, long max) {
    long whole = exponent >> DIGITS;
    long mantissa = 1L << MANTISSA;
    for (int i = 0; i < DIGITS; i++) {
      if ((exponent >> (DIGITS - 1 - i) & 1) != 0) {
        mantissa = Math.multiplyHigh(mantissa, ROOTS[i]) << 2;
      }
    }
    BigInteger product = BigInteger.valueOf(amount).multiply(BigInteger.valueOf(mantissa));
    int shift = (int) Math.max(-MANTISSA, Math.min(MANTISSA, whole)) - MANTISSA;
    BigInteger scaled = product.shiftLeft(shift);
    return scaled.min(BigInteger.valueOf(max)).longValueExact();
  }

  /**
   * The base-2 logarithm of a number, rounded down.
   *
   * @param number 1 or above
   * @return in 1/{@link #ONE}
   */
  static long log2(long number) {
    int whole = Long.SIZE - 1 - Long.numberOfLeadingZeros(number);
    long mantissa = number << (MANTISSA - whole);
    long fraction = 0;
    for (int i = 0; i < DIGITS; i++) {
      // Squaring doubles the logarithm; what passes 2 is the next digit.
      long square = Math.multiplyHigh(mantissa, mantissa) << 2;
      boolean digit = square < 0;
      mantissa = digit ? square >>> 1 : square;
      fraction = fraction << 1 | (digit ? 1 : 0);
    }
    return ((long) whole << DIGITS) + fraction;
  }
}
