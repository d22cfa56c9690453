package io.plimsoll.engine.memory;

import java.util.Arrays;

/** A scratch list of ints that keeps its memory between uses. Not thread safe. */
public final class IntList {
  private int[] values = new int[64];
  private int size;

  /** Empties it. */
  public void clear() {
    size = 0;
  }

  /** Appends a value. */
  public void add(int value) {
    if (size == values.length) {
      values = Arrays.copyOf(values, size * 2);
    }
    values[size++] = value;
  }

  /** How many there are. */
  public int size() {
    return size;
  }

  /** The value at an index from 0. */
  public int get(int index) {
    return values[index];
  }

  /** Sorts ascending, in place: a heap sort, since the library's may allocate. */
  public void sort() {
    for (int i = size / 2 - 1; i >= 0; i--) {
      sink(i, size);
    }
    for (int end = size - 1; end > 0; end--) {
      int top = values[0];
      values[0] = values[end];
      values[end] = top;
      sink(0, end);
    }
  }

  private void sink(int start, int end) {
    int value = values[start];
    int hole = start;
    while (2 * hole + 1 < end) {
      int child = 2 * hole + 1;
      if (child + 1 < end && values[child + 1] > values[child]) {
        child++;
      }
      if (values[child] <= value) {
        break;
      }
      values[hole] = values[child];
      hole = child;
    }
    values[hole] = value;
  }
}
