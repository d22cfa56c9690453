package io.plimsoll.tools.sim;

import io.plimsoll.protocol.codec.Side;

/** What happened in one instrument. Sums for people are kept in double. */
public final class InstrumentTally {
  private final double one;
  private long firstMark;
  private long lowestMark = Long.MAX_VALUE;
  private long lowestAt;
  private long highestMark;
  private long highestAt;
  private double longsForced;
  private double shortsForced;

  InstrumentTally(double one) {
    this.one = one;
  }

  void marked(long mark, long time) {
    if (firstMark == 0) {
      firstMark = mark;
    }
    if (mark < lowestMark) {
      lowestMark = mark;
      lowestAt = time;
    }
    if (mark > highestMark) {
      highestMark = mark;
      highestAt = time;
    }
  }

  void forced(Side side, double money) {
    if (side == Side.SELL) {
      longsForced += money;
    } else {
      shortsForced += money;
    }
  }

  /** The first mark. */
  public long firstMark() {
    return firstMark;
  }

  /** The lowest mark. */
  public long lowestMark() {
    return lowestMark;
  }

  /** When it first was that low, in nanoseconds since 1970. */
  public long lowestAt() {
    return lowestAt;
  }

  /** The highest mark. */
  public long highestMark() {
    return highestMark;
  }

  /** When it first was that high, in nanoseconds since 1970. */
  public long highestAt() {
    return highestAt;
  }

  /** Sent to the market to close longs by force, at the mark, in the asset. */
  public double longsForced() {
    return longsForced / one;
  }

  /** Sent to the market to close shorts by force, at the mark, in the asset. */
  public double shortsForced() {
    return shortsForced / one;
  }
}
