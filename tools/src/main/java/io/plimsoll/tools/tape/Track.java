package io.plimsoll.tools.tape;

import java.util.Arrays;

/**
 * A value that changes now and then, looked at in even slots: in each stands what was last said at
 * its time or before. Slots before the first value get the first value.
 */
final class Track {
  private static final int FIRST_SIZE = 1 << 10;

  private long[] values = new long[FIRST_SIZE];
  private int filled;
  private long current;
  private boolean known;
  private int decimals;

  /** Nothing changes before this slot. */
  void fillTo(int slots) {
    if (!known || slots <= filled) {
      return;
    }
    grow(slots);
    Arrays.fill(values, filled, slots, current);
    filled = slots;
  }

  /**
   * The value changes.
   *
   * @param slots that lie before the change
   */
  void set(int slots, long value, int decimalsOfIt) {
    fillTo(slots);
    current = value;
    decimals = Math.max(decimals, decimalsOfIt);
    if (!known) {
      known = true;
      fillTo(slots);
    }
  }

  private void grow(int slots) {
    if (slots > values.length) {
      values = Arrays.copyOf(values, Math.max(slots, values.length * 2));
    }
  }

  boolean isKnown() {
    return known;
  }

  /** Most decimals of a value. */
  int decimals() {
    return decimals;
  }

  /** What stood in each of the first slots. */
  long[] all(int slots) {
    fillTo(slots);
    return Arrays.copyOf(values, slots);
  }
}
