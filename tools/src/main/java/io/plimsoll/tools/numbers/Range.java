package io.plimsoll.tools.numbers;

/** The lowest, the highest and the last of some values, in the order in which they came. */
public final class Range implements Buckets.Bucket<Range> {
  private boolean used;
  private long low;
  private long high;
  private long last;

  void add(long value) {
    low = used ? Math.min(low, value) : value;
    high = used ? Math.max(high, value) : value;
    last = value;
    used = true;
  }

  @Override
  public void absorb(Range later) {
    if (later.used) {
      add(later.low);
      add(later.high);
      last = later.last;
    }
  }

  /** The lowest. */
  public long low() {
    return low;
  }

  /** The highest. */
  public long high() {
    return high;
  }

  /** The last. */
  public long last() {
    return last;
  }
}
