package io.plimsoll.engine.instrument;

import io.plimsoll.engine.memory.StateStream;
import io.plimsoll.protocol.IndexSource;
import io.plimsoll.protocol.PriceRule;
import io.plimsoll.protocol.codec.GuardPolicy;
import io.plimsoll.protocol.codec.MarkResult;
import io.plimsoll.protocol.codec.MarkRule;

/**
 * The index and the mark that follow from the sources and the book of one instrument:
 * docs/prices.md, section 2. Prices are 1 to 2^50. Not thread safe.
 *
 * <p>A new price is put into {@link #sources()} or {@link #book()}; then {@link #update} does steps
 * 2 to 6, and what came of it can be asked until the next.
 */
public final class ComputedPrices {
  /** The index, with the last funding rate under MEDIAN, went in. */
  public static final int TERM_INDEX = 1;

  /** The average of the basis went in. */
  static final int TERM_BASIS = 2;

  /** The last trade went in. */
  static final int TERM_TRADE = 4;

  private final long priceMin;
  private final long priceMax;
  private final IndexSources sources = new IndexSources();
  private final BookTop book = new BookTop();
  private final BasisAverage basisAverage = new BasisAverage();
  private final TimeWeightedPrice timeWeighted = new TimeWeightedPrice();
  private final SettlementAverage settlementAverage;
  private PriceRule rule;
  private long index;

  private long computed;
  private long basis;
  private int terms;
  private long mark;
  private MarkResult result;

  /**
   * Prices by a rule; nothing gathered yet.
   *
   * @param rule with at least one source; checked by the caller
   * @param priceMin lowest price of the instrument
   * @param priceMax highest price of the instrument
   * @param expiry of the instrument, nanoseconds since 1970; 0 for a perpetual one
   */
  public ComputedPrices(PriceRule rule, long priceMin, long priceMax, long expiry) {
    this.priceMin = priceMin;
    this.priceMax = priceMax;
    this.settlementAverage = new SettlementAverage(expiry);
    rule(rule);
  }

  /** Replaces the rule; what was gathered under the last one is forgotten. */
  public void rule(PriceRule newRule) {
    rule = newRule;
    index = 0;
    sources.clear();
    for (IndexSource source : newRule.sources()) {
      sources.add(source.sourceId(), source.weight());
    }
    book.clear();
    basisAverage.clear(newRule.basisSamples());
    timeWeighted.clear();
    settlementAverage.clear(newRule.settlementWindow());
  }

  /**
   * Computes index and mark anew: steps 2 to 6.
   *
   * @param timestamp now
   * @param markBefore the mark; 0 if none
   * @param fundingShare the last funding rate's share of the time that is left to the next payment,
   *     parts per billion; used by MEDIAN
   */
  public void update(long timestamp, long markBefore, long fundingShare) {
    computed = 0;
    basis = 0;
    terms = 0;
    mark = markBefore;
    if (sources.collect(timestamp, rule.staleAfter()) < rule.sourcesMin()) {
      result = MarkResult.INDEX_STALE;
      return;
    }
    index = sources.index(rule.indexRule(), rule.outlierRange());
    settlementAverage.add(index, timestamp);
    sampleBasis(timestamp);
    if (rule.markRule() == MarkRule.DIRECT) {
      result = MarkResult.INDEX_ONLY;
      return;
    }
    computed = PriceMath.clamp(compute(timestamp, fundingShare), priceMin, priceMax);
    guard(markBefore);
    timeWeighted.add(computed, timestamp, rule.sampleInterval(), rule.twapWindow());
  }

  private void sampleBasis(long timestamp) {
    if (bookIsLive(timestamp)
        && book.hasMid()
        && basisAverage.isDue(timestamp, rule.sampleInterval())) {
      basisAverage.sample(book.mid() - index, timestamp, rule.basisTime());
    }
  }

  private long compute(long timestamp, long fundingShare) {
    terms = TERM_INDEX;
    if (rule.markRule() == MarkRule.ORACLE) {
      return index;
    }
    if (basisAverage.exists()) {
      terms |= TERM_BASIS;
      basis = boundBasis();
    }
    return rule.markRule() == MarkRule.MEDIAN ? median(timestamp, fundingShare) : index + basis;
  }

  private long boundBasis() {
    long average =
        rule.markRule() == MarkRule.EMA ? basisAverage.exponential() : basisAverage.moving();
    if (rule.basisMax() == 0) {
      return average;
    }
    long bound = PriceMath.share(index, rule.basisMax());
    return PriceMath.clamp(average, -bound, bound);
  }

  private long median(long timestamp, long fundingShare) {
    long withFunding = index + PriceMath.share(index, fundingShare);
    boolean hasBasis = basisAverage.exists();
    boolean hasTrade = bookIsLive(timestamp) && book.lastTrade() > 0;
    if (hasTrade) {
      terms |= TERM_TRADE;
    }
    if (hasBasis && hasTrade) {
      return middle(withFunding, index + basis, book.lastTrade());
    }
    if (hasBasis) {
      return PriceMath.mean(withFunding, index + basis);
    }
    return hasTrade ? PriceMath.mean(withFunding, book.lastTrade()) : withFunding;
  }

  private static long middle(long a, long b, long c) {
    return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
  }

  /** Step 5: the bands around the last mark and around the time-weighted average. */
  private void guard(long markBefore) {
    long low = priceMin;
    long high = priceMax;
    if (rule.markBand() > 0 && markBefore != 0) {
      long distance = PriceMath.share(markBefore, rule.markBand());
      low = Math.max(low, markBefore - distance);
      high = Math.min(high, markBefore + distance);
    }
    if (rule.twapBand() > 0 && timeWeighted.exists()) {
      long average = timeWeighted.price();
      long distance = PriceMath.share(average, rule.twapBand());
      low = Math.max(low, average - distance);
      high = Math.min(high, average + distance);
    }
    if (computed >= low && computed <= high) {
      result = MarkResult.SET;
      mark = computed;
    } else if (rule.guardPolicy() == GuardPolicy.REJECT || low > high) {
      result = MarkResult.KEPT;
    } else {
      result = MarkResult.CLAMPED;
      mark = PriceMath.clamp(computed, low, high);
    }
  }

  private boolean bookIsLive(long timestamp) {
    return book.isLive(timestamp, rule.staleAfter());
  }

  /** The book if it is not stale, else null. */
  BookTop liveBook(long timestamp) {
    return bookIsLive(timestamp) ? book : null;
  }

  /** The rule in force. */
  public PriceRule rule() {
    return rule;
  }

  /** The index sources. */
  public IndexSources sources() {
    return sources;
  }

  /** The book as last seen. */
  public BookTop book() {
    return book;
  }

  /** Samples of the basis and their averages. */
  public BasisAverage basisAverage() {
    return basisAverage;
  }

  /** The time-weighted average of computed prices. */
  public TimeWeightedPrice timeWeighted() {
    return timeWeighted;
  }

  /** The average of the index before expiry. */
  public SettlementAverage settlementAverage() {
    return settlementAverage;
  }

  /** The index; 0 before the first under this rule. */
  public long index() {
    return index;
  }

  /** What the mark rule gave in the last update, before the bands; 0 = nothing. */
  public long computed() {
    return computed;
  }

  /** The average of the basis that went into the last update, after its bound; else 0. */
  public long basis() {
    return basis;
  }

  /** What went into the last update: 1 index, 2 average of the basis, 4 last trade. */
  public int terms() {
    return terms;
  }

  /** The mark after the last update: the new one, or the one before. */
  public long mark() {
    return mark;
  }

  /** What became of the mark in the last update. */
  public MarkResult result() {
    return result;
  }

  /** Carries what the rule has gathered; the rule itself the instrument carries. */
  void state(StateStream stream) {
    sources.state(stream);
    book.state(stream);
    basisAverage.state(stream);
    timeWeighted.state(stream);
    settlementAverage.state(stream);
    index = stream.of(index);
  }
}
