package io.plimsoll.engine.trigger;

import io.plimsoll.engine.account.Owned;
import io.plimsoll.engine.memory.RecordStore;
import io.plimsoll.engine.memory.StateStream;

/**
 * Each position's trigger and its neighbours on the same rung: four to a cache line, apart from the
 * positions themselves, so that a walk along a rung touches little memory. Numbered as positions
 * are. Not thread safe.
 *
 * <pre>
 * offset  0  long  key: the trigger price, negated if it lies below the mark; 0 = no trigger
 *         8  int   next position of the rung, or 0
 *        12  int   previous position of the rung, or 0
 * </pre>
 */
public final class TriggerLinks {
  private static final int KEY = 0;
  private static final int NEXT = 8;
  private static final int PREVIOUS = 12;
  private static final int RECORD_LENGTH = 16;

  private final RecordStore store = new RecordStore(RECORD_LENGTH);
  private int merged;
  private int last;

  /** Makes room for the positions up to one. */
  public void reach(int position) {
    while (store.last() < position) {
      store.allocate();
    }
  }

  /** Whether a position has a trigger. */
  public boolean isSet(int position) {
    return position <= store.last() && key(position) != 0;
  }

  /** Whether the trigger of a position that has one lies below the mark. */
  public boolean isLow(int position) {
    return key(position) < 0;
  }

  long key(int position) {
    return store.getLong(position, KEY);
  }

  void key(int position, long key) {
    store.putLong(position, KEY, key);
  }

  int next(int position) {
    return store.getInt(position, NEXT);
  }

  void next(int position, int next) {
    store.putInt(position, NEXT, next);
  }

  int previous(int position) {
    return store.getInt(position, PREVIOUS);
  }

  void previous(int position, int previous) {
    store.putInt(position, PREVIOUS, previous);
  }

  /**
   * Sorts a rung by key, then account: merges runs of growing length, in place.
   *
   * @param start its first position
   * @return its first position now
   */
  int sort(int start, Owned owned) {
    int first = start;
    int length = 1;
    while (mergeRuns(first, length, owned)) {
      first = merged;
      length <<= 1;
    }
    return merged;
  }

  /** Merges each run of a length with the one after it; returns whether there was one. */
  private boolean mergeRuns(int start, int length, Owned owned) {
    int rest = start;
    int merges = 0;
    merged = 0;
    last = 0;
    while (rest != 0) {
      int right = skip(rest, length);
      int end = skip(right, length);
      merge(rest, right, end, owned);
      rest = end;
      merges++;
    }
    next(last, 0);
    return merges > 1;
  }

  private int skip(int start, int length) {
    int position = start;
    for (int i = 0; i < length && position != 0; i++) {
      position = next(position);
    }
    return position;
  }

  private void merge(int leftStart, int rightStart, int end, Owned owned) {
    int left = leftStart;
    int right = rightStart;
    while (left != rightStart || right != end) {
      boolean takesLeft = right == end || (left != rightStart && isBefore(left, right, owned));
      int taken = takesLeft ? left : right;
      if (takesLeft) {
        left = next(left);
      } else {
        right = next(right);
      }
      append(taken);
    }
  }

  private void append(int position) {
    if (last == 0) {
      merged = position;
    } else {
      next(last, position);
    }
    previous(position, last);
    last = position;
  }

  private boolean isBefore(int position, int other, Owned owned) {
    long key = key(position);
    long otherKey = key(other);
    return key < otherKey || (key == otherKey && owned.account(position) <= owned.account(other));
  }

  /** Carries the triggers and the order of each rung. */
  public void state(StateStream stream) {
    store.state(stream);
  }
}
