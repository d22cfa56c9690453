package io.plimsoll.engine.memory;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class IntListTest {
  @Property
  void sortsAscending(@ForAll int[] values) {
    IntList list = new IntList();
    for (int value : values) {
      list.add(value);
    }

    list.sort();

    int[] sorted = new int[list.size()];
    for (int i = 0; i < sorted.length; i++) {
      sorted[i] = list.get(i);
    }
    java.util.Arrays.sort(values);
    assertArrayEquals(values, sorted);
  }
}
