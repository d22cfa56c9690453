package io.plimsoll.engine.instrument;

import io.plimsoll.engine.memory.Int128;

/** What the computation of index, mark and funding rate has in common: docs/prices.md. */
public final class PriceMath {
  /** Averages over time are kept in this fraction of a price unit. */
  public static final long SCALE = 1_024;

  /** One day in nanoseconds: the longest time that a rule may name. */
  public static final long DAY = 86_400_000_000_000L;

  /** The highest price of an instrument with index sources. */
  public static final long PRICE_MAX = 1L << 50;

  private PriceMath() {}

  static long clamp(long value, long low, long high) {
    return Math.max(low, Math.min(value, high));
  }

  /** The mean of two numbers in any order, rounded down; both within 61 bits. */
  static long mean(long a, long b) {
    return Math.floorDiv(a + b, 2);
  }

  /** A share of a price in parts per billion, rounded down. */
  static long share(long price, long ppb) {
    return Int128.mulDivFloor(ppb, price, Int128.PPB);
  }

  /**
   * An average moved towards a value by {@code weight / (weight + rest)}, rounded down: the same as
   * {@code floor((value * weight + average * rest) / (weight + rest))}.
   */
  static long towards(long average, long value, long weight, long rest) {
    return average + Int128.mulDivFloor(value - average, weight, weight + rest);
  }
}
