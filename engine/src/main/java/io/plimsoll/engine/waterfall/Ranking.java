package io.plimsoll.engine.waterfall;

import io.plimsoll.engine.memory.StateStream;
import io.plimsoll.protocol.codec.AdlRanking;
import java.nio.ByteBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The best of a side of an instrument, in the order in which they are deleveraged: highest score
 * first, ties in account order.
 *
 * <p>While it is made it is a heap with the worst on top, which gives way to a better one; then it
 * is sorted, the worst first, and used up from its end. Not thread safe.
 *
 * <pre>
 * entry (16 bytes)  0  long  score
 *                   8  int   account
 *                  12  -     padding
 * </pre>
 */
public final class Ranking {
  private static final int ENTRY_LENGTH = 16;
  private static final int ACCOUNT = 8;

  private final int sizeMax;
  private final UnsafeBuffer entries;
  private AdlRanking kind;
  private long madeAt;
  private int made;
  private int size;
  private boolean leftOut;

  Ranking(int sizeMax) {
    this.sizeMax = sizeMax;
    this.entries = new UnsafeBuffer(ByteBuffer.allocateDirect(sizeMax * ENTRY_LENGTH));
  }

  /** Whether it was ever begun. */
  boolean hasBegun() {
    return kind != null;
  }

  /** Begins it anew. */
  void begin(AdlRanking by) {
    kind = by;
    madeAt = 0;
    made = 0;
    size = 0;
    leftOut = false;
  }

  /** Keeps an account if it is among the best so far. */
  void offer(int account, long score) {
    if (size < sizeMax) {
      rise(size, account, score);
      size++;
      return;
    }
    leftOut = true;
    if (isWorse(score(0), account(0), score, account)) {
      sink(0, size, account, score, true);
    }
  }

  /** Everybody was offered. */
  void end(long now) {
    sort();
    madeAt = now;
    made = size;
  }

  /** Sorts it, the worst first: still a heap. */
  public void sort() {
    for (int i = size / 2 - 1; i >= 0; i--) {
      sink(i, size, account(i), score(i), false);
    }
    for (int end = size - 1; end > 0; end--) {
      int account = account(end);
      long score = score(end);
      put(end, account(0), score(0));
      sink(0, end, account, score, false);
    }
  }

  private void rise(int start, int account, long score) {
    int hole = start;
    while (hole > 0) {
      int parent = (hole - 1) / 2;
      if (!isWorse(score, account, score(parent), account(parent))) {
        break;
      }
      put(hole, account(parent), score(parent));
      hole = parent;
    }
    put(hole, account, score);
  }

  /** Into a heap with the worst, or the best, on top. */
  private void sink(int start, int end, int account, long score, boolean worstOnTop) {
    int hole = start;
    while (2 * hole + 1 < end) {
      int child = 2 * hole + 1;
      if (child + 1 < end && isWorse(child + 1, child) == worstOnTop) {
        child++;
      }
      if (isWorse(score(child), account(child), score, account) != worstOnTop) {
        break;
      }
      put(hole, account(child), score(child));
      hole = child;
    }
    put(hole, account, score);
  }

  private boolean isWorse(int index, int other) {
    return isWorse(score(index), account(index), score(other), account(other));
  }

  private static boolean isWorse(long score, int account, long otherScore, int otherAccount) {
    return score < otherScore || (score == otherScore && account > otherAccount);
  }

  private void put(int index, int account, long score) {
    entries.putLong(index * ENTRY_LENGTH, score);
    entries.putInt(index * ENTRY_LENGTH + ACCOUNT, account);
  }

  /** What it ranks by; null if it was never begun. */
  public AdlRanking kind() {
    return kind;
  }

  /** When it was made, nanoseconds since 1970; 0 while it is being made. */
  public long madeAt() {
    return madeAt;
  }

  /** How many there were when it was made; 0 while it is being made. */
  public int made() {
    return made;
  }

  /** How many there are. */
  public int size() {
    return size;
  }

  /** Whether there were more than it keeps. */
  public boolean leftOut() {
    return leftOut;
  }

  /** Nobody who was left out would help. */
  void forgetLeftOut() {
    leftOut = false;
  }

  /** An account, from the worst of the sorted ranking. */
  public int account(int index) {
    return entries.getInt(index * ENTRY_LENGTH + ACCOUNT);
  }

  /** The score of an account, from the worst of the sorted ranking. */
  public long score(int index) {
    return entries.getLong(index * ENTRY_LENGTH);
  }

  /** The place of the best that is left, from 1. */
  int place() {
    return made - size + 1;
  }

  /** Takes out the best. */
  void drop() {
    size--;
  }

  /** Carries kind, age and candidates. */
  void state(StateStream stream) {
    AdlRanking there = kind == null ? AdlRanking.NULL_VAL : kind;
    AdlRanking carried = AdlRanking.get((short) stream.of(there.value()));
    kind = carried == AdlRanking.NULL_VAL ? null : carried;
    madeAt = stream.of(madeAt);
    made = stream.of(made);
    size = stream.of(size);
    leftOut = stream.of(leftOut);
    for (int i = 0; i < size; i++) {
      put(i, stream.of(account(i)), stream.of(score(i)));
    }
  }
}
