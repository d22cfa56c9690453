package io.plimsoll.engine.reference;

import static io.plimsoll.engine.reference.SmallVenue.MARKET;
import static io.plimsoll.engine.reference.SmallVenue.PERPETUAL;
import static io.plimsoll.engine.reference.SmallVenue.TRADER;

import io.plimsoll.protocol.FundingRule;
import io.plimsoll.protocol.IndexSource;
import io.plimsoll.protocol.PriceRule;
import io.plimsoll.protocol.codec.FundingPriceKind;
import io.plimsoll.protocol.codec.FundingRateRule;
import io.plimsoll.protocol.codec.PremiumAverage;
import io.plimsoll.protocol.codec.PremiumKind;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Computed funding rates of the reference engine, with numbers worked by hand; the mark is 100. */
class ReferenceRatesTest {
  private static final long SECOND = 1_000_000_000L;
  private static final long HOUR = 3600 * SECOND;
  private static final long PERCENT = 10_000_000;

  private final SmallVenue venue = new SmallVenue();
  private long now;

  @BeforeEach
  void indexOfOneSource() {
    PriceRule rule = PriceRule.direct(List.of(new IndexSource(1, 1)), 1);
    venue.prices.setPriceRule(PERPETUAL, rule);
    venue.forget();
  }

  private void rule(
      long interest, long damper, long rateMax, long interval, FundingRateRule rateRule) {
    rule(interest, damper, rateMax, interval, rateRule, PremiumKind.IMPACT, PremiumAverage.PLAIN);
  }

  private void rule(
      long interest,
      long damper,
      long rateMax,
      long interval,
      FundingRateRule rateRule,
      PremiumKind kind,
      PremiumAverage average) {
    venue.prices.setFundingRule(
        PERPETUAL,
        new FundingRule(
            interest,
            damper,
            rateMax,
            interval,
            0,
            8 * HOUR,
            SECOND,
            rateRule,
            kind,
            average,
            FundingPriceKind.INDEX));
    venue.expect("[CommandAccepted] eventCount=0");
  }

  /** An index of 100 and a book, a second after what came before. */
  private void book(long impactBid, long impactAsk) {
    at(now + SECOND);
    venue.prices.bookPrice(PERPETUAL, 0, 0, impactBid, impactAsk, 0);
    venue.prices.sourcePrice(PERPETUAL, 1, 100);
    venue.forget();
  }

  private void at(long time) {
    now = time;
    venue.prices.at(now);
    venue.commands.at(now);
  }

  private void clock(long time, String... events) {
    at(time);
    venue.commands.clock();
    venue.expectOf("FundingRateSet|FundingFinished", events);
  }

  private static String set(long rate, long charged, long premium, long charge, long samples) {
    return "[FundingRateSet] rate="
        + rate
        + "|chargedRate="
        + charged
        + "|premium="
        + premium
        + "|indexPrice=100|markPrice=100|chargePrice="
        + charge
        + "|samples="
        + samples
        + "|instrumentId=1";
  }

  private static String finished(long rate, int round) {
    return "[FundingFinished] rate="
        + rate
        + "|price=100|paid=0|received=0|round="
        + round
        + "|instrumentId=1";
  }

  @Test
  void anEighthOfTheRateIsChargedEachHour() {
    rule(100_000, 500_000, 4 * PERCENT, HOUR, FundingRateRule.INTEREST_CLAMP);
    book(101, 0);
    clock(HOUR - 1);
    clock(HOUR, set(9_500_000, 1_187_500, PERCENT, 100, 1), finished(1_187_500, 1));
    clock(2 * HOUR - 1);
  }

  @Test
  void payerPaysTheChargedRateOfTheIndexPrice() {
    rule(0, 0, 8 * PERCENT, HOUR, FundingRateRule.DEAD_BAND);
    venue.commands.deposit(TRADER, 1, 200);
    venue.trade(PERPETUAL, TRADER, MARKET, 10, 100);
    at(0);
    venue.prices.sourcePrice(PERPETUAL, 1, 50);
    venue.prices.bookPrice(PERPETUAL, 0, 0, 54, 0, 0);
    at(HOUR);
    venue.forget();
    venue.commands.clock();
    // 8 % for eight hours, 1 % of 10 * 50 for one.
    venue.expect(
        "[FundingRateSet] rate=80000000|chargedRate=10000000|premium=80000000|indexPrice=50"
            + "|markPrice=100|chargePrice=50|samples=1|instrumentId=1",
        "[BalanceChanged] accountId=3|amount=5|balance=5|instrumentId=1|reason=FUNDING",
        "[BalanceChanged] accountId=4|amount=-5|balance=195|instrumentId=1|reason=FUNDING",
        "[FundingFinished] rate=10000000|price=50|paid=5|received=5|round=1|instrumentId=1",
        "[CommandAccepted] eventCount=4");
  }

  @Test
  void deadBandTakesNothingWithinTheDamperAndTheDamperFromTheRest() {
    rule(0, 25 * PERCENT / 10, 50 * PERCENT, 8 * HOUR, FundingRateRule.DEAD_BAND);
    book(0, 99);
    clock(8 * HOUR, set(0, 0, -PERCENT, 0, 1));
    book(110, 0);
    long rate = 75 * PERCENT / 10;
    clock(16 * HOUR, set(rate, rate, 10 * PERCENT, 100, 1), finished(rate, 1));
    book(0, 90);
    clock(24 * HOUR, set(-rate, -rate, -10 * PERCENT, 100, 1), finished(-rate, 2));
  }

  @Test
  void ratesAreHeldWithinTheHighest() {
    rule(0, 0, PERCENT, 8 * HOUR, FundingRateRule.DEAD_BAND);
    book(0, 90);
    clock(8 * HOUR, set(-PERCENT, -PERCENT, -10 * PERCENT, 100, 1), finished(-PERCENT, 1));
  }

  @Test
  void linearAverageCountsTheLatestMost() {
    rule(
        0,
        0,
        50 * PERCENT,
        8 * HOUR,
        FundingRateRule.DEAD_BAND,
        PremiumKind.IMPACT,
        PremiumAverage.LINEAR);
    book(0, 100);
    book(103, 0);
    // (1 * 0 + 2 * 3 %) / 3
    clock(8 * HOUR, set(2 * PERCENT, 2 * PERCENT, 2 * PERCENT, 100, 2), finished(2 * PERCENT, 1));
  }

  @Test
  void plainAverageCountsAllAlike() {
    rule(0, 0, 50 * PERCENT, 8 * HOUR, FundingRateRule.DEAD_BAND);
    book(0, 100);
    book(103, 0);
    long rate = 15 * PERCENT / 10;
    clock(8 * HOUR, set(rate, rate, rate, 100, 2), finished(rate, 1));
  }

  @Test
  void markPremiumIsRoundedDown() {
    rule(
        0,
        0,
        50 * PERCENT,
        8 * HOUR,
        FundingRateRule.DEAD_BAND,
        PremiumKind.MARK,
        PremiumAverage.PLAIN);
    venue.prices.sourcePrice(PERPETUAL, 1, 103);
    venue.forget();
    at(8 * HOUR);
    venue.commands.clock();
    // -3 / 103 = -0.0291262135922...
    venue.expectOf(
        "FundingRateSet",
        "[FundingRateSet] rate=-29126214|chargedRate=-29126214|premium=-29126214|indexPrice=103"
            + "|markPrice=100|chargePrice=103|samples=1|instrumentId=1");
  }

  @Test
  void dustOfTheRateIsCarriedUntilItMakesOnePart() {
    rule(0, 0, 1, HOUR, FundingRateRule.DEAD_BAND);
    for (int hour = 1; hour <= 8; hour++) {
      book(101, 0);
      int charged = hour == 8 ? 1 : 0;
      String set = set(1, charged, PERCENT, charged == 0 ? 0 : 100, 1);
      if (charged == 0) {
        clock(hour * HOUR, set);
      } else {
        clock(hour * HOUR, set, finished(1, 1));
      }
    }
  }

  @Test
  void negativeRateIsChargedAheadAndItsDustComesBack() {
    rule(0, 0, 1, HOUR, FundingRateRule.DEAD_BAND);
    book(0, 99);
    clock(HOUR, set(-1, -1, -PERCENT, 100, 1), finished(-1, 1));
    book(0, 99);
    clock(2 * HOUR, set(-1, 0, -PERCENT, 0, 1));
  }

  @Test
  void withoutSamplesNothingIsPaid() {
    rule(PERCENT, 0, PERCENT, HOUR, FundingRateRule.DEAD_BAND);
    venue.prices.sourcePrice(PERPETUAL, 1, 100);
    venue.forget();
    clock(HOUR, set(0, 0, 0, 0, 0));
    clock(HOUR + 1);
  }

  @Test
  void missedIntervalsAreChargedOnce() {
    rule(0, 0, 8 * PERCENT, HOUR, FundingRateRule.DEAD_BAND);
    book(108, 0);
    clock(5 * HOUR + 7, set(8 * PERCENT, PERCENT, 8 * PERCENT, 100, 1), finished(PERCENT, 1));
    clock(6 * HOUR - 1);
    clock(6 * HOUR, set(0, 0, 0, 0, 0));
  }

  @Test
  void continuousFundingChargesTheTimeThatPassedAtMostOnePeriod() {
    rule(0, 0, 8 * PERCENT, 0, FundingRateRule.DEAD_BAND);
    clock(HOUR);
    at(HOUR);
    book(108, 0);
    clock(2 * HOUR, set(8 * PERCENT, 2 * PERCENT, 8 * PERCENT, 100, 1), finished(2 * PERCENT, 1));
    clock(3 * HOUR);
    book(108, 0);
    clock(20 * HOUR, set(8 * PERCENT, 8 * PERCENT, 8 * PERCENT, 100, 1), finished(8 * PERCENT, 2));
  }

  @Test
  void rateWaitsForTheFundingUnderWay() {
    rule(0, 0, 8 * PERCENT, HOUR, FundingRateRule.DEAD_BAND);
    book(108, 0);
    at(HOUR);
    venue.commands.funding(PERPETUAL, 5, 0);
    venue.forget();
    clock(HOUR, finished(5, 1));
    clock(HOUR, set(8 * PERCENT, PERCENT, 8 * PERCENT, 100, 1), finished(PERCENT, 2));
  }

  @Test
  void samplesComeAtTheirInterval() {
    rule(0, 0, 50 * PERCENT, 8 * HOUR, FundingRateRule.DEAD_BAND);
    book(102, 0);
    at(now + SECOND - 1);
    venue.prices.bookPrice(PERPETUAL, 0, 0, 150, 0, 0);
    at(now + 1);
    venue.prices.bookPrice(PERPETUAL, 0, 0, 104, 0, 0);
    venue.forget();
    clock(8 * HOUR, set(3 * PERCENT, 3 * PERCENT, 3 * PERCENT, 100, 2), finished(3 * PERCENT, 1));
  }
}
