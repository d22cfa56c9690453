package io.plimsoll.engine.instrument;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plimsoll.protocol.FundingRule;
import io.plimsoll.protocol.IndexSource;
import io.plimsoll.protocol.PriceRule;
import io.plimsoll.protocol.codec.FundingPriceKind;
import io.plimsoll.protocol.codec.FundingRateRule;
import io.plimsoll.protocol.codec.PremiumAverage;
import io.plimsoll.protocol.codec.PremiumKind;
import java.util.List;
import org.junit.jupiter.api.Test;

class FundingRateTest {
  private static final long SECOND = 1_000_000_000L;
  private static final long MINUTE = 60 * SECOND;
  private static final long HOUR = 60 * MINUTE;
  private static final long PPB = 1_000_000_000L;
  private static final long INDEX = 10_000;

  private final ComputedPrices prices =
      new ComputedPrices(PriceRule.direct(List.of(new IndexSource(1, 1)), 1), 1, 1L << 50, 0);
  private FundingRateRule rateRule = FundingRateRule.INTEREST_CLAMP;
  private PremiumKind kind = PremiumKind.MARK;
  private PremiumAverage average = PremiumAverage.PLAIN;
  private long interest;
  private long damper;
  private long rateMax = PPB;
  private long interval = 8 * HOUR;
  private long phase;
  private FundingRate funding;

  @Test
  void markPremiumIsTheMarkOverTheIndexRoundedDown() {
    start(0);
    sample(0, 3, 10_000);
    assertEquals(-999_700_000, funding.sum());
    index(0, 3);
    funding.sample(MINUTE, prices, 4);
    assertEquals(-999_700_000 + 333_333_333, funding.sum());
    funding.sample(2 * MINUTE, prices, 2);
    assertEquals(-999_700_000 + 333_333_333 - 333_333_334, funding.sum());
    assertEquals(3, funding.samples());
  }

  @Test
  void premiumIsAtMostOne() {
    start(0);
    index(0, 1);
    funding.sample(0, prices, 1L << 50);
    assertEquals(PPB, funding.sum());
  }

  @Test
  void withoutAMarkThereIsNoMarkPremium() {
    start(0);
    sample(0, 0, INDEX);
    assertFalse(funding.sampled());
  }

  @Test
  void impactPremiumIsTheBidAboveOrTheAskBelowTheIndex() {
    kind = PremiumKind.IMPACT;
    start(0);
    index(0, INDEX);
    assertEquals(10_000_000, impact(0, 10_100, 10_200));
    assertEquals(-2_000_000, impact(1, 9_900, 9_980));
    assertEquals(0, impact(2, 9_990, 10_010));
    assertEquals(-3_000_000, impact(3, 0, 9_970));
    assertEquals(4_000_000, impact(4, 10_040, 0));
    assertEquals(5, funding.samples());
  }

  @Test
  void bookWithoutImpactPricesOrStaleGivesNoImpactPremium() {
    kind = PremiumKind.IMPACT;
    start(0);
    index(0, INDEX);
    funding.sample(0, prices, INDEX);
    prices.book().set(0, 10_010, 10_020, 0, 0, 0);
    funding.sample(0, prices, INDEX);
    assertEquals(0, funding.samples());
    prices.book().set(0, 0, 0, 10_100, 0, 0);
    funding.sample(10 * SECOND + 1, prices, INDEX); // stale after ten seconds
    assertEquals(0, funding.samples());
    funding.sample(10 * SECOND, prices, INDEX);
    assertEquals(1, funding.samples());
  }

  @Test
  void nextSampleIsTakenAfterTheSampleInterval() {
    start(0);
    sample(5, 10_001, INDEX);
    sample(5 + MINUTE - 1, 10_001, INDEX);
    assertEquals(1, funding.samples());
    sample(5 + MINUTE, 10_001, INDEX);
    assertEquals(2, funding.samples());
  }

  @Test
  void noMoreThanAHundredThousandSamplesAreAveraged() {
    average = PremiumAverage.LINEAR;
    start(0);
    index(0, 1);
    for (int i = 0; i <= FundingRate.SAMPLES_MAX; i++) {
      funding.sample(i * MINUTE, prices, 1L << 50);
    }
    assertEquals(100_000, funding.samples());
    assertEquals(50_000 * 100_001L * PPB, funding.sum());
    assertEquals(99_999 * MINUTE, funding.sampleTime());

    funding.charge(100_001 * MINUTE);
    assertEquals(PPB, funding.premium());
  }

  @Test
  void linearAverageWeighsTheLatestMost() {
    average = PremiumAverage.LINEAR;
    start(0);
    premiums(100_000, 200_000, -400_000); // (1 + 4 - 12) / 6
    charge(8 * HOUR);
    assertEquals(-116_667, funding.premium());
    assertEquals(3, funding.samplesAveraged());
    assertEquals(0, funding.samples());
    assertEquals(0, funding.sum());
  }

  @Test
  void plainAverageIsRoundedDown() {
    start(0);
    premiums(0, 0, -100_000);
    charge(8 * HOUR);
    assertEquals(-33_334, funding.premium());
  }

  @Test
  void interestClampAddsInterestLessPremiumWithinTheDamper() {
    interest = 100_000;
    damper = 500_000;
    assertRate(10_000_000, 9_500_000);
    assertRate(-10_000_000, -9_500_000);
    assertRate(600_000, 100_000);
    assertRate(700_000, 200_000);
    assertRate(-400_000, 100_000);
  }

  @Test
  void deadBandMovesThePremiumTowardsZeroAndAddsTheInterest() {
    rateRule = FundingRateRule.DEAD_BAND;
    damper = 200_000;
    assertRate(200_000, 0);
    assertRate(-200_000, 0);
    assertRate(300_000, 100_000);
    assertRate(-300_000, -100_000);
    interest = 7;
    assertRate(-300_000, -99_993);
    assertRate(100_000, 7);
  }

  @Test
  void rateIsCappedEitherWay() {
    rateMax = 1_000_000;
    assertRate(9_000_000, 1_000_000);
    assertRate(-9_000_000, -1_000_000);
  }

  @Test
  void withoutSamplesThereIsNoRateWhateverTheInterest() {
    interest = 100_000;
    damper = 500_000;
    start(0);
    charge(8 * HOUR);
    assertEquals(0, funding.rate());
    assertEquals(0, funding.chargedRate());
    assertEquals(0, funding.premium());
  }

  @Test
  void paymentIsDueWhenAMultipleOfTheIntervalPlusPhaseHasPassed() {
    interval = HOUR;
    phase = 10 * MINUTE;
    start(20 * MINUTE);
    assertFalse(funding.isDue(70 * MINUTE - 1));
    assertTrue(funding.isDue(70 * MINUTE));
    funding.charge(400 * MINUTE); // several have passed: charged once
    assertFalse(funding.isDue(400 * MINUTE));
    assertFalse(funding.isDue(430 * MINUTE - 1));
    assertTrue(funding.isDue(430 * MINUTE));
    assertEquals(400 * MINUTE, funding.last());
    assertEquals(6, funding.period());
  }

  @Test
  void firstPaymentAfterTheEpochIsAtThePhase() {
    interval = HOUR;
    phase = 10 * MINUTE;
    start(0);
    assertEquals(-1, funding.period());
    assertFalse(funding.isDue(10 * MINUTE - 1));
    assertTrue(funding.isDue(10 * MINUTE));
  }

  @Test
  void continuousPaymentIsDueOnceThereIsASampleAndTimeHasPassed() {
    interval = 0;
    start(HOUR);
    assertFalse(funding.isDue(2 * HOUR));
    sample(HOUR, 10_100, INDEX);
    assertFalse(funding.isDue(HOUR));
    assertTrue(funding.isDue(HOUR + 1));
    funding.charge(2 * HOUR);
    assertEquals(10_000_000, funding.rate());
    assertEquals(1_250_000, funding.chargedRate());
    assertFalse(funding.isDue(3 * HOUR));
    sample(3 * HOUR, 10_100, INDEX);
    funding.charge(100 * HOUR); // no more than one ratePeriod
    assertEquals(10_000_000, funding.chargedRate());
  }

  @Test
  void whatRoundingTheShareLeavesIsCarriedUntilItMakesOnePpb() {
    interval = HOUR;
    start(0);
    premiums(100_000);
    charge(HOUR); // 12,500 exactly
    assertEquals(0, funding.carry());

    assertCharged(-300_000, -37_500, 0);
    interest = 0;
    damper = 0;
    rateMax = 99_999; // 12,499.875
    start(0);
    for (int i = 1; i <= 7; i++) {
      sample(i * HOUR - MINUTE, 10_100, INDEX);
      charge(i * HOUR);
      assertEquals(i == 1 ? 12_499 : 12_500, funding.chargedRate());
      assertEquals((8 - i) * HOUR, funding.carry());
    }
    sample(8 * HOUR - MINUTE, 10_100, INDEX);
    charge(8 * HOUR);
    assertEquals(12_500, funding.chargedRate());
    assertEquals(0, funding.carry());
    sample(9 * HOUR - MINUTE, 10_100, INDEX);
    charge(9 * HOUR);
    assertEquals(12_499, funding.chargedRate());
  }

  @Test
  void negativeShareIsRoundedDownAndTheRestCarried() {
    interval = HOUR;
    rateMax = 1;
    start(0);
    sample(0, 9_900, INDEX);
    charge(HOUR); // -0.125
    assertEquals(-1, funding.rate());
    assertEquals(-1, funding.chargedRate());
    assertEquals(7 * HOUR, funding.carry());
    charge(2 * HOUR); // no sample: nothing, and the carry alone makes no ppb
    assertEquals(0, funding.chargedRate());
    assertEquals(7 * HOUR, funding.carry());
    sample(2 * HOUR, 9_900, INDEX);
    charge(3 * HOUR); // 0.875 - 0.125
    assertEquals(0, funding.chargedRate());
    assertEquals(6 * HOUR, funding.carry());
  }

  @Test
  void highestRateOverAWholeDayStaysExact() {
    FundingRule rule =
        new FundingRule(
            0,
            0,
            PPB,
            PriceMath.DAY,
            0,
            PriceMath.DAY,
            SECOND,
            rateRule,
            kind,
            average,
            FundingPriceKind.MARK);
    funding = new FundingRate(rule, 0);
    sample(0, 30_000, INDEX);
    funding.charge(PriceMath.DAY);
    assertEquals(PPB, funding.chargedRate());
    assertEquals(0, funding.carry());
  }

  @Test
  void shareLeftIsTheLastChargedRateTimesTheTimeToTheNextPayment() {
    start(0);
    assertEquals(0, funding.shareLeft(HOUR));
    premiums(-300_000);
    charge(8 * HOUR);
    assertEquals(-300_000, funding.shareLeft(8 * HOUR));
    assertEquals(-75_000, funding.shareLeft(14 * HOUR));
    assertEquals(-1, funding.shareLeft(16 * HOUR - 1)); // rounded down
    assertEquals(0, funding.shareLeft(16 * HOUR)); // due, and no Clock has come
  }

  @Test
  void continuousFundingHasNoShareLeft() {
    interval = 0;
    start(0);
    premiums(300_000);
    charge(HOUR);
    assertEquals(37_500, funding.chargedRate());
    assertEquals(0, funding.shareLeft(HOUR));
  }

  @Test
  void newRuleStartsAnew() {
    interval = HOUR;
    start(0);
    premiums(100_001);
    charge(HOUR);
    premiums(100_001);
    funding.rule(rule(), 90 * MINUTE);
    assertEquals(0, funding.samples());
    assertEquals(0, funding.sum());
    assertFalse(funding.sampled());
    assertEquals(0, funding.sampleTime());
    assertEquals(0, funding.carry());
    assertEquals(0, funding.chargedRate());
    assertEquals(1, funding.period());
    assertEquals(90 * MINUTE, funding.last());
  }

  private void start(long timestamp) {
    funding = new FundingRate(rule(), timestamp);
  }

  private FundingRule rule() {
    return new FundingRule(
        interest,
        damper,
        rateMax,
        interval,
        phase,
        8 * HOUR,
        MINUTE,
        rateRule,
        kind,
        average,
        FundingPriceKind.MARK);
  }

  private void assertRate(long premium, long rate) {
    start(0);
    premiums(premium);
    charge(8 * HOUR);
    assertEquals(premium, funding.premium());
    assertEquals(rate, funding.rate());
    assertEquals(rate, funding.chargedRate());
  }

  private void assertCharged(long premium, long charged, long carry) {
    start(0);
    premiums(premium);
    charge(HOUR);
    assertEquals(charged, funding.chargedRate());
    assertEquals(carry, funding.carry());
  }

  private void charge(long timestamp) {
    assertTrue(funding.isDue(timestamp));
    funding.charge(timestamp);
  }

  /** Samples of these premiums, one a minute from the last payment on. */
  private void premiums(long... premiums) {
    for (int i = 0; i < premiums.length; i++) {
      sample(funding.last() + i * MINUTE, PPB + premiums[i], PPB);
    }
  }

  private void sample(long timestamp, long mark, long index) {
    index(timestamp, index);
    funding.sample(timestamp, prices, mark);
  }

  private void index(long timestamp, long index) {
    prices.sources().price(0, index, timestamp);
    prices.update(timestamp, 0, 0);
    assertEquals(index, prices.index());
  }

  private long impact(int minute, long bid, long ask) {
    long before = funding.sum();
    prices.book().set(minute * MINUTE, 0, 0, bid, ask, 0);
    funding.sample(minute * MINUTE, prices, INDEX);
    return funding.sum() - before;
  }
}
