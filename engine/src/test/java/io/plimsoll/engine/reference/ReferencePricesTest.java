package io.plimsoll.engine.reference;

import static io.plimsoll.engine.reference.SmallVenue.PERPETUAL;
import static io.plimsoll.engine.reference.SmallVenue.TRADER;

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
import org.junit.jupiter.api.Test;

/** Index and mark prices of the reference engine, with numbers worked by hand. */
class ReferencePricesTest {
  private static final long MILLI = 1_000_000;
  private static final long SECOND = 1000 * MILLI;
  private static final long PERCENT = 10_000_000;
  private static final List<IndexSource> ONE = List.of(new IndexSource(1, 1));
  private static final List<IndexSource> THREE =
      List.of(new IndexSource(1, 1), new IndexSource(2, 2), new IndexSource(3, 3));

  private final SmallVenue venue = new SmallVenue();
  private long now;

  private void rule(MarkRule mark, IndexRule index, List<IndexSource> sources, long basisMax) {
    set(mark, index, sources, basisMax, 0, 0, GuardPolicy.REJECT);
  }

  private void guarded(long markBand, long twapBand, GuardPolicy policy) {
    set(MarkRule.ORACLE, IndexRule.WEIGHTED_MEDIAN, ONE, 0, markBand, twapBand, policy);
  }

  /** Samples each millisecond, two in the ring, a window of two; the basis' time is three. */
  private void set(
      MarkRule mark,
      IndexRule index,
      List<IndexSource> sources,
      long basisMax,
      long markBand,
      long twapBand,
      GuardPolicy policy) {
    venue.prices.setPriceRule(
        PERPETUAL,
        new PriceRule(
            100 * SECOND,
            5 * PERCENT,
            MILLI,
            3 * MILLI,
            basisMax,
            markBand,
            twapBand,
            2 * MILLI,
            2,
            1,
            mark,
            index,
            policy,
            sources));
    venue.expect("[CommandAccepted] eventCount=0");
  }

  private void source(int id, long price) {
    venue.prices.sourcePrice(PERPETUAL, id, price);
  }

  private void book(long bid, long ask, long lastTrade) {
    venue.prices.bookPrice(PERPETUAL, bid, ask, 0, 0, lastTrade);
  }

  private void after(long nanos) {
    now += nanos;
    venue.prices.at(now);
    venue.commands.at(now);
  }

  private void expect(
      long index, long before, long after, long computed, long basis, String sources) {
    venue.expectOf(
        "MarkPriceChanged",
        "[MarkPriceChanged] indexPrice="
            + index
            + "|markPrice="
            + after
            + "|previousMark="
            + before
            + "|computedPrice="
            + computed
            + "|basis="
            + basis
            + "|instrumentId=1|"
            + sources);
  }

  @Test
  void oneOutlierHasNoWeightInTheMean() {
    rule(MarkRule.ORACLE, IndexRule.WEIGHTED_MEAN, THREE, 0);
    source(1, 100);
    expect(100, 100, 100, 100, 0, "liveSources=1|outliers=0|terms=1|result=SET");
    source(2, 102);
    // The median of two is 101; (100 + 2 * 102) / 3 = 101.33.
    expect(101, 100, 101, 101, 0, "liveSources=2|outliers=0|terms=1|result=SET");
    source(3, 200);
    expect(101, 101, 101, 101, 0, "liveSources=3|outliers=1|terms=1|result=SET");
  }

  @Test
  void severalOutliersGiveTheMedianWithoutWeights() {
    rule(MarkRule.ORACLE, IndexRule.WEIGHTED_MEAN, THREE, 0);
    source(1, 100);
    source(2, 50);
    venue.forget();
    source(3, 200);
    expect(100, 75, 100, 100, 0, "liveSources=3|outliers=2|terms=1|result=SET");
  }

  @Test
  void weightedMedianIsTheLowestPriceThatReachesHalfTheWeight() {
    rule(MarkRule.ORACLE, IndexRule.WEIGHTED_MEDIAN, THREE, 0);
    source(1, 100);
    source(2, 101);
    venue.forget();
    // Weights 1, 2 and 3: a tie of 3 and 3 goes to the lower.
    source(3, 102);
    expect(101, 101, 101, 101, 0, "liveSources=3|outliers=0|terms=1|result=SET");
  }

  @Test
  void outlierIsFurtherAwayThanTheRange() {
    rule(MarkRule.ORACLE, IndexRule.WEIGHTED_MEAN, THREE, 0);
    source(1, 100);
    source(2, 100);
    venue.forget();
    source(3, 105);
    // (100 + 200 + 315) / 6 = 102.5
    expect(102, 100, 102, 102, 0, "liveSources=3|outliers=0|terms=1|result=SET");
    source(3, 106);
    expect(100, 102, 100, 100, 0, "liveSources=3|outliers=1|terms=1|result=SET");
  }

  @Test
  void sourceIsStaleOnlyAfterItsTime() {
    rule(MarkRule.ORACLE, IndexRule.WEIGHTED_MEAN, ONE, 0);
    source(1, 120);
    venue.forget();
    after(100 * SECOND);
    book(0, 0, 0);
    expect(120, 120, 120, 120, 0, "liveSources=1|outliers=0|terms=1|result=SET");
    after(1);
    book(0, 0, 0);
    expect(120, 120, 120, 0, 0, "liveSources=0|outliers=0|terms=0|result=INDEX_STALE");
  }

  @Test
  void directRuleComputesAnIndexAlone() {
    rule(MarkRule.DIRECT, IndexRule.WEIGHTED_MEAN, ONE, 0);
    source(1, 120);
    expect(120, 100, 100, 0, 0, "liveSources=1|outliers=0|terms=0|result=INDEX_ONLY");
    venue.commands.markPrice(PERPETUAL, 110);
    venue.expect("[CommandAccepted] eventCount=0");
  }

  @Test
  void medianTakesTheTermsThatThereAre() {
    rule(MarkRule.MEDIAN, IndexRule.WEIGHTED_MEAN, ONE, 0);
    source(1, 100);
    expect(100, 100, 100, 100, 0, "liveSources=1|outliers=0|terms=1|result=SET");
    // The middle of 103 and 106 is 104.
    book(103, 106, 0);
    expect(100, 100, 102, 102, 4, "liveSources=1|outliers=0|terms=3|result=SET");
    book(103, 106, 99);
    expect(100, 102, 100, 100, 4, "liveSources=1|outliers=0|terms=7|result=SET");
    // The basis stays what it was: the next sample is due in a millisecond.
    book(0, 0, 107);
    expect(100, 100, 104, 104, 4, "liveSources=1|outliers=0|terms=7|result=SET");
  }

  @Test
  void ringKeepsTheLastSamples() {
    rule(MarkRule.BASIS_AVERAGE, IndexRule.WEIGHTED_MEAN, ONE, 0);
    source(1, 100);
    book(104, 104, 0);
    venue.forget();
    after(MILLI);
    book(105, 105, 0);
    expect(100, 104, 104, 104, 4, "liveSources=1|outliers=0|terms=3|result=SET");
    after(MILLI);
    book(92, 92, 0);
    // (5 - 8) / 2 towards minus infinity; the first 4 is gone.
    expect(100, 104, 98, 98, -2, "liveSources=1|outliers=0|terms=3|result=SET");
  }

  @Test
  void exponentialAverageMovesByTheShareOfTimeThatPassed() {
    rule(MarkRule.EMA, IndexRule.WEIGHTED_MEAN, ONE, 0);
    source(1, 100);
    book(104, 104, 0);
    venue.forget();
    after(MILLI);
    book(108, 108, 0);
    // 4 + (8 - 4) * 1 / (3 + 1)
    expect(100, 104, 105, 105, 5, "liveSources=1|outliers=0|terms=3|result=SET");
  }

  @Test
  void basisIsHeldWithinItsBound() {
    rule(MarkRule.EMA, IndexRule.WEIGHTED_MEAN, ONE, 2 * PERCENT);
    source(1, 100);
    venue.forget();
    book(104, 104, 0);
    expect(100, 100, 102, 102, 2, "liveSources=1|outliers=0|terms=3|result=SET");
    after(MILLI);
    book(10, 10, 0);
    expect(100, 102, 98, 98, -2, "liveSources=1|outliers=0|terms=3|result=SET");
  }

  @Test
  void computedPriceIsHeldWithinTheInstrumentsRange() {
    rule(MarkRule.BASIS_AVERAGE, IndexRule.WEIGHTED_MEAN, ONE, 0);
    source(1, 900);
    book(400, 400, 0);
    venue.forget();
    source(1, 100);
    expect(100, 400, 1, 1, -500, "liveSources=1|outliers=0|terms=3|result=SET");
  }

  @Test
  void rejectKeepsTheMarkAndClampMovesItToTheEdge() {
    guarded(10 * PERCENT, 0, GuardPolicy.REJECT);
    source(1, 111);
    expect(111, 100, 100, 111, 0, "liveSources=1|outliers=0|terms=1|result=KEPT");
    source(1, 110);
    expect(110, 100, 110, 110, 0, "liveSources=1|outliers=0|terms=1|result=SET");
    guarded(10 * PERCENT, 0, GuardPolicy.CLAMP);
    source(1, 122);
    expect(122, 110, 121, 122, 0, "liveSources=1|outliers=0|terms=1|result=CLAMPED");
    source(1, 10);
    expect(10, 121, 109, 10, 0, "liveSources=1|outliers=0|terms=1|result=CLAMPED");
  }

  @Test
  void refusedPriceThatLastsIsAcceptedByTheTimeWeightedBand() {
    guarded(0, 10 * PERCENT, GuardPolicy.REJECT);
    source(1, 100);
    venue.forget();
    // The averages before each: 100, 150, 175, 187.5.
    for (int i = 0; i < 3; i++) {
      after(MILLI);
      source(1, 200);
      expect(200, 100, 100, 200, 0, "liveSources=1|outliers=0|terms=1|result=KEPT");
    }
    after(MILLI);
    source(1, 200);
    expect(200, 100, 200, 200, 0, "liveSources=1|outliers=0|terms=1|result=SET");
  }

  @Test
  void clampKeepsTheMarkBetweenBandsThatDoNotMeet() {
    guarded(PERCENT, PERCENT, GuardPolicy.CLAMP);
    source(1, 200);
    expect(200, 100, 101, 200, 0, "liveSources=1|outliers=0|terms=1|result=CLAMPED");
    source(1, 200);
    expect(200, 101, 101, 200, 0, "liveSources=1|outliers=0|terms=1|result=KEPT");
  }

  @Test
  void markPriceIsRefusedUntilTheRuleIsDirectAgain() {
    guarded(0, 0, GuardPolicy.REJECT);
    venue.commands.markPrice(PERPETUAL, 110);
    venue.expect("[CommandRejected] detail=1|fieldId=4|command=14|reason=MARK_IS_COMPUTED");
    venue.prices.setPriceRule(PERPETUAL, PriceRule.DEFAULT);
    venue.commands.markPrice(PERPETUAL, 110);
    venue.expect("[CommandAccepted] eventCount=0", "[CommandAccepted] eventCount=0");
    source(1, 100);
    venue.expect("[CommandRejected] detail=1|fieldId=4|command=23|reason=NO_SOURCES");
  }

  @Test
  void anotherRuleForgetsWhatWasGathered() {
    rule(MarkRule.EMA, IndexRule.WEIGHTED_MEAN, THREE, 0);
    source(1, 100);
    book(104, 104, 0);
    venue.forget();
    rule(MarkRule.EMA, IndexRule.WEIGHTED_MEAN, THREE, 0);
    source(2, 106);
    expect(106, 104, 106, 106, 0, "liveSources=1|outliers=0|terms=1|result=SET");
  }

  @Test
  void computedMarkLiquidates() {
    guarded(0, 0, GuardPolicy.REJECT);
    venue.openLong(SmallVenue.MARKET);
    venue.forget();
    source(1, 94);
    venue.expectOf(
        "MarkPriceChanged|LiquidationStarted",
        "[MarkPriceChanged] indexPrice=94|markPrice=94|previousMark=100|computedPrice=94|basis=0"
            + "|instrumentId=1|liveSources=1|outliers=0|terms=1|result=SET",
        "[LiquidationStarted] liquidationId=1|accountId="
            + TRADER
            + "|equity=40|requirement=47|markPrice=94|quantity=10|cost=1000|margin=100"
            + "|instrumentId=1|mode=ISOLATED");
  }

  @Test
  void medianCountsTheRestOfTheLastRateUntilThePaymentIsDue() {
    rule(MarkRule.MEDIAN, IndexRule.WEIGHTED_MEAN, ONE, 0);
    venue.prices.setFundingRule(
        PERPETUAL,
        new FundingRule(
            2 * PERCENT,
            0,
            2 * PERCENT,
            60 * SECOND,
            0,
            60 * SECOND,
            SECOND,
            FundingRateRule.DEAD_BAND,
            PremiumKind.MARK,
            PremiumAverage.PLAIN,
            FundingPriceKind.MARK));
    source(1, 500);
    after(60 * SECOND);
    venue.commands.clock();
    venue.forget();
    after(15 * SECOND);
    source(1, 500);
    // 45 of 60 seconds of 2 % are left: 1.5 % of 500 is 7.5.
    expect(500, 500, 507, 507, 0, "liveSources=1|outliers=0|terms=1|result=SET");
    after(45 * SECOND);
    source(1, 500);
    expect(500, 507, 500, 500, 0, "liveSources=1|outliers=0|terms=1|result=SET");
  }
}
