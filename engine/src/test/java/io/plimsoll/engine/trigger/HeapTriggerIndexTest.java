package io.plimsoll.engine.trigger;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.plimsoll.engine.account.Books;
import io.plimsoll.engine.account.PositionTable;
import io.plimsoll.engine.event.EventWriter;
import io.plimsoll.engine.instrument.Asset;
import io.plimsoll.protocol.codec.AccountKind;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class HeapTriggerIndexTest {
  static final int ACCOUNTS = 200;
  static final int PRICES = 40;

  private final Books books = new Books(new EventWriter((buffer, offset, length) -> {}));
  private final PositionTable positions = books.positions();

  @Property(tries = 300)
  void givesTheNearestFirstAndTiesInAccountOrder(
      @ForAll boolean low,
      @ForAll @Size(max = 1_000)
          List<@IntRange(min = 0, max = ACCOUNTS * PRICES - 1) Integer> steps) {
    books.instruments().add(new Asset(1, 8));
    int[] positionOf = new int[ACCOUNTS + 1];
    for (int i = 1; i <= ACCOUNTS; i++) {
      positionOf[i] = positions.findOrAdd(books.accounts().add(i, AccountKind.TRADER), 1, 1);
    }
    HeapTriggerIndex index = new HeapTriggerIndex(positions, low);
    Map<Integer, Integer> model = new TreeMap<>();

    for (int step : steps) {
      int account = step / PRICES + 1;
      int price = step % PRICES;
      if (price == 0) {
        index.remove(positionOf[account]);
        model.remove(account);
      } else {
        index.set(positionOf[account], price);
        model.put(account, price);
      }
    }

    assertEquals(model.size(), index.size());
    while (!model.isEmpty()) {
      Map.Entry<Integer, Integer> nearest = nearest(model, low);
      int price = nearest.getValue();
      assertEquals(0, index.firstPassed(low ? price + 1 : price - 1));
      assertEquals(positionOf[nearest.getKey()], index.firstPassed(price));
      index.remove(positionOf[nearest.getKey()]);
      model.remove(nearest.getKey());
    }
    assertEquals(0, index.firstPassed(low ? 0 : PRICES));
  }

  private static Map.Entry<Integer, Integer> nearest(Map<Integer, Integer> model, boolean low) {
    Comparator<Map.Entry<Integer, Integer>> byPrice = Map.Entry.comparingByValue();
    Comparator<Map.Entry<Integer, Integer>> nearestFirst = low ? byPrice.reversed() : byPrice;
    return model.entrySet().stream()
        .min(nearestFirst.thenComparing(Map.Entry.comparingByKey()))
        .orElseThrow();
  }
}
