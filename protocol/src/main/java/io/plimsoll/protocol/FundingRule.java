package io.plimsoll.protocol;

import io.plimsoll.protocol.codec.FundingPriceKind;
import io.plimsoll.protocol.codec.FundingRateRule;
import io.plimsoll.protocol.codec.PremiumAverage;
import io.plimsoll.protocol.codec.PremiumKind;

/**
 * How the funding rate of an instrument is computed, as SetFundingRule sets it. Rates are parts per
 * billion for one ratePeriod, times nanoseconds. The engine checks the ranges.
 *
 * @param interest -1,000,000,000 to 1,000,000,000
 * @param damper 0 to 1,000,000,000
 * @param rateMax highest rate, either sign; 0 to 1,000,000,000
 * @param interval time between two payments, one minute to ratePeriod; 0 for one at every Clock
 *     that follows a sample
 * @param phase payments fall due at multiples of the interval since 1970 plus this; 0 to interval -
 *     1, or 0
 * @param ratePeriod the time that a rate is for; one minute to one day
 * @param sampleInterval least time between two premium samples; one second to one day
 * @param rateRule how the rate follows from premium and interest
 * @param premiumKind what a premium sample is
 * @param premiumAverage how samples are averaged
 * @param chargePrice the price at which funding is charged
 */
public record FundingRule(
    long interest,
    long damper,
    long rateMax,
    long interval,
    long phase,
    long ratePeriod,
    long sampleInterval,
    FundingRateRule rateRule,
    PremiumKind premiumKind,
    PremiumAverage premiumAverage,
    FundingPriceKind chargePrice) {
  private static final long HOUR = 3_600_000_000_000L;

  /** The rule of an instrument for which none was set: no funding rate is computed. */
  public static final FundingRule DEFAULT =
      new FundingRule(
          0,
          0,
          0,
          8 * HOUR,
          0,
          8 * HOUR,
          HOUR / 60,
          FundingRateRule.NONE,
          PremiumKind.IMPACT,
          PremiumAverage.LINEAR,
          FundingPriceKind.MARK);
}
