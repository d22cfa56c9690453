package io.plimsoll.engine.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class OrderedIntSetTest {
  private static final int NUMBERS = 200_000;

  @Test
  void itIsWalkedInOrderAndHoldsWhatWasPutInAndNotTakenOut() {
    Random random = new Random(7);
    OrderedIntSet set = new OrderedIntSet();
    TreeSet<Integer> expected = new TreeSet<>();
    for (int i = 0; i < 5_000; i++) {
      int number = random.nextInt(3) == 0 ? random.nextInt(200) : random.nextInt(NUMBERS);
      if (random.nextBoolean()) {
        set.add(number);
        expected.add(number);
      } else {
        set.remove(number);
        expected.remove(number);
      }
      int from = random.nextInt(NUMBERS);
      Integer ceiling = expected.ceiling(from);
      assertEquals(ceiling == null ? -1 : ceiling, set.next(from));
      assertEquals(expected.size(), set.size());
    }
    int at = -1;
    for (int number : expected) {
      at = set.next(at + 1);
      assertEquals(number, at);
    }
    assertEquals(-1, set.next(at + 1));
  }

  @Test
  void theEdgesOfWordsAndPagesAreNumbersLikeOthers() {
    OrderedIntSet set = new OrderedIntSet();
    int[] edges = {0, 63, 64, 32_767, 32_768, 1_000_000};
    for (int number : edges) {
      set.add(number);
      set.add(number);
    }

    assertEquals(edges.length, set.size());
    int from = 0;
    for (int number : edges) {
      assertEquals(number, set.next(from));
      from = number + 1;
    }
    set.remove(32_768);
    set.remove(32_768);
    assertEquals(1_000_000, set.next(32_768));
  }
}
