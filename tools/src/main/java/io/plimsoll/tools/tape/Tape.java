package io.plimsoll.tools.tape;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A stretch of price history.
 *
 * @param name for people, and for the name of the journal folder
 * @param source where it comes from, for people
 * @param priceScale decimal digits of its prices
 * @param interval length of a bar, in nanoseconds
 * @param bars at least one, contiguous
 * @param samples the path within the bars, if the tape knows it
 * @param fundings by rising time; empty if the tape has none
 */
public record Tape(
    String name,
    String source,
    int priceScale,
    long interval,
    List<Bar> bars,
    Optional<Samples> samples,
    List<FundingPoint> fundings) {
  /** Decimal digits of a volume. */
  public static final int QUANTITY_SCALE = 3;

  /** Copies the lists. */
  public Tape {
    bars = List.copyOf(bars);
    fundings = List.copyOf(fundings);
  }

  /** A tape of bars alone. */
  public Tape(String name, String source, int priceScale, long interval, List<Bar> bars) {
    this(name, source, priceScale, interval, bars, Optional.empty(), List.of());
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
