package io.plimsoll.engine.core;

import io.plimsoll.engine.instrument.BasisAverage;
import io.plimsoll.engine.instrument.BookTop;
import io.plimsoll.engine.instrument.ComputedPrices;
import io.plimsoll.engine.instrument.FundingRate;
import io.plimsoll.engine.instrument.IndexSources;
import io.plimsoll.engine.instrument.Instrument;
import io.plimsoll.engine.instrument.SettlementAverage;
import io.plimsoll.protocol.FundingRule;
import io.plimsoll.protocol.PriceRule;
import java.util.function.LongConsumer;

/** What the digest holds of price and funding rules: docs/prices.md, section 6. */
final class PriceDigest {
  private static final long PRICE_RULE_MARK = -4;
  private static final long FUNDING_RULE_MARK = -5;

  private PriceDigest() {}

  /** Puts an instrument's rules, where set, and what they gathered. */
  static void put(Instrument instrument, LongConsumer out) {
    ComputedPrices prices = instrument.prices();
    if (prices != null) {
      out.accept(PRICE_RULE_MARK);
      putRule(prices.rule(), out);
      putSources(prices.sources(), out);
      out.accept(prices.index());
      putBook(prices.book(), out);
      putAverages(prices, out);
    }
    FundingRate funding = instrument.fundingRate();
    if (funding != null) {
      out.accept(FUNDING_RULE_MARK);
      putRule(funding.rule(), out);
      putSamples(funding, out);
    }
  }

  private static void putRule(PriceRule rule, LongConsumer out) {
    out.accept(rule.staleAfter());
    out.accept(rule.outlierRange());
    out.accept(rule.sampleInterval());
    out.accept(rule.basisTime());
    out.accept(rule.basisMax());
    out.accept(rule.markBand());
    out.accept(rule.twapBand());
    out.accept(rule.twapWindow());
    out.accept(rule.settlementWindow());
    out.accept(rule.basisSamples());
    out.accept(rule.sourcesMin());
    out.accept(rule.markRule().value());
    out.accept(rule.indexRule().value());
    out.accept(rule.guardPolicy().value());
  }

  private static void putSources(IndexSources sources, LongConsumer out) {
    out.accept(sources.size());
    for (int i = 0; i < sources.size(); i++) {
      out.accept(sources.id(i));
      out.accept(sources.weight(i));
      out.accept(sources.price(i));
      out.accept(sources.time(i));
    }
  }

  private static void putBook(BookTop book, LongConsumer out) {
    out.accept(book.seen() ? 1 : 0);
    out.accept(book.time());
    out.accept(book.bestBid());
    out.accept(book.bestAsk());
    out.accept(book.impactBid());
    out.accept(book.impactAsk());
    out.accept(book.lastTrade());
  }

  private static void putAverages(ComputedPrices prices, LongConsumer out) {
    BasisAverage basis = prices.basisAverage();
    out.accept(basis.size());
    for (int age = 0; age < basis.size(); age++) {
      out.accept(basis.sample(age));
    }
    out.accept(basis.time());
    out.accept(basis.scaledAverage());
    out.accept(prices.timeWeighted().scaled());
    out.accept(prices.timeWeighted().time());
    SettlementAverage settlement = prices.settlementAverage();
    out.accept(settlement.areaHigh());
    out.accept(settlement.areaLow());
    out.accept(settlement.covered());
    out.accept(settlement.time());
  }

  private static void putRule(FundingRule rule, LongConsumer out) {
    out.accept(rule.interest());
    out.accept(rule.damper());
    out.accept(rule.rateMax());
    out.accept(rule.interval());
    out.accept(rule.phase());
    out.accept(rule.ratePeriod());
    out.accept(rule.sampleInterval());
    out.accept(rule.rateRule().value());
    out.accept(rule.premiumKind().value());
    out.accept(rule.premiumAverage().value());
    out.accept(rule.chargePrice().value());
  }

  private static void putSamples(FundingRate funding, LongConsumer out) {
    out.accept(funding.samples());
    out.accept(funding.sum());
    out.accept(funding.sampled() ? 1 : 0);
    out.accept(funding.sampleTime());
    out.accept(funding.carry());
    out.accept(funding.period());
    out.accept(funding.last());
    out.accept(funding.chargedRate());
  }
}
