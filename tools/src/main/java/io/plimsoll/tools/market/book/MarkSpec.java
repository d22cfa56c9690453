package io.plimsoll.tools.market.book;

import io.plimsoll.protocol.IndexSource;
import io.plimsoll.protocol.PriceRule;
import io.plimsoll.protocol.codec.GuardPolicy;
import io.plimsoll.protocol.codec.IndexRule;
import io.plimsoll.protocol.codec.MarkRule;
import java.util.List;

/**
 * How the engine makes the mark of index and book (docs/prices.md). Times in nanoseconds.
 *
 * @param rule MEDIAN, BASIS_AVERAGE, EMA or ORACLE
 * @param sampleInterval least time between two samples of the basis, 2 ms or above
 * @param basisSamples samples in its moving average, 1 to 64
 * @param basisTime time constant of its exponential average
 * @param impactNotional value traded for the impact prices, in whole units of the quote currency
 */
public record MarkSpec(
    MarkRule rule, long sampleInterval, int basisSamples, long basisTime, long impactNotional) {

  /** So that a sample that is due with a mark is taken with the book from before it. */
  private static final long EARLIER = 500_000L;

  /**
   * The rule for the engine, with an index from these sources. Samples are due half a millisecond
   * early, so that the book from before a mark is still there ({@link BookMarket}).
   *
   * @param staleAfter age in nanoseconds past which a source, or the book, does not count
   * @param outlierRange parts per billion from the median of the sources past which one is off
   * @param indexRule how sources become an index
   * @param sourcesMin fewest live sources
   * @param sources at least one
   */
  public PriceRule priceRule(
      long staleAfter,
      long outlierRange,
      IndexRule indexRule,
      int sourcesMin,
      List<IndexSource> sources) {
    PriceRule standard = PriceRule.direct(sources, sourcesMin);
    return new PriceRule(
        staleAfter,
        outlierRange,
        sampleInterval - EARLIER,
        basisTime,
        standard.basisMax(),
        standard.markBand(),
        standard.twapBand(),
        standard.twapWindow(),
        basisSamples,
        sourcesMin,
        rule,
        indexRule,
        GuardPolicy.REJECT,
        sources);
  }
}
