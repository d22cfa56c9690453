package io.plimsoll.engine.core;

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
import java.util.List;

/** Price and funding rules for scenarios, one field of which can be chosen by its id. */
final class PriceRules {
  static final List<IndexSource> TWO = List.of(new IndexSource(3, 1), new IndexSource(7, 1));

  private static final long SECOND = 1_000_000_000L;
  private static final long PERCENT = 10_000_000;

  private PriceRules() {}

  /** A mark band of 10 %, no other bound. */
  static PriceRule rule(MarkRule markRule, int sourcesMin) {
    return ruleWith(13, sourcesMin, markRule, TWO);
  }

  static PriceRule ruleWith(int field, long value, MarkRule markRule, List<IndexSource> sources) {
    long[] fields = new long[14];
    fields[3] = 10 * SECOND;
    fields[5] = SECOND;
    fields[6] = 150 * SECOND;
    fields[8] = 10 * PERCENT;
    fields[10] = 300 * SECOND;
    fields[12] = 30;
    fields[13] = 1;
    if (field < fields.length) {
      fields[field] = value;
    }
    return new PriceRule(
        fields[3],
        fields[4],
        fields[5],
        fields[6],
        fields[7],
        fields[8],
        fields[9],
        fields[10],
        (int) fields[12],
        (int) fields[13],
        markRule,
        IndexRule.WEIGHTED_MEDIAN,
        GuardPolicy.REJECT,
        sources);
  }

  static FundingRule fundingWith(int field, long value) {
    long hour = 3_600 * SECOND;
    long[] fields = {0, 0, 0, 0, 0, 1_000_000, hour, 0, 8 * hour, 60 * SECOND};
    fields[field] = value;
    return new FundingRule(
        fields[3],
        fields[4],
        fields[5],
        fields[6],
        fields[7],
        fields[8],
        fields[9],
        FundingRateRule.DEAD_BAND,
        PremiumKind.MARK,
        PremiumAverage.PLAIN,
        FundingPriceKind.MARK);
  }
}
