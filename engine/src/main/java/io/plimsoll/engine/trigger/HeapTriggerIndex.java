package io.plimsoll.engine.trigger;

import io.plimsoll.engine.account.PositionTable;
import java.nio.ByteBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * A 4-ary heap off heap; each position knows its place in it, so that a change costs O(log n).
 *
 * <pre>
 * entry (16 bytes)  0  long  key: the price, negated in a low index, so that the least is nearest
 *                   8  int   position
 *                  12  int   account, which settles ties
 * </pre>
 */
public final class HeapTriggerIndex implements TriggerIndex {
  private static final int ENTRY_LENGTH = 16;
  private static final int POSITION = 8;
  private static final int ACCOUNT = 12;
  private static final int INITIAL_ENTRIES = 64;
  private static final int ARITY_BITS = 2;

  private final PositionTable positions;
  private final boolean low;
  private UnsafeBuffer entries = memory(INITIAL_ENTRIES);
  private int capacity = INITIAL_ENTRIES;
  private int size;

  /**
   * An empty index.
   *
   * @param positions keep their places
   * @param low true for triggers below the mark, false for triggers above it
   */
  public HeapTriggerIndex(PositionTable positions, boolean low) {
    this.positions = positions;
    this.low = low;
  }

  @Override
  public void set(int position, long price) {
    long key = low ? -price : price;
    int account = positions.account(position);
    int place = place(position);
    if (place == 0) {
      if (size == capacity) {
        grow();
      }
      size++;
      rise(size, key, position, account);
    } else if (isBefore(key, account, place)) {
      rise(place, key, position, account);
    } else {
      sink(place, key, position, account);
    }
  }

  @Override
  public void remove(int position) {
    int place = place(position);
    if (place == 0) {
      return;
    }
    positions.triggerPlace(position, 0);
    int last = size;
    size--;
    if (place == last) {
      return;
    }
    long key = key(last);
    int moved = position(last);
    int account = account(last);
    if (isBefore(key, account, place)) {
      rise(place, key, moved, account);
    } else {
      sink(place, key, moved, account);
    }
  }

  @Override
  public int firstPassed(long mark) {
    return size > 0 && isReached(mark) ? position(1) : 0;
  }

  private boolean isReached(long mark) {
    return low ? mark <= -key(1) : mark >= key(1);
  }

  @Override
  public int size() {
    return size;
  }

  private void rise(int start, long key, int position, int account) {
    int place = start;
    while (place > 1) {
      int parent = ((place - 2) >> ARITY_BITS) + 1;
      if (!isBefore(key, account, parent)) {
        break;
      }
      move(parent, place);
      place = parent;
    }
    put(place, key, position, account);
  }

  private void sink(int start, long key, int position, int account) {
    int place = start;
    while (true) {
      int first = ((place - 1) << ARITY_BITS) + 2;
      if (first > size) {
        break;
      }
      int best = first;
      int end = Math.min(first + (1 << ARITY_BITS) - 1, size);
      for (int child = first + 1; child <= end; child++) {
        if (isBefore(key(child), account(child), best)) {
          best = child;
        }
      }
      if (!isBefore(key(best), account(best), key, account)) {
        break;
      }
      move(best, place);
      place = best;
    }
    put(place, key, position, account);
  }

  private boolean isBefore(long key, int account, int place) {
    return isBefore(key, account, key(place), account(place));
  }

  private static boolean isBefore(long key, int account, long otherKey, int otherAccount) {
    return key < otherKey || (key == otherKey && account < otherAccount);
  }

  private void move(int from, int to) {
    put(to, key(from), position(from), account(from));
  }

  private void put(int place, long key, int position, int account) {
    int offset = (place - 1) * ENTRY_LENGTH;
    entries.putLong(offset, key);
    entries.putInt(offset + POSITION, position);
    entries.putInt(offset + ACCOUNT, account);
    positions.triggerPlace(position, low ? -place : place);
  }

  private int place(int position) {
    return Math.abs(positions.triggerPlace(position));
  }

  private long key(int place) {
    return entries.getLong((place - 1) * ENTRY_LENGTH);
  }

  private int position(int place) {
    return entries.getInt((place - 1) * ENTRY_LENGTH + POSITION);
  }

  private int account(int place) {
    return entries.getInt((place - 1) * ENTRY_LENGTH + ACCOUNT);
  }

  private void grow() {
    UnsafeBuffer larger = memory(capacity * 2);
    larger.putBytes(0, entries, 0, capacity * ENTRY_LENGTH);
    entries = larger;
    capacity *= 2;
  }

  private static UnsafeBuffer memory(int entries) {
    return new UnsafeBuffer(ByteBuffer.allocateDirect(Math.multiplyExact(entries, ENTRY_LENGTH)));
  }
}
