package io.plimsoll.protocol;

import io.plimsoll.protocol.codec.GuardPolicy;
import io.plimsoll.protocol.codec.IndexRule;
import io.plimsoll.protocol.codec.MarkRule;
import java.util.List;

/**
 * How index and mark price of an instrument are computed, as SetPriceRule sets it. Times are
 * nanoseconds, at most one day; bands and ranges parts per billion, 0 to 1,000,000,000, where 0 is
 * no such bound. The engine checks the ranges.
 *
 * @param staleAfter a source price, or the book, older than this does not count; 1 or above
 * @param outlierRange a source further than this from the median of all live ones is off
 * @param sampleInterval least time between two samples; 1,000,000 or above
 * @param basisTime time constant of the basis average under EMA; 1 or above
 * @param basisMax how far the basis average may lie from the index
 * @param markBand how far a new mark may lie from the last one
 * @param twapBand how far a new mark may lie from the time-weighted average of computed prices
 * @param twapWindow window of that average; 1 or above
 * @param settlementWindow time before a dated contract's expiry over which the index is averaged
 *     for its settlement; 0 is no average
 * @param basisSamples samples in the moving average of the basis; 1 to 64
 * @param sourcesMin fewest live sources that make an index; 1 to their number, 0 without sources
 * @param markRule how the mark price is computed
 * @param indexRule how the index price is computed
 * @param guardPolicy what becomes of a mark outside its bands
 * @param sources at most 16, ids rising; at least one unless the mark rule is DIRECT
 */
public record PriceRule(
    long staleAfter,
    long outlierRange,
    long sampleInterval,
    long basisTime,
    long basisMax,
    long markBand,
    long twapBand,
    long twapWindow,
    long settlementWindow,
    int basisSamples,
    int sourcesMin,
    MarkRule markRule,
    IndexRule indexRule,
    GuardPolicy guardPolicy,
    List<IndexSource> sources) {
  private static final long SECOND = 1_000_000_000L;

  /** The rule of an instrument for which none was set: the mark comes from MarkPrice commands. */
  public static final PriceRule DEFAULT = direct(List.of(), 0);

  /** Keeps its own copy of the sources. */
  public PriceRule {
    sources = List.copyOf(sources);
  }

  /** A rule without an average for settlement. */
  public PriceRule(
      long staleAfter,
      long outlierRange,
      long sampleInterval,
      long basisTime,
      long basisMax,
      long markBand,
      long twapBand,
      long twapWindow,
      int basisSamples,
      int sourcesMin,
      MarkRule markRule,
      IndexRule indexRule,
      GuardPolicy guardPolicy,
      List<IndexSource> sources) {
    this(
        staleAfter,
        outlierRange,
        sampleInterval,
        basisTime,
        basisMax,
        markBand,
        twapBand,
        twapWindow,
        0,
        basisSamples,
        sourcesMin,
        markRule,
        indexRule,
        guardPolicy,
        sources);
  }

  /** This rule with an average of the index over a time before expiry, for settlement. */
  public PriceRule withSettlementWindow(long nanos) {
    return new PriceRule(
        staleAfter,
        outlierRange,
        sampleInterval,
        basisTime,
        basisMax,
        markBand,
        twapBand,
        twapWindow,
        nanos,
        basisSamples,
        sourcesMin,
        markRule,
        indexRule,
        guardPolicy,
        sources);
  }

  /**
   * The defaults of all parameters, with an index from these sources and marks from MarkPrice
   * commands.
   */
  public static PriceRule direct(List<IndexSource> sources, int sourcesMin) {
    return new PriceRule(
        10 * SECOND,
        50_000_000,
        SECOND,
        150 * SECOND,
        0,
        0,
        0,
        300 * SECOND,
        30,
        sourcesMin,
        MarkRule.DIRECT,
        IndexRule.WEIGHTED_MEDIAN,
        GuardPolicy.REJECT,
        sources);
  }
}
