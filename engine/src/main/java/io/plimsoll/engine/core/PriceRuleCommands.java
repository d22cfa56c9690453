package io.plimsoll.engine.core;

import static io.plimsoll.engine.instrument.PriceMath.DAY;
import static io.plimsoll.engine.memory.Int128.PPB;

import io.plimsoll.engine.account.Books;
import io.plimsoll.engine.instrument.BasisAverage;
import io.plimsoll.engine.instrument.IndexSources;
import io.plimsoll.engine.instrument.Instrument;
import io.plimsoll.engine.instrument.PriceMath;
import io.plimsoll.protocol.FundingRule;
import io.plimsoll.protocol.IndexSource;
import io.plimsoll.protocol.PriceRule;
import io.plimsoll.protocol.codec.FundingPriceKind;
import io.plimsoll.protocol.codec.FundingRateRule;
import io.plimsoll.protocol.codec.GuardPolicy;
import io.plimsoll.protocol.codec.IndexRule;
import io.plimsoll.protocol.codec.MarkRule;
import io.plimsoll.protocol.codec.PremiumAverage;
import io.plimsoll.protocol.codec.PremiumKind;
import io.plimsoll.protocol.codec.RejectReason;
import io.plimsoll.protocol.codec.SetFundingRuleDecoder;
import io.plimsoll.protocol.codec.SetPriceRuleDecoder;
import java.util.ArrayList;
import java.util.List;

/** How marks and funding rates are computed: docs/prices.md, sections 1 and 3. */
final class PriceRuleCommands {
  private static final long MILLISECOND = 1_000_000;
  private static final long SECOND = 1_000_000_000;
  private static final long MINUTE = 60 * SECOND;
  private static final int WEIGHT_MAX = 1_000_000;

  private final Books books;
  private final Checks checks;

  PriceRuleCommands(Books books, Checks checks) {
    this.books = books;
    this.checks = checks;
  }

  boolean setPriceRule(SetPriceRuleDecoder c) {
    Instrument instrument = books.instruments().instrument(c.instrumentId());
    int field = SetPriceRuleDecoder.instrumentIdId();
    boolean accepted =
        checks.that(instrument != null, RejectReason.UNKNOWN_INSTRUMENT, field, c.instrumentId())
            && checks.that(
                instrument.priceMax() <= PriceMath.PRICE_MAX,
                RejectReason.LIMIT_EXCEEDED,
                field,
                instrument.priceMax())
            && timesAndBandsFit(c)
            && checks.range(
                c.basisSamples(), 1, BasisAverage.SAMPLES_MAX, SetPriceRuleDecoder.basisSamplesId())
            && checks.range(c.markRuleRaw(), 1, 5, SetPriceRuleDecoder.markRuleId())
            && checks.range(c.indexRuleRaw(), 1, 2, SetPriceRuleDecoder.indexRuleId())
            && checks.range(c.guardPolicyRaw(), 1, 2, SetPriceRuleDecoder.guardPolicyId())
            && sourcesFit(c);
    if (accepted) {
      c.sbeRewind();
      instrument.priceRule(priceRule(c));
    }
    return accepted;
  }

  private boolean timesAndBandsFit(SetPriceRuleDecoder c) {
    return checks.range(c.staleAfter(), 1, DAY, SetPriceRuleDecoder.staleAfterId())
        && checks.range(c.outlierRange(), 0, PPB, SetPriceRuleDecoder.outlierRangeId())
        && checks.range(
            c.sampleInterval(), MILLISECOND, DAY, SetPriceRuleDecoder.sampleIntervalId())
        && checks.range(c.basisTime(), 1, DAY, SetPriceRuleDecoder.basisTimeId())
        && checks.range(c.basisMax(), 0, PPB, SetPriceRuleDecoder.basisMaxId())
        && checks.range(c.markBand(), 0, PPB, SetPriceRuleDecoder.markBandId())
        && checks.range(c.twapBand(), 0, PPB, SetPriceRuleDecoder.twapBandId())
        && checks.range(c.twapWindow(), 1, DAY, SetPriceRuleDecoder.twapWindowId())
        && checks.range(c.settlementWindow(), 0, DAY, SetPriceRuleDecoder.settlementWindowId());
  }

  private boolean sourcesFit(SetPriceRuleDecoder c) {
    SetPriceRuleDecoder.SourcesDecoder sources = c.sources();
    int count = sources.count();
    boolean countFits =
        count == 0 ? c.markRuleRaw() == MarkRule.DIRECT.value() : count <= IndexSources.SOURCES_MAX;
    if (!countFits) {
      return checks.fail(
          RejectReason.INVALID_SOURCES, (int) SetPriceRuleDecoder.sourcesDecoderId(), count);
    }
    int last = 0;
    while (sources.hasNext()) {
      sources.next();
      int id = sources.sourceId();
      int weight = sources.weight();
      boolean fits =
          checks.that(
                  id > last,
                  RejectReason.INVALID_SOURCES,
                  SetPriceRuleDecoder.SourcesDecoder.sourceIdId(),
                  id)
              && checks.that(
                  weight >= 1 && weight <= WEIGHT_MAX,
                  RejectReason.INVALID_SOURCES,
                  SetPriceRuleDecoder.SourcesDecoder.weightId(),
                  weight);
      if (!fits) {
        return false;
      }
      last = id;
    }
    return checks.range(
        c.sourcesMin(), Math.min(1, count), count, SetPriceRuleDecoder.sourcesMinId());
  }

  private static PriceRule priceRule(SetPriceRuleDecoder c) {
    List<IndexSource> sources = new ArrayList<>();
    SetPriceRuleDecoder.SourcesDecoder group = c.sources();
    while (group.hasNext()) {
      group.next();
      sources.add(new IndexSource(group.sourceId(), group.weight()));
    }
    return new PriceRule(
        c.staleAfter(),
        c.outlierRange(),
        c.sampleInterval(),
        c.basisTime(),
        c.basisMax(),
        c.markBand(),
        c.twapBand(),
        c.twapWindow(),
        c.settlementWindow(),
        c.basisSamples(),
        c.sourcesMin(),
        MarkRule.get(c.markRuleRaw()),
        IndexRule.get(c.indexRuleRaw()),
        GuardPolicy.get(c.guardPolicyRaw()),
        sources);
  }

  boolean setFundingRule(SetFundingRuleDecoder c) {
    Instrument instrument = books.instruments().instrument(c.instrumentId());
    boolean accepted =
        checks.that(
                instrument != null,
                RejectReason.UNKNOWN_INSTRUMENT,
                SetFundingRuleDecoder.instrumentIdId(),
                c.instrumentId())
            && ratesFit(c)
            && intervalsFit(c)
            && checks.range(c.rateRuleRaw(), 1, 3, SetFundingRuleDecoder.rateRuleId())
            && checks.range(c.premiumKindRaw(), 1, 2, SetFundingRuleDecoder.premiumKindId())
            && checks.range(c.premiumAverageRaw(), 1, 2, SetFundingRuleDecoder.premiumAverageId())
            && checks.range(c.chargePriceRaw(), 1, 2, SetFundingRuleDecoder.chargePriceId());
    if (accepted) {
      instrument.fundingRule(fundingRule(c), c.timestamp());
    }
    return accepted;
  }

  private boolean ratesFit(SetFundingRuleDecoder c) {
    return checks.range(c.interest(), -PPB, PPB, SetFundingRuleDecoder.interestId())
        && checks.range(c.damper(), 0, PPB, SetFundingRuleDecoder.damperId())
        && checks.range(c.rateMax(), 0, PPB, SetFundingRuleDecoder.rateMaxId());
  }

  private boolean intervalsFit(SetFundingRuleDecoder c) {
    long interval = c.interval();
    return checks.range(c.ratePeriod(), MINUTE, DAY, SetFundingRuleDecoder.ratePeriodId())
        && checks.that(
            interval == 0 || (interval >= MINUTE && interval <= c.ratePeriod()),
            RejectReason.INVALID_VALUE,
            SetFundingRuleDecoder.intervalId(),
            interval)
        && checks.range(c.phase(), 0, Math.max(0, interval - 1), SetFundingRuleDecoder.phaseId())
        && checks.range(c.sampleInterval(), SECOND, DAY, SetFundingRuleDecoder.sampleIntervalId());
  }

  private static FundingRule fundingRule(SetFundingRuleDecoder c) {
    return new FundingRule(
        c.interest(),
        c.damper(),
        c.rateMax(),
        c.interval(),
        c.phase(),
        c.ratePeriod(),
        c.sampleInterval(),
        FundingRateRule.get(c.rateRuleRaw()),
        PremiumKind.get(c.premiumKindRaw()),
        PremiumAverage.get(c.premiumAverageRaw()),
        FundingPriceKind.get(c.chargePriceRaw()));
  }
}
