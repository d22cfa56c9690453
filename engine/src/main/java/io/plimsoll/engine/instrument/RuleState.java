package io.plimsoll.engine.instrument;

import io.plimsoll.engine.memory.StateStream;
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
import java.util.ArrayList;
import java.util.List;

/** Carries the rules of computed prices and funding rates. */
final class RuleState {
  private RuleState() {}

  static PriceRule of(PriceRule rule, StateStream stream) {
    return new PriceRule(
        stream.of(rule.staleAfter()),
        stream.of(rule.outlierRange()),
        stream.of(rule.sampleInterval()),
        stream.of(rule.basisTime()),
        stream.of(rule.basisMax()),
        stream.of(rule.markBand()),
        stream.of(rule.twapBand()),
        stream.of(rule.twapWindow()),
        stream.of(rule.settlementWindow()),
        stream.of(rule.basisSamples()),
        stream.of(rule.sourcesMin()),
        MarkRule.get((short) stream.of(rule.markRule().value())),
        IndexRule.get((short) stream.of(rule.indexRule().value())),
        GuardPolicy.get((short) stream.of(rule.guardPolicy().value())),
        sources(rule.sources(), stream));
  }

  private static List<IndexSource> sources(List<IndexSource> sources, StateStream stream) {
    int size = stream.of(sources.size());
    List<IndexSource> carried = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      IndexSource source = stream.isReading() ? new IndexSource(0, 0) : sources.get(i);
      carried.add(new IndexSource(stream.of(source.sourceId()), stream.of(source.weight())));
    }
    return carried;
  }

  static FundingRule of(FundingRule rule, StateStream stream) {
    return new FundingRule(
        stream.of(rule.interest()),
        stream.of(rule.damper()),
        stream.of(rule.rateMax()),
        stream.of(rule.interval()),
        stream.of(rule.phase()),
        stream.of(rule.ratePeriod()),
        stream.of(rule.sampleInterval()),
        FundingRateRule.get((short) stream.of(rule.rateRule().value())),
        PremiumKind.get((short) stream.of(rule.premiumKind().value())),
        PremiumAverage.get((short) stream.of(rule.premiumAverage().value())),
        FundingPriceKind.get((short) stream.of(rule.chargePrice().value())));
  }
}
