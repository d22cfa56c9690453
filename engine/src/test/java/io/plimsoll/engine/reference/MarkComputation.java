package io.plimsoll.engine.reference;

import static io.plimsoll.engine.reference.Exact.big;
import static io.plimsoll.engine.reference.Exact.floorDiv;

import io.plimsoll.protocol.FundingRule;
import io.plimsoll.protocol.PriceRule;
import io.plimsoll.protocol.codec.MarkRule;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/** What the mark rule makes of index, book and funding at one moment: samples, then a price. */
final class MarkComputation {
  /** The finer scale of averages over time. */
  static final BigInteger SCALE = big(1024);

  static final long DAY = 86_400_000_000_000L;
  private static final int INDEX = 1;
  private static final int BASIS = 2;
  private static final int LAST_TRADE = 4;

  /** A computed price, the basis that went into it and the sum of its terms. */
  record Computed(BigInteger price, BigInteger basis, int terms) {}

  private final Instrument instrument;
  private final PriceState state;
  private final PriceRule rule;
  private final BigInteger index;
  private final PriceState.Book book;
  private final long now;

  MarkComputation(Instrument instrument, long now) {
    this.instrument = instrument;
    this.state = instrument.prices;
    this.rule = state.rule;
    this.index = big(state.index);
    this.book = state.liveBook(now);
    this.now = now;
  }

  /** The mean of two, the first not above the second. */
  static BigInteger mean(BigInteger a, BigInteger b) {
    return a.add(floorDiv(b.subtract(a), BigInteger.TWO));
  }

  static BigInteger clamp(BigInteger x, BigInteger a, BigInteger b) {
    return x.min(b).max(a);
  }

  /** Step 3. */
  void sampleBasis() {
    boolean mid = book.bestBid() > 0 && book.bestAsk() > 0;
    PriceState.Average before = state.basis;
    if (!mid || (before != null && now - before.time() < rule.sampleInterval())) {
      return;
    }
    BigInteger sample = mean(big(book.bestBid()), big(book.bestAsk())).subtract(index);
    state.ring.addLast(sample);
    if (state.ring.size() > rule.basisSamples()) {
      state.ring.removeFirst();
    }
    BigInteger average = sample.multiply(SCALE);
    if (before != null) {
      BigInteger dt = big(Math.min(now - before.time(), DAY));
      BigInteger step = average.subtract(before.value()).multiply(dt);
      average = before.value().add(floorDiv(step, dt.add(big(rule.basisTime()))));
    }
    state.basis = new PriceState.Average(average, now);
  }

  /** Step 4, of a rule that is not DIRECT. */
  Computed compute() {
    BigInteger basis = basis();
    int terms = INDEX + (basis == null ? 0 : BASIS);
    BigInteger price = basis == null ? index : index.add(basis);
    if (rule.markRule() == MarkRule.MEDIAN) {
      List<BigInteger> prices = new ArrayList<>();
      prices.add(withFunding());
      if (basis != null) {
        prices.add(price);
      }
      if (book.lastTrade() > 0) {
        prices.add(big(book.lastTrade()));
        terms += LAST_TRADE;
      }
      price = median(prices);
    }
    BigInteger inRange = clamp(price, big(instrument.priceMin), big(instrument.priceMax));
    return new Computed(inRange, basis == null ? Exact.ZERO : basis, terms);
  }

  private static BigInteger median(List<BigInteger> prices) {
    List<BigInteger> sorted = prices.stream().sorted().toList();
    int half = sorted.size() / 2;
    return sorted.size() % 2 == 1 ? sorted.get(half) : mean(sorted.get(half - 1), sorted.get(half));
  }

  /** The average of the basis within its bound; null if the rule has none, or no sample yet. */
  private BigInteger basis() {
    if (state.basis == null || rule.markRule() == MarkRule.ORACLE) {
      return null;
    }
    BigInteger basis =
        rule.markRule() == MarkRule.EMA
            ? floorDiv(state.basis.value(), SCALE)
            : floorDiv(
                state.ring.stream().reduce(Exact.ZERO, BigInteger::add), big(state.ring.size()));
    if (rule.basisMax() == 0) {
      return basis;
    }
    BigInteger bound = floorDiv(index.multiply(big(rule.basisMax())), Exact.BIG_PPB);
    return clamp(basis, bound.negate(), bound);
  }

  /** P1: the index with what is left of the last rate until the next payment. */
  private BigInteger withFunding() {
    FundingState funding = instrument.fundingRates;
    if (funding == null || funding.rule.interval() == 0 || funding.period(now) > funding.period) {
      return index;
    }
    FundingRule fundingRule = funding.rule;
    long left =
        fundingRule.interval() - Math.floorMod(now - fundingRule.phase(), fundingRule.interval());
    BigInteger part =
        floorDiv(big(funding.chargedRate).multiply(big(left)), big(fundingRule.interval()));
    return index.add(floorDiv(index.multiply(part), Exact.BIG_PPB));
  }
}
