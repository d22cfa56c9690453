package io.plimsoll.tools.venue;

import io.plimsoll.protocol.FundingRule;
import io.plimsoll.protocol.codec.PremiumKind;

/**
 * Funding at a rate that the engine computes of premium and interest (docs/prices.md).
 *
 * @param rule for SetFundingRule
 */
public record FundingFormula(FundingRule rule) implements FundingTerms {
  /** The same with the mark's distance from the index as premium, for want of a book. */
  public FundingFormula withoutBook() {
    return new FundingFormula(
        new FundingRule(
            rule.interest(),
            rule.damper(),
            rule.rateMax(),
            rule.interval(),
            rule.phase(),
            rule.ratePeriod(),
            rule.sampleInterval(),
            rule.rateRule(),
            PremiumKind.MARK,
            rule.premiumAverage(),
            rule.chargePrice()));
  }
}
