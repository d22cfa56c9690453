package io.plimsoll.engine.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class LongIntMapTest {
  @Property(tries = 200)
  void holdsWhatAnOrdinaryMapHolds(
      @ForAll @Size(max = 3_000) List<@LongRange(min = -400, max = 400) Long> keys) {
    LongIntMap map = new LongIntMap();
    Map<Long, Integer> model = new HashMap<>();

    int next = 1;
    for (long key : keys) {
      if (model.remove(key) != null) {
        map.remove(key);
      } else {
        model.put(key, next);
        map.add(key, next++);
      }
    }

    assertEquals(model.size(), map.size());
    for (long key = -400; key <= 400; key++) {
      assertEquals(model.getOrDefault(key, 0), map.get(key), "key " + key);
    }
  }

  @Test
  void growsPastItsFirstMemory() {
    LongIntMap map = new LongIntMap();

    for (int i = 1; i <= 100_000; i++) {
      map.add(i * 1_000_003L, i);
    }

    for (int i = 1; i <= 100_000; i++) {
      assertEquals(i, map.get(i * 1_000_003L));
    }
  }

  @Test
  void removingAKeyThatIsNotThereIsAnError() {
    LongIntMap map = new LongIntMap();
    map.add(0, 7);

    assertThrows(IllegalStateException.class, () -> map.remove(1));
    assertEquals(7, map.get(0));
  }
}
