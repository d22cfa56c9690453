package io.plimsoll.engine.trigger;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.plimsoll.engine.account.Books;
import io.plimsoll.engine.account.PositionTable;
import io.plimsoll.engine.event.EventWriter;
import io.plimsoll.engine.instrument.Asset;
import io.plimsoll.engine.memory.RecordStore;
import io.plimsoll.protocol.codec.AccountKind;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class TriggerLadderTest {
  static final int ACCOUNTS = 200;
  static final int PRICES = 40;
  private static final long PRICE_MAX = 1L << 60;

  private final Books books = new Books(new EventWriter((buffer, offset, length) -> {}));
  private final PositionTable positions = books.positions();
  private final RecordStore nodes = new RecordStore(TriggerLadder.NODE_LENGTH);
  private final TriggerLinks links = new TriggerLinks();
  private int[] positionOf;

  private TriggerLadder ladder(boolean low, int accounts) {
    books.instruments().add(new Asset(1, 8));
    int[] accountOf = new int[accounts + 1];
    for (int i = 1; i <= accounts; i++) {
      accountOf[i] = books.accounts().add(i, AccountKind.TRADER);
    }
    // Positions are opened in another order than accounts, so that only accounts settle ties.
    positionOf = new int[accounts + 1];
    for (int i = accounts; i >= 1; i--) {
      positionOf[i] = positions.findOrAdd(accountOf[i], 1, 1);
    }
    links.reach(positions.last());
    return new TriggerLadder(positions, links, nodes, low);
  }

  @Property(tries = 300)
  void givesTheNearestFirstAndTiesInAccountOrder(
      @ForAll boolean low,
      @ForAll @Size(max = 1_000)
          List<@IntRange(min = 0, max = ACCOUNTS * PRICES - 1) Integer> steps) {
    TriggerLadder ladder = ladder(low, ACCOUNTS);
    Map<Integer, Long> model = new TreeMap<>();

    for (int step : steps) {
      int account = step / PRICES + 1;
      long price = step % PRICES;
      if (price == 0) {
        ladder.remove(positionOf[account]);
        model.remove(account);
      } else {
        ladder.set(positionOf[account], price);
        model.put(account, price);
      }
    }

    assertSameOrder(ladder, model, low);
  }

  @Property(tries = 100)
  void agreesWithAnOrderedMapAtAnyPriceWhileMarksComeBetween(
      @ForAll boolean low, @ForAll long seed) {
    TriggerLadder ladder = ladder(low, ACCOUNTS);
    Map<Integer, Long> model = new TreeMap<>();
    Random random = new Random(seed);
    long around = price(random);

    for (int i = 0; i < 3_000; i++) {
      int account = 1 + random.nextInt(ACCOUNTS);
      switch (random.nextInt(8)) {
        case 0 -> {
          ladder.remove(positionOf[account]);
          model.remove(account);
        }
        case 1 -> {
          long mark = random.nextBoolean() ? price(random) : near(random, around);
          assertEquals(nearestPassed(model, low, mark), ladder.firstPassed(mark));
        }
        default -> {
          long price = random.nextInt(4) == 0 ? price(random) : near(random, around);
          ladder.set(positionOf[account], price);
          model.put(account, price);
        }
      }
    }

    assertSameOrder(ladder, model, low);
  }

  @Test
  void aHundredThousandTiesComeInAccountOrder() {
    TriggerLadder ladder = ladder(true, 100_000);
    for (int i = 1; i <= 100_000; i++) {
      ladder.set(positionOf[(int) (i * 7_919L % 100_000) + 1], 1_000_000);
    }

    for (int i = 1; i <= 100_000; i++) {
      int first = ladder.firstPassed(999_999);
      assertEquals(positionOf[i], first);
      ladder.remove(first);
    }
    assertEquals(0, ladder.size());
  }

  @Test
  void nodesWithoutPositionsAreGivenBack() {
    TriggerLadder ladder = ladder(false, ACCOUNTS);
    int empty = nodes.size();
    for (int round = 0; round < 50; round++) {
      for (int i = 1; i <= ACCOUNTS; i++) {
        ladder.set(positionOf[i], 1 + ((i * 0x9E3779B97F4A7C15L + round) >>> 4));
      }
    }

    for (int i = 1; i <= ACCOUNTS; i++) {
      ladder.remove(positionOf[i]);
    }

    assertEquals(empty, nodes.size());
  }

  private static long price(Random random) {
    return 1 + (random.nextLong() >>> (4 + random.nextInt(59)));
  }

  private static long near(Random random, long around) {
    return Math.max(1, Math.min(PRICE_MAX, around + random.nextInt(41) - 20));
  }

  private int nearestPassed(Map<Integer, Long> model, boolean low, long mark) {
    if (model.isEmpty()) {
      return 0;
    }
    Map.Entry<Integer, Long> nearest = nearest(model, low);
    boolean passed = low ? mark <= nearest.getValue() : mark >= nearest.getValue();
    return passed ? positionOf[nearest.getKey()] : 0;
  }

  private void assertSameOrder(TriggerLadder ladder, Map<Integer, Long> model, boolean low) {
    assertEquals(model.size(), ladder.size());
    while (!model.isEmpty()) {
      Map.Entry<Integer, Long> nearest = nearest(model, low);
      long price = nearest.getValue();
      assertEquals(0, ladder.firstPassed(low ? price + 1 : price - 1));
      assertEquals(positionOf[nearest.getKey()], ladder.firstPassed(price));
      ladder.remove(positionOf[nearest.getKey()]);
      model.remove(nearest.getKey());
    }
    assertEquals(0, ladder.firstPassed(low ? 0 : PRICE_MAX));
  }

  private static Map.Entry<Integer, Long> nearest(Map<Integer, Long> model, boolean low) {
    Comparator<Map.Entry<Integer, Long>> byPrice = Map.Entry.comparingByValue();
    Comparator<Map.Entry<Integer, Long>> nearestFirst = low ? byPrice.reversed() : byPrice;
    return model.entrySet().stream()
        .min(nearestFirst.thenComparing(Map.Entry.comparingByKey()))
        .orElseThrow();
  }
}
