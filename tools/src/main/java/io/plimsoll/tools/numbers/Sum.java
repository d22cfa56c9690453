package io.plimsoll.tools.numbers;

import java.math.BigInteger;

/** An exact sum of longs that may leave 64 bits. */
public final class Sum {
  private BigInteger carried = BigInteger.ZERO;
  private long low;

  void add(long amount) {
    long next = low + amount;
    if (((low ^ next) & (amount ^ next)) < 0) {
      carried = carried.add(BigInteger.valueOf(low));
      low = amount;
    } else {
      low = next;
    }
  }

  void add(Sum other) {
    carried = carried.add(other.carried);
    add(other.low);
  }

  /** The sum so far. */
  public BigInteger value() {
    return carried.add(BigInteger.valueOf(low));
  }

  /** Whether it is 0. */
  public boolean isZero() {
    return value().signum() == 0;
  }
}
