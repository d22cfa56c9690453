package io.plimsoll.tools.market.book;

import java.util.Comparator;
import java.util.Iterator;
import java.util.Map;
import java.util.TreeMap;

/** The levels of one side of a book, best first. */
final class BookSide implements Iterable<Level> {
  private final boolean isBuy;
  private final TreeMap<Long, Level> levels;
  private Level best;

  BookSide(boolean isBuy) {
    this.isBuy = isBuy;
    Comparator<Long> rising = Comparator.naturalOrder();
    this.levels = new TreeMap<>(isBuy ? rising.reversed() : rising);
  }

  /** The best level; null if nothing rests. */
  Level best() {
    return best;
  }

  /** Price of the best level; 0 if nothing rests. */
  long bestPrice() {
    return best == null ? 0 : best.price;
  }

  /** Whether a taker with this limit reaches a level. */
  boolean reaches(Level level, long limit) {
    return isBuy ? level.price >= limit : level.price <= limit;
  }

  void add(Resting order, long price) {
    Level level = levels.get(price);
    if (level == null) {
      level = new Level(price);
      levels.put(price, level);
      if (best == null || (isBuy ? price > best.price : price < best.price)) {
        best = level;
      }
    }
    level.append(order);
  }

  void remove(Resting order) {
    Level level = order.level;
    level.remove(order);
    if (level.isEmpty()) {
      levels.remove(level.price);
      if (level == best) {
        Map.Entry<Long, Level> next = levels.firstEntry();
        best = next == null ? null : next.getValue();
      }
    }
  }

  @Override
  public Iterator<Level> iterator() {
    return levels.values().iterator();
  }
}
