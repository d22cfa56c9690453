package io.plimsoll.engine.memory;

import java.nio.ByteBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Off-heap map from a 64-bit key to a record number, by open addressing with linear probing.
 *
 * <p>Removal shifts later entries back, so there are no tombstones. Grows by doubling. There is no
 * way to iterate it: hash order never reaches an event. Not thread safe.
 */
public final class LongIntMap {
  private static final int KEY = 0;
  private static final int VALUE = 8;
  private static final int ENTRY_LENGTH = 16;
  private static final int INITIAL_ENTRIES = 1024;

  private UnsafeBuffer entries = memory(INITIAL_ENTRIES);
  private int mask = INITIAL_ENTRIES - 1;
  private int size;

  /** The value of a key, or 0 if it has none. */
  public int get(long key) {
    for (int i = home(key); ; i = (i + 1) & mask) {
      int value = entries.getInt(i * ENTRY_LENGTH + VALUE);
      if (value == 0 || entries.getLong(i * ENTRY_LENGTH + KEY) == key) {
        return value;
      }
    }
  }

  /**
   * Adds a key that is not there.
   *
   * @param key any
   * @param value not 0
   */
  public void add(long key, int value) {
    if (2 * (size + 1) > mask) {
      grow();
    }
    insert(key, value);
    size++;
  }

  /** Removes a key that is there. */
  public void remove(long key) {
    int hole = home(key);
    while (entries.getLong(hole * ENTRY_LENGTH + KEY) != key
        || entries.getInt(hole * ENTRY_LENGTH + VALUE) == 0) {
      if (entries.getInt(hole * ENTRY_LENGTH + VALUE) == 0) {
        throw new IllegalStateException("no such key: " + key);
      }
      hole = (hole + 1) & mask;
    }
    for (int i = (hole + 1) & mask; ; i = (i + 1) & mask) {
      int value = entries.getInt(i * ENTRY_LENGTH + VALUE);
      if (value == 0) {
        break;
      }
      long other = entries.getLong(i * ENTRY_LENGTH + KEY);
      // An entry may move back only as far as its home.
      if (((i - home(other)) & mask) >= ((i - hole) & mask)) {
        put(hole, other, value);
        hole = i;
      }
    }
    put(hole, 0, 0);
    size--;
  }

  /** How many keys there are. */
  public int size() {
    return size;
  }

  private void insert(long key, int value) {
    int i = home(key);
    while (entries.getInt(i * ENTRY_LENGTH + VALUE) != 0) {
      i = (i + 1) & mask;
    }
    put(i, key, value);
  }

  private void put(int index, long key, int value) {
    entries.putLong(index * ENTRY_LENGTH + KEY, key);
    entries.putInt(index * ENTRY_LENGTH + VALUE, value);
  }

  private void grow() {
    UnsafeBuffer old = entries;
    int oldLength = mask + 1;
    entries = memory(oldLength * 2);
    mask = oldLength * 2 - 1;
    for (int i = 0; i < oldLength; i++) {
      int value = old.getInt(i * ENTRY_LENGTH + VALUE);
      if (value != 0) {
        insert(old.getLong(i * ENTRY_LENGTH + KEY), value);
      }
    }
  }

  private int home(long key) {
    long hash = key * 0x9E3779B97F4A7C15L;
    return (int) (hash >>> 32) & mask;
  }

  private static UnsafeBuffer memory(int entries) {
    return new UnsafeBuffer(ByteBuffer.allocateDirect(Math.multiplyExact(entries, ENTRY_LENGTH)));
  }
}
