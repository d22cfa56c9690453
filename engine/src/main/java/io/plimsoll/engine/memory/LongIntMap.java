package io.plimsoll.engine.memory;

import org.agrona.UnsafeApi;

/**
 * Off-heap map from a 64-bit key to a record number, by open addressing with linear probing.
 *
 * <p>It grows without a pause: the doubled memory is first zeroed and then filled from the old one,
 * a little at each addition. Until that is done, a key that is not in the new memory is looked for
 * in the old one; each key is in one of them. There is no way to iterate it: hash order never
 * reaches an event. Not thread safe.
 *
 * <pre>
 * entry (16 bytes)  0  long  key
 *                   8  int   record number; 0 = never used, -1 = moved or removed while growing
 *                  12  -     padding
 * </pre>
 */
public final class LongIntMap {
  private static final int INITIAL_BITS = 10;
  private static final int BITS_MAX = 30;

  /** Entries zeroed, and then entries moved, at an addition while it grows. */
  private static final int ZEROED_AT_ONCE = 64;

  private static final int MOVED_AT_ONCE = 32;

  private Table table = zeroed(INITIAL_BITS);
  private Table old;
  private Table next;
  private int zeroedUpTo;
  private int movedUpTo;
  private int size;

  /** The value of a key, or 0 if it has none. */
  public int get(long key) {
    int value = table.value(table.find(key));
    return value == 0 && old != null ? Math.max(0, old.value(old.find(key))) : value;
  }

  /**
   * Adds a key that is not there.
   *
   * @param key any
   * @param value above 0
   */
  public void add(long key, int value) {
    grow();
    table.insert(key, value);
    size++;
  }

  /** Removes a key that is there. */
  public void remove(long key) {
    int place = table.find(key);
    if (table.value(place) != 0) {
      table.removeAt(place);
    } else {
      int oldPlace = old == null ? 0 : old.find(key);
      if (old == null || old.value(oldPlace) <= 0) {
        throw new IllegalStateException("no such key: " + key);
      }
      old.bury(oldPlace);
    }
    size--;
  }

  /** How many keys there are. */
  public int size() {
    return size;
  }

  /** Carries all entries where they lie, and how far it has come in growing. */
  public void state(StateStream stream) {
    size = stream.of(size);
    zeroedUpTo = stream.of(zeroedUpTo);
    movedUpTo = stream.of(movedUpTo);
    table = sized(table, stream);
    table.state(stream);
    old = sized(old, stream);
    if (old != null) {
      old.state(stream);
    }
    next = sized(next, stream);
    if (next != null && stream.isReading()) {
      next.zero(0, zeroedUpTo);
    }
  }

  private static Table sized(Table table, StateStream stream) {
    int bits = stream.of(table == null ? 0 : table.bits);
    if (stream.isReading()) {
      return bits == 0 ? null : new Table(bits);
    }
    return table;
  }

  /** A step of growing, if it is time: it begins at 5/8 full and ends long before all is full. */
  private void grow() {
    if (old != null) {
      move();
    } else if (next != null) {
      zero();
    } else if (8L * size >= 5L * table.length() && table.bits < BITS_MAX) {
      next = new Table(table.bits + 1);
      zeroedUpTo = 0;
    } else if (size > table.length() - table.length() / 8) {
      throw new IllegalStateException("the map is full");
    }
  }

  private void zero() {
    int end = Math.min(zeroedUpTo + ZEROED_AT_ONCE, next.length());
    next.zero(zeroedUpTo, end);
    zeroedUpTo = end;
    if (end == next.length()) {
      old = table;
      table = next;
      next = null;
      movedUpTo = 0;
    }
  }

  private void move() {
    int end = Math.min(movedUpTo + MOVED_AT_ONCE, old.length());
    for (int place = movedUpTo; place < end; place++) {
      int value = old.value(place);
      if (value > 0) {
        table.insert(old.key(place), value);
        // Not emptied: keys beyond it are found by probing over it.
        old.bury(place);
      }
    }
    movedUpTo = end;
    if (end == old.length()) {
      old = null;
    }
  }

  private static Table zeroed(int bits) {
    Table table = new Table(bits);
    table.zero(0, table.length());
    return table;
  }

  /** One piece of memory with a power of two of entries. */
  private static final class Table {
    private static final int VALUE = 8;
    private static final int ENTRY_BITS = 4;
    private static final int BURIED = -1;

    private final int bits;
    private final int mask;
    private final Slab slab;
    private final long start;

    Table(int bits) {
      this.bits = bits;
      mask = (1 << bits) - 1;
      slab = new Slab((long) length() << ENTRY_BITS);
      start = slab.address();
    }

    int length() {
      return mask + 1;
    }

    /** The place of a key, or else the empty one at which the search for it ends. */
    int find(long key) {
      for (int place = home(key); ; place = (place + 1) & mask) {
        int value = value(place);
        if (value == 0 || (value > 0 && key(place) == key)) {
          return place;
        }
      }
    }

    void insert(long key, int value) {
      int place = home(key);
      while (value(place) != 0) {
        place = (place + 1) & mask;
      }
      put(place, key, value);
    }

    /** Removes an entry of a table without buried ones, by moving later entries back. */
    void removeAt(int removed) {
      int hole = removed;
      for (int place = (hole + 1) & mask; value(place) != 0; place = (place + 1) & mask) {
        // An entry may move back only as far as its home.
        if (((place - home(key(place))) & mask) >= ((place - hole) & mask)) {
          put(hole, key(place), value(place));
          hole = place;
        }
      }
      put(hole, 0, 0);
    }

    void bury(int place) {
      UnsafeApi.putInt(address(place) + VALUE, BURIED);
    }

    void zero(int from, int to) {
      UnsafeApi.setMemory(
          start + ((long) from << ENTRY_BITS), (long) (to - from) << ENTRY_BITS, (byte) 0);
    }

    void state(StateStream stream) {
      stream.memory(start, (long) length() << ENTRY_BITS);
    }

    long key(int place) {
      return UnsafeApi.getLong(address(place));
    }

    int value(int place) {
      return UnsafeApi.getInt(address(place) + VALUE);
    }

    private void put(int place, long key, int value) {
      UnsafeApi.putLong(address(place), key);
      UnsafeApi.putInt(address(place) + VALUE, value);
    }

    private long address(int place) {
      if (Slab.CHECKS && (place < 0 || place > mask)) {
        throw new IndexOutOfBoundsException("entry " + place + " of " + length());
      }
      return start + ((long) place << ENTRY_BITS);
    }

    /** Four consecutive keys share a cache line: ids are often given out one after the other. */
    private int home(long key) {
      long hash = (key >>> 2) * 0x9E3779B97F4A7C15L;
      return (((int) (hash >>> 32) << 2) | ((int) key & 3)) & mask;
    }
  }
}
