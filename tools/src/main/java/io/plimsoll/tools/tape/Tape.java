package io.plimsoll.tools.tape;

import java.util.Comparator;
import java.util.List;

/**
 * A stretch of price history.
 *
 * @param name for people, and for the name of the journal folder
 * @param source where it comes from, for people
 * @param priceScale decimal digits of its prices
 * @param interval length of a bar, in nanoseconds
 * @param bars at least one, contiguous
 */
public record Tape(String name, String source, int priceScale, long interval, List<Bar> bars) {
  /** Decimal digits of a volume. */
  public static final int QUANTITY_SCALE = 3;

  /** Copies the list. */
  public Tape {
    bars = List.copyOf(bars);
  }

  /** First bar. */
  public Bar first() {
    return bars.get(0);
  }

  /** Last bar. */
  public Bar last() {
    return bars.get(bars.size() - 1);
  }

  /** The bar with the lowest price. */
  public Bar lowest() {
    return bars.stream().min(Comparator.comparingLong(Bar::low)).orElseThrow();
  }

  /** The highest price of all bars. */
  public long highestPrice() {
    return bars.stream().mapToLong(Bar::high).max().orElseThrow();
  }

  /** When the last bar ends, in nanoseconds since 1970-01-01T00:00Z. */
  public long end() {
    return last().openTime() + interval;
  }
}
