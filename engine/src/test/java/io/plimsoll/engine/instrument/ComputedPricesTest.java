package io.plimsoll.engine.instrument;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.plimsoll.protocol.IndexSource;
import io.plimsoll.protocol.PriceRule;
import io.plimsoll.protocol.codec.GuardPolicy;
import io.plimsoll.protocol.codec.IndexRule;
import io.plimsoll.protocol.codec.MarkResult;
import io.plimsoll.protocol.codec.MarkRule;
import java.util.List;
import org.junit.jupiter.api.Test;

class ComputedPricesTest {
  private static final long SECOND = 1_000_000_000L;
  private static final long PERCENT = 10_000_000;
  private static final long PRICE_MIN = 10;
  private static final long PRICE_MAX = 1_000_000;

  private long basisMax;
  private long markBand;
  private long twapBand;
  private int sourcesMin = 1;
  private GuardPolicy policy = GuardPolicy.REJECT;
  private ComputedPrices prices;
  private long now;
  private long mark;

  @Test
  void oracleMarkIsTheIndexWhateverTheBook() {
    start(MarkRule.ORACLE);
    book(11_000, 11_002, 12_000);
    source(10_000);
    assertMark(MarkResult.SET, 10_000, 10_000, 0, 1);
  }

  @Test
  void directRuleSamplesTheBasisButLeavesTheMark() {
    start(MarkRule.DIRECT);
    mark = 9_000;
    book(10_010, 10_020, 0);
    source(10_000);
    assertMark(MarkResult.INDEX_ONLY, 9_000, 0, 0, 0);
    assertEquals(10_000, prices.index());
    assertEquals(15, prices.basisAverage().moving());
  }

  @Test
  void basisAverageMarkIsTheIndexPlusTheMeanOfTheLastSamples() {
    start(MarkRule.BASIS_AVERAGE);
    source(10_000);
    assertMark(MarkResult.SET, 10_000, 10_000, 0, 1);

    book(10_010, 10_011, 0); // mid 10,010.5 rounded down: basis 10
    assertMark(MarkResult.SET, 10_010, 10_010, 10, 3);
    later(1);
    book(10_025, 10_025, 0);
    assertMark(MarkResult.SET, 10_017, 10_017, 17, 3); // 35 / 2
    later(1);
    source(9_980); // 45 is the third sample
    assertMark(MarkResult.SET, 10_006, 10_006, 26, 3); // 80 / 3
    later(1);
    source(10_020); // the ring holds three: 25, 45, 5
    assertMark(MarkResult.SET, 10_045, 10_045, 25, 3);
  }

  @Test
  void noSampleIsTakenBeforeTheSampleIntervalIsOver() {
    start(MarkRule.BASIS_AVERAGE);
    source(10_000);
    book(10_010, 10_010, 0);
    now += SECOND - 1;
    book(10_500, 10_500, 0);
    assertMark(MarkResult.SET, 10_010, 10_010, 10, 3);
    now += 1;
    book(10_500, 10_500, 0);
    assertMark(MarkResult.SET, 10_255, 10_255, 255, 3);
  }

  @Test
  void bookWithOneSideGivesNoSample() {
    start(MarkRule.BASIS_AVERAGE);
    source(10_000);
    book(10_010, 0, 0);
    book(0, 10_010, 0);
    assertMark(MarkResult.SET, 10_000, 10_000, 0, 1);
  }

  @Test
  void emaMarkIsTheIndexPlusTheExponentialAverage() {
    start(MarkRule.EMA);
    source(10_000);
    book(10_100, 10_100, 0);
    assertMark(MarkResult.SET, 10_100, 10_100, 100, 3);
    later(1);
    book(10_251, 10_251, 0); // 1 / 151 of the way from 100 to 251
    assertMark(MarkResult.SET, 10_101, 10_101, 101, 3);
  }

  @Test
  void basisAverageIsHeldWithinItsShareOfTheIndex() {
    basisMax = PERCENT / 2;
    start(MarkRule.EMA);
    source(10_000);
    book(10_100, 10_100, 0);
    assertMark(MarkResult.SET, 10_050, 10_050, 50, 3);
    later(1_000_000);
    source(10_000);
    book(9_000, 9_000, 0);
    assertMark(MarkResult.SET, 9_950, 9_950, -50, 3);
  }

  @Test
  void medianMarkIsTheMiddleOfIndexWithFundingIndexWithBasisAndLastTrade() {
    start(MarkRule.MEDIAN);
    source(10_000, PERCENT / 10); // index x 1.001 alone
    assertMark(MarkResult.SET, 10_010, 10_010, 0, 1);

    book(0, 0, 10_031, PERCENT / 10); // with the last trade: the mean of the two
    assertMark(MarkResult.SET, 10_020, 10_020, 0, 5);

    book(10_020, 10_020, 0, PERCENT / 10); // with the basis
    assertMark(MarkResult.SET, 10_015, 10_015, 20, 3);

    book(10_020, 10_020, 10_031, PERCENT / 10); // 10,010, 10,020, 10,031
    assertMark(MarkResult.SET, 10_020, 10_020, 20, 7);
    book(10_020, 10_020, 9_000, PERCENT / 10); // 10,010, 10,020, 9,000
    assertMark(MarkResult.SET, 10_010, 10_010, 20, 7);
    book(10_020, 10_020, 10_012, PERCENT / 10); // 10,010, 10,020, 10,012
    assertMark(MarkResult.SET, 10_012, 10_012, 20, 7);
  }

  @Test
  void fundingShareIsRoundedDownForBothSigns() {
    start(MarkRule.MEDIAN);
    source(10_001, PERCENT / 10); // 10.001
    assertMark(MarkResult.SET, 10_011, 10_011, 0, 1);
    source(10_001, -PERCENT / 10); // -10.001
    assertMark(MarkResult.SET, 9_990, 9_990, 0, 1);
  }

  @Test
  void staleBookCountsAsNoneButTheSamplesStay() {
    start(MarkRule.MEDIAN);
    source(10_000);
    book(10_020, 10_020, 10_011);
    assertMark(MarkResult.SET, 10_011, 10_011, 20, 7);

    later(10);
    source(10_000);
    assertMark(MarkResult.SET, 10_011, 10_011, 20, 7);
    later(1);
    source(10_000);
    assertMark(MarkResult.SET, 10_010, 10_010, 20, 3);
  }

  @Test
  void fewerLiveSourcesThanTheLeastLeaveIndexAndMark() {
    sourcesMin = 2;
    start(MarkRule.ORACLE);
    source(10_000);
    assertMark(MarkResult.INDEX_STALE, 0, 0, 0, 0);
    assertEquals(0, prices.index());
    secondSource(10_010);
    assertMark(MarkResult.SET, 10_000, 10_000, 0, 1);
    assertEquals(2, prices.sources().live());

    later(11);
    secondSource(12_000);
    assertMark(MarkResult.INDEX_STALE, 10_000, 0, 0, 0);
    assertEquals(10_000, prices.index());
    assertEquals(1, prices.sources().live());
    book(13_000, 13_000, 13_000);
    assertEquals(0, prices.basisAverage().size());
  }

  @Test
  void computedPriceIsKeptBetweenTheContractsLowestAndHighest() {
    start(MarkRule.BASIS_AVERAGE);
    source(10_000);
    book(10, 10, 0); // basis -9,990
    source(9_000); // 9,000 - 9,990 is below 0
    assertMark(MarkResult.SET, 10, 10, -9_990, 3);

    start(MarkRule.BASIS_AVERAGE);
    source(10);
    book(PRICE_MAX, PRICE_MAX, 0);
    source(1_000);
    assertMark(MarkResult.SET, PRICE_MAX, PRICE_MAX, PRICE_MAX - 10, 3);
  }

  @Test
  void rejectingGuardKeepsAMarkOutsideTheBandAroundTheLast() {
    markBand = PERCENT;
    start(MarkRule.ORACLE);
    source(10_000);
    assertMark(MarkResult.SET, 10_000, 10_000, 0, 1);
    source(10_100);
    assertMark(MarkResult.SET, 10_100, 10_100, 0, 1);
    source(10_202); // 10,100 + 101 is the highest
    assertMark(MarkResult.KEPT, 10_100, 10_202, 0, 1);
    source(9_998);
    assertMark(MarkResult.KEPT, 10_100, 9_998, 0, 1);
    source(9_999);
    assertMark(MarkResult.SET, 9_999, 9_999, 0, 1);
  }

  @Test
  void clampingGuardMovesTheMarkByTheBandAtMost() {
    markBand = PERCENT;
    policy = GuardPolicy.CLAMP;
    start(MarkRule.ORACLE);
    source(10_000);
    source(20_000);
    assertMark(MarkResult.CLAMPED, 10_100, 20_000, 0, 1);
    source(20_000);
    assertMark(MarkResult.CLAMPED, 10_201, 20_000, 0, 1);
    source(5_000);
    assertMark(MarkResult.CLAMPED, 10_099, 5_000, 0, 1);
  }

  @Test
  void priceThatIsRefusedButLastsMovesTheTimeWeightedAverageAndIsAccepted() {
    twapBand = 5 * PERCENT;
    start(MarkRule.ORACLE);
    source(10_000);
    later(100);
    source(11_000); // T = 10,000 here; after it (11,000 x 100 + 10,000 x 200) / 300 = 10,333
    assertMark(MarkResult.KEPT, 10_000, 11_000, 0, 1);
    later(100);
    source(11_000); // 10,333 + 516 = 10,849; after it T = 10,555
    assertMark(MarkResult.KEPT, 10_000, 11_000, 0, 1);
    later(1);
    source(11_000); // 10,555 + 527 = 11,082
    assertMark(MarkResult.SET, 11_000, 11_000, 0, 1);
  }

  @Test
  void bandsThatDoNotMeetKeepTheMarkEvenUnderClamp() {
    markBand = PERCENT;
    twapBand = PERCENT;
    policy = GuardPolicy.CLAMP;
    start(MarkRule.ORACLE);
    source(10_000);
    later(300);
    source(20_000); // T = 20,000 after this
    assertMark(MarkResult.CLAMPED, 10_100, 20_000, 0, 1);
    source(20_000); // 9,999..10,201 and 19,800..20,200
    assertMark(MarkResult.KEPT, 10_100, 20_000, 0, 1);
  }

  @Test
  void firstMarkHasNoBand() {
    markBand = 1;
    twapBand = 1;
    start(MarkRule.ORACLE);
    source(777);
    assertMark(MarkResult.SET, 777, 777, 0, 1);
  }

  @Test
  void newRuleForgetsWhatWasGathered() {
    twapBand = PERCENT;
    start(MarkRule.MEDIAN);
    source(10_000);
    book(10_020, 10_020, 10_011);

    prices.rule(rule(MarkRule.MEDIAN));
    assertEquals(0, prices.index());
    assertEquals(0, prices.sources().price(0));
    assertEquals(0, prices.basisAverage().size());
    assertEquals(0, prices.timeWeighted().scaled());
    source(20_000);
    assertMark(MarkResult.SET, 20_000, 20_000, 0, 1);
  }

  private void start(MarkRule markRule) {
    now = 0;
    mark = 0;
    prices = new ComputedPrices(rule(markRule), PRICE_MIN, PRICE_MAX, 0);
  }

  private PriceRule rule(MarkRule markRule) {
    return new PriceRule(
        10 * SECOND,
        0,
        SECOND,
        150 * SECOND,
        basisMax,
        markBand,
        twapBand,
        300 * SECOND,
        3,
        sourcesMin,
        markRule,
        IndexRule.WEIGHTED_MEDIAN,
        policy,
        List.of(new IndexSource(1, 1), new IndexSource(2, 1)));
  }

  private void later(int seconds) {
    now += seconds * SECOND;
  }

  private void source(long price) {
    source(price, 0);
  }

  private void source(long price, long fundingShare) {
    prices.sources().price(0, price, now);
    update(fundingShare);
  }

  private void secondSource(long price) {
    prices.sources().price(1, price, now);
    update(0);
  }

  private void book(long bid, long ask, long trade) {
    book(bid, ask, trade, 0);
  }

  private void book(long bid, long ask, long trade, long fundingShare) {
    prices.book().set(now, bid, ask, 0, 0, trade);
    update(fundingShare);
  }

  private void update(long fundingShare) {
    prices.update(now, mark, fundingShare);
    mark = prices.mark();
  }

  private void assertMark(
      MarkResult result, long expectedMark, long computed, long basis, int terms) {
    assertEquals(result, prices.result());
    assertEquals(expectedMark, prices.mark());
    assertEquals(computed, prices.computed());
    assertEquals(basis, prices.basis());
    assertEquals(terms, prices.terms());
  }
}
