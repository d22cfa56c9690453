package io.plimsoll.engine.instrument;

import io.plimsoll.engine.memory.StateStream;

/**
 * The time-weighted average of the computed prices of one instrument: docs/prices.md, section 2,
 * step 6. Not thread safe.
 */
public final class TimeWeightedPrice {
  // Computed prices are 1 or above, so 0 means that there was none yet.
  private long scaled;
  private long time;

  /** Forgets the average. */
  void clear() {
    scaled = 0;
    time = 0;
  }

  /** Whether there is an average. */
  boolean exists() {
    return scaled != 0;
  }

  /** The average in whole price units, rounded down. */
  long price() {
    return Math.floorDiv(scaled, PriceMath.SCALE);
  }

  /** Takes a computed price in, if the last was taken at least an interval ago. */
  void add(long price, long timestamp, long sampleInterval, long window) {
    long dt = timestamp - time;
    if (scaled == 0) {
      scaled = PriceMath.SCALE * price;
      time = timestamp;
    } else if (dt >= sampleInterval) {
      long weight = Math.min(dt, PriceMath.DAY);
      scaled = PriceMath.towards(scaled, PriceMath.SCALE * price, weight, Math.max(0, window - dt));
      time = timestamp;
    }
  }

  /** The average in the finer scale; 0 before the first price. */
  public long scaled() {
    return scaled;
  }

  /** When the last price was taken in; 0 before the first. */
  public long time() {
    return time;
  }

  /** Carries the average so far. */
  void state(StateStream stream) {
    scaled = stream.of(scaled);
    time = stream.of(time);
  }
}
