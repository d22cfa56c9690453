package io.plimsoll.engine.reference;

import static io.plimsoll.engine.reference.Exact.big;

import io.plimsoll.protocol.IndexSource;
import io.plimsoll.protocol.PriceRule;
import io.plimsoll.protocol.codec.IndexRule;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * An index from live sources.
 *
 * @param price 0 if there are too few of them
 * @param live how many there are
 * @param outliers how many of them are off
 */
record IndexPrice(long price, int live, int outliers) {
  private record Live(long price, int weight) {}

  static IndexPrice of(PriceState state, long now) {
    PriceRule rule = state.rule;
    List<Live> live = new ArrayList<>();
    for (IndexSource source : rule.sources()) {
      PriceState.Quote quote = state.quotes.get(source.sourceId());
      if (quote != null && now - quote.time() <= rule.staleAfter()) {
        live.add(new Live(quote.price(), source.weight()));
      }
    }
    if (live.size() < rule.sourcesMin()) {
      return new IndexPrice(0, live.size(), 0);
    }
    live.sort(Comparator.comparingLong(Live::price));
    long median = median(live);
    List<Live> near = live.stream().filter(l -> !off(l, median, rule.outlierRange())).toList();
    int outliers = live.size() - near.size();
    return new IndexPrice(
        outliers >= 2 ? median : weighted(near, rule.indexRule()), live.size(), outliers);
  }

  private static long median(List<Live> sorted) {
    int half = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(half).price()
        : MarkComputation.mean(big(sorted.get(half - 1).price()), big(sorted.get(half).price()))
            .longValueExact();
  }

  private static boolean off(Live live, long median, long range) {
    BigInteger distance = big(live.price()).subtract(big(median)).abs();
    return range > 0
        && distance.multiply(Exact.BIG_PPB).compareTo(big(range).multiply(big(median))) > 0;
  }

  private static long weighted(List<Live> sorted, IndexRule rule) {
    long weights = sorted.stream().mapToLong(Live::weight).sum();
    if (rule == IndexRule.WEIGHTED_MEAN) {
      BigInteger sum =
          sorted.stream()
              .map(l -> big(l.price()).multiply(big(l.weight())))
              .reduce(Exact.ZERO, BigInteger::add);
      return Exact.floorDiv(sum, big(weights)).longValueExact();
    }
    long reached = 0;
    for (Live live : sorted) {
      reached += live.weight();
      if (2 * reached >= weights) {
        return live.price();
      }
    }
    throw new AssertionError("no price reaches half of " + weights);
  }
}
