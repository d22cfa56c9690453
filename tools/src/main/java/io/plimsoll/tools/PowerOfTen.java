package io.plimsoll.tools;

/** Powers of ten that fit in 64 bits: what scales are made of. */
public final class PowerOfTen {
  private static final int TEN = 10;
  private static final long[] POWERS = powers();

  private PowerOfTen() {}

  private static long[] powers() {
    long[] powers = new long[19];
    powers[0] = 1;
    for (int i = 1; i < powers.length; i++) {
      powers[i] = powers[i - 1] * TEN;
    }
    return powers;
  }

  /**
   * Ten to the power of so many digits.
   *
   * @param digits 0 to 18
   */
  public static long of(int digits) {
    return POWERS[digits];
  }
}
