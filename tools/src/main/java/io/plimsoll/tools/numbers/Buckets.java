package io.plimsoll.tools.numbers;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * What happened, in buckets of time, as fine as a limit on their number allows. Only times at which
 * something happened have a bucket. When one more would be too many, neighbours are merged into
 * buckets of the next width; each width of the ladder is a multiple of the one before, so merging
 * loses nothing but the order within a bucket.
 *
 * @param <B> what a bucket holds
 */
public final class Buckets<B extends Buckets.Bucket<B>> {
  private static final long MILLI = 1_000_000L;
  private static final long SECOND = 1_000 * MILLI;

  /** One minute, in nanoseconds. */
  static final long MINUTE = 60 * SECOND;

  private static final long DAY = 1_440 * MINUTE;
  private static final int MINUTE_RUNG = 6;

  /** Nanoseconds; each divides the next. */
  private static final long[] LADDER = {
    MILLI,
    10 * MILLI,
    100 * MILLI,
    SECOND,
    5 * SECOND,
    15 * SECOND,
    MINUTE,
    5 * MINUTE,
    15 * MINUTE,
    60 * MINUTE,
    240 * MINUTE,
    DAY,
    10 * DAY,
    100 * DAY,
    1_000 * DAY,
    10_000 * DAY,
    100_000 * DAY
  };

  /**
   * What a bucket holds.
   *
   * @param <B> itself
   */
  public interface Bucket<B> {
    /** Takes in what a later bucket holds. */
    void absorb(B later);
  }

  private final int most;
  private final Supplier<B> fresh;
  private final List<Long> keys = new ArrayList<>();
  private final List<B> buckets = new ArrayList<>();
  private int rung;

  private Buckets(int most, int rung, Supplier<B> fresh) {
    this.most = most;
    this.rung = rung;
    this.fresh = fresh;
  }

  /**
   * No buckets yet, the first of a millisecond.
   *
   * @param most how many there may be, 1 or above
   * @param fresh an empty one
   */
  static <B extends Bucket<B>> Buckets<B> fine(int most, Supplier<B> fresh) {
    return new Buckets<>(most, 0, fresh);
  }

  /** No buckets yet, the first of a minute. */
  static <B extends Bucket<B>> Buckets<B> minutes(int most, Supplier<B> fresh) {
    return new Buckets<>(most, MINUTE_RUNG, fresh);
  }

  /**
   * The bucket of a time.
   *
   * @param time nanoseconds since 1970, not before that of an earlier call
   */
  B at(long time) {
    long key = time / width();
    int last = keys.size() - 1;
    if (last >= 0 && keys.get(last) == key) {
      return buckets.get(last);
    }
    while (keys.size() >= most) {
      widen();
      key = time / width();
      last = keys.size() - 1;
      if (keys.get(last) == key) {
        return buckets.get(last);
      }
    }
    keys.add(key);
    buckets.add(fresh.get());
    return buckets.get(keys.size() - 1);
  }

  private void widen() {
    long times = LADDER[rung + 1] / LADDER[rung];
    rung++;
    int kept = 0;
    for (int i = 0; i < keys.size(); i++) {
      long key = keys.get(i) / times;
      if (kept > 0 && keys.get(kept - 1) == key) {
        buckets.get(kept - 1).absorb(buckets.get(i));
      } else {
        keys.set(kept, key);
        buckets.set(kept++, buckets.get(i));
      }
    }
    keys.subList(kept, keys.size()).clear();
    buckets.subList(kept, buckets.size()).clear();
  }

  /**
   * The same in fewer, wider buckets.
   *
   * @param fewer how many there may be, 1 or above
   */
  public Buckets<B> coarsened(int fewer) {
    Buckets<B> copy = new Buckets<>(fewer, rung, fresh);
    for (int i = 0; i < size(); i++) {
      copy.at(time(i)).absorb(get(i));
    }
    return copy;
  }

  /** How many there are. */
  public int size() {
    return keys.size();
  }

  /** How long a bucket lasts, in nanoseconds. */
  public long width() {
    return LADDER[rung];
  }

  /** When a bucket begins, nanoseconds since 1970; a multiple of the width. */
  public long time(int index) {
    return keys.get(index) * width();
  }

  /** What a bucket holds. */
  public B get(int index) {
    return buckets.get(index);
  }
}
