package io.plimsoll.engine.instrument;

import io.plimsoll.engine.memory.Int128;
import io.plimsoll.engine.memory.StateStream;

/**
 * The time-weighted average of the index of a dated contract over a window that ends at its expiry:
 * docs/prices.md, section 2, step 2. An index holds until the next one comes. Exact: the sum of
 * index times nanoseconds is kept in 128 bits. Not thread safe.
 */
public final class SettlementAverage {
  private final long expiry;
  private long windowStart;
  private boolean averages;

  private long areaHigh;
  private long areaLow;
  private long covered;
  private long index;
  private long time;

  /**
   * Nothing averaged yet.
   *
   * @param expiry nanoseconds since 1970; 0 = perpetual, which never has an average
   */
  SettlementAverage(long expiry) {
    this.expiry = expiry;
  }

  /** Forgets everything; from now on the window is this long, in nanoseconds; 0 = no average. */
  void clear(long window) {
    averages = expiry != 0 && window != 0;
    windowStart = Math.max(0, expiry - window);
    areaHigh = 0;
    areaLow = 0;
    covered = 0;
    index = 0;
    time = 0;
  }

  /** Takes in an index, 1 to 2^50, that holds from a time on. */
  void add(long newIndex, long timestamp) {
    if (!averages) {
      return;
    }
    long span = spanUntil(timestamp);
    long low = index * span;
    areaHigh += Math.multiplyHigh(index, span);
    areaLow += low;
    if (Long.compareUnsigned(areaLow, low) < 0) {
      areaHigh++;
    }
    covered += span;
    index = newIndex;
    time = timestamp;
  }

  /** How long the index that holds has held within the window, up to a time. */
  private long spanUntil(long timestamp) {
    if (index == 0) {
      return 0;
    }
    long from = Math.max(time, windowStart);
    return Math.max(0, Math.min(timestamp, expiry) - from);
  }

  /** The average, if the last index holds until expiry; rounded down. 0 if none was known. */
  public long price() {
    long span = spanUntil(Long.MAX_VALUE);
    long whole = covered + span;
    if (whole == 0) {
      return 0;
    }
    long low = index * span;
    long sumLow = areaLow + low;
    long carry = Long.compareUnsigned(sumLow, low) < 0 ? 1 : 0;
    long sumHigh = areaHigh + Math.multiplyHigh(index, span) + carry;
    return Int128.divideUnsigned(sumHigh, sumLow, whole);
  }

  /** Upper 64 bits of the sum of index times nanoseconds up to {@link #time}. */
  public long areaHigh() {
    return areaHigh;
  }

  /** Lower 64 bits of that sum. */
  public long areaLow() {
    return areaLow;
  }

  /** Nanoseconds of the window that the sum covers. */
  public long covered() {
    return covered;
  }

  /** When the last index was taken in; 0 before the first, and without an average. */
  public long time() {
    return time;
  }

  /** Carries the average so far. */
  void state(StateStream stream) {
    windowStart = stream.of(windowStart);
    averages = stream.of(averages);
    areaHigh = stream.of(areaHigh);
    areaLow = stream.of(areaLow);
    covered = stream.of(covered);
    index = stream.of(index);
    time = stream.of(time);
  }
}
