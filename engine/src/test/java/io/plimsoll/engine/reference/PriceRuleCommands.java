package io.plimsoll.engine.reference;

import static io.plimsoll.engine.reference.Exact.PPB;
import static io.plimsoll.engine.reference.Lookup.range;

import io.plimsoll.protocol.FundingRule;
import io.plimsoll.protocol.IndexSource;
import io.plimsoll.protocol.PriceRule;
import io.plimsoll.protocol.codec.FundingRateRule;
import io.plimsoll.protocol.codec.MarkRule;
import io.plimsoll.protocol.codec.RejectReason;
import io.plimsoll.protocol.codec.SetFundingRuleDecoder;
import io.plimsoll.protocol.codec.SetPriceRuleDecoder;
import java.util.ArrayList;
import java.util.List;

/**
 * The commands that say how prices and rates are computed. Each checks, then returns the change.
 */
final class PriceRuleCommands {
  private static final long PRICE_LIMIT = 1L << 50;
  private static final long SECOND = 1_000_000_000L;
  private static final int SOURCES_MAX = 16;

  private final World world;
  private final Lookup lookup;

  PriceRuleCommands(World world, Lookup lookup) {
    this.world = world;
    this.lookup = lookup;
  }

  Runnable setPriceRule(SetPriceRuleDecoder command) {
    Instrument instrument = lookup.instrument(command.instrumentId(), 11);
    Rejection.unless(
        instrument.priceMax <= PRICE_LIMIT, RejectReason.LIMIT_EXCEEDED, 11, instrument.priceMax);
    range(command.staleAfter(), 1, MarkComputation.DAY, 3);
    range(command.outlierRange(), 0, PPB, 4);
    range(command.sampleInterval(), SECOND / 1000, MarkComputation.DAY, 5);
    range(command.basisTime(), 1, MarkComputation.DAY, 6);
    range(command.basisMax(), 0, PPB, 7);
    range(command.markBand(), 0, PPB, 8);
    range(command.twapBand(), 0, PPB, 9);
    range(command.twapWindow(), 1, MarkComputation.DAY, 10);
    range(command.settlementWindow(), 0, MarkComputation.DAY, 20);
    range(command.basisSamples(), 1, 64, 12);
    range(command.markRuleRaw(), 1, 5, 14);
    range(command.indexRuleRaw(), 1, 2, 15);
    range(command.guardPolicyRaw(), 1, 2, 16);
    List<IndexSource> sources =
        sources(command.sources(), command.markRule() == MarkRule.DIRECT ? 0 : 1);
    range(command.sourcesMin(), sources.isEmpty() ? 0 : 1, sources.size(), 13);
    PriceRule rule =
        new PriceRule(
            command.staleAfter(),
            command.outlierRange(),
            command.sampleInterval(),
            command.basisTime(),
            command.basisMax(),
            command.markBand(),
            command.twapBand(),
            command.twapWindow(),
            command.settlementWindow(),
            command.basisSamples(),
            command.sourcesMin(),
            command.markRule(),
            command.indexRule(),
            command.guardPolicy(),
            sources);
    return () ->
        instrument.prices =
            sources.isEmpty() ? null : new PriceState(rule, instrument.terms.expiry());
  }

  private static List<IndexSource> sources(SetPriceRuleDecoder.SourcesDecoder group, int least) {
    int count = group.count();
    source(count, least, SOURCES_MAX, 17);
    List<IndexSource> sources = new ArrayList<>();
    long previous = 0;
    while (group.hasNext()) {
      group.next();
      source(group.sourceId(), previous + 1, Integer.MAX_VALUE, 18);
      source(group.weight(), 1, 1_000_000, 19);
      previous = group.sourceId();
      sources.add(new IndexSource(group.sourceId(), group.weight()));
    }
    return List.copyOf(sources);
  }

  private static void source(long value, long low, long high, int fieldId) {
    Rejection.unless(low <= value && value <= high, RejectReason.INVALID_SOURCES, fieldId, value);
  }

  Runnable setFundingRule(SetFundingRuleDecoder command) {
    Instrument instrument = lookup.instrument(command.instrumentId(), 10);
    range(command.interest(), -PPB, PPB, 3);
    range(command.damper(), 0, PPB, 4);
    range(command.rateMax(), 0, PPB, 5);
    range(command.ratePeriod(), 60 * SECOND, MarkComputation.DAY, 8);
    long interval = command.interval();
    if (interval != 0) {
      range(interval, 60 * SECOND, command.ratePeriod(), 6);
    }
    range(command.phase(), 0, Math.max(0, interval - 1), 7);
    range(command.sampleInterval(), SECOND, MarkComputation.DAY, 9);
    range(command.rateRuleRaw(), 1, 3, 11);
    range(command.premiumKindRaw(), 1, 2, 12);
    range(command.premiumAverageRaw(), 1, 2, 13);
    range(command.chargePriceRaw(), 1, 2, 14);
    FundingRule rule =
        new FundingRule(
            command.interest(),
            command.damper(),
            command.rateMax(),
            interval,
            command.phase(),
            command.ratePeriod(),
            command.sampleInterval(),
            command.rateRule(),
            command.premiumKind(),
            command.premiumAverage(),
            command.chargePrice());
    boolean none = rule.rateRule() == FundingRateRule.NONE;
    return () ->
        instrument.fundingRates = none ? null : new FundingState(rule, world.lastTimestamp);
  }
}
