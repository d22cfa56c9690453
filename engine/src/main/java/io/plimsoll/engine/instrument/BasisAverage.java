package io.plimsoll.engine.instrument;

import io.plimsoll.engine.memory.StateStream;

/**
 * Samples of the basis, mid less index, and their two averages: the moving one over the last
 * samples and the exponential one. docs/prices.md, section 2, steps 3 and 4. Not thread safe.
 */
public final class BasisAverage {
  /** Most samples of the moving average. */
  public static final int SAMPLES_MAX = 64;

  private final long[] ring = new long[SAMPLES_MAX];
  private int capacity;
  private int oldest;
  private int size;
  private long sum;
  private long scaledAverage;
  private long time;

  /** Forgets all samples. */
  void clear(int samplesKept) {
    capacity = samplesKept;
    oldest = 0;
    size = 0;
    sum = 0;
    scaledAverage = 0;
    time = 0;
  }

  /** Whether a sample was ever taken. */
  boolean exists() {
    return size > 0;
  }

  /** Whether the last sample, if any, is at least an interval ago. */
  boolean isDue(long timestamp, long sampleInterval) {
    return size == 0 || timestamp - time >= sampleInterval;
  }

  /**
   * Takes a sample into both averages.
   *
   * @param basisTime time constant of the exponential average, nanoseconds
   */
  void sample(long basis, long timestamp, long basisTime) {
    if (size == 0) {
      scaledAverage = PriceMath.SCALE * basis;
    } else {
      long dt = Math.min(timestamp - time, PriceMath.DAY);
      scaledAverage = PriceMath.towards(scaledAverage, PriceMath.SCALE * basis, dt, basisTime);
    }
    time = timestamp;
    push(basis);
  }

  private void push(long basis) {
    if (size == capacity) {
      sum -= ring[oldest];
      ring[oldest] = basis;
      oldest = (oldest + 1) % capacity;
    } else {
      ring[size] = basis;
      size++;
    }
    sum += basis;
  }

  /** Mean of the samples in the ring, rounded down; there must be one. */
  long moving() {
    return Math.floorDiv(sum, size);
  }

  /** The exponential average in whole price units, rounded down. */
  long exponential() {
    return Math.floorDiv(scaledAverage, PriceMath.SCALE);
  }

  /** Samples in the ring. */
  public int size() {
    return size;
  }

  /** A sample, 0 being the oldest. */
  public long sample(int age) {
    return ring[(oldest + age) % capacity];
  }

  /** The exponential average in the finer scale; 0 before the first sample. */
  public long scaledAverage() {
    return scaledAverage;
  }

  /** When the last sample was taken; 0 before the first. */
  public long time() {
    return time;
  }

  /** Carries samples and averages. */
  void state(StateStream stream) {
    stream.of(ring);
    capacity = stream.of(capacity);
    oldest = stream.of(oldest);
    size = stream.of(size);
    sum = stream.of(sum);
    scaledAverage = stream.of(scaledAverage);
    time = stream.of(time);
  }
}
