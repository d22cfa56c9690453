package io.plimsoll.engine.reference;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.plimsoll.engine.reference.MaintenanceSchedule.Size;
import io.plimsoll.protocol.codec.ScheduleForm;
import io.plimsoll.protocol.codec.TierMeasure;
import io.plimsoll.protocol.codec.Valuation;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import org.junit.jupiter.api.Test;

class MaintenanceScheduleTest {
  private static final List<Tier> BY_NOTIONAL =
      List.of(new Tier(0, 0, 10_000_000, 10_000), new Tier(1000, 0, 25_000_000, 5000));
  private static final List<Tier> BY_QUANTITY =
      List.of(new Tier(0, 0, 10_000_000, 10_000), new Tier(0, 10, 25_000_000, 5000));

  private static MaintenanceSchedule tiered(
      ScheduleForm form, TierMeasure measure, Valuation valuation, List<Tier> tiers) {
    return new MaintenanceSchedule(form, measure, valuation, 0, 0, 0, tiers, 0);
  }

  private static MaintenanceSchedule smooth(
      ScheduleForm form, long initialRate, long premium, long rate, long rateMax, int scale) {
    return new MaintenanceSchedule(
        form,
        TierMeasure.QUANTITY,
        Valuation.MARK,
        initialRate,
        premium,
        rateMax,
        List.of(new Tier(0, 0, rate, 10_000)),
        scale);
  }

  private static Size size(long quantity, long cost, long notional) {
    return new Size(Exact.big(quantity), Exact.big(cost), Exact.big(notional));
  }

  /** The margin in money, as text. */
  private static String margin(MaintenanceSchedule schedule, Size size) {
    BigInteger exact = schedule.maintenanceTimesPpb(size);
    return new BigDecimal(exact, 9).stripTrailingZeros().toPlainString();
  }

  private static void rate(long expected, MaintenanceSchedule schedule, long quantity) {
    assertEquals(Exact.big(expected), schedule.rate(size(quantity, 0, 0)));
  }

  @Test
  void marginalRateHoldsForThePartInsideItsTier() {
    MaintenanceSchedule atMark =
        tiered(ScheduleForm.MARGINAL, TierMeasure.MARK_NOTIONAL, Valuation.MARK, BY_NOTIONAL);
    MaintenanceSchedule atEntry =
        tiered(ScheduleForm.MARGINAL, TierMeasure.ENTRY_NOTIONAL, Valuation.ENTRY, BY_NOTIONAL);

    assertEquals("9.99", margin(atMark, size(1, 5000, 999)));
    assertEquals("10", margin(atMark, size(1, 5000, 1000)));
    assertEquals("22.5", margin(atMark, size(1, 5000, 1500)));
    assertEquals("22.5", margin(atEntry, size(1, 1500, 5000)));
  }

  @Test
  void wholePositionBearsTheRateOfTheTierThatItsMeasureFallsIn() {
    MaintenanceSchedule byCost =
        tiered(
            ScheduleForm.WHOLE_POSITION, TierMeasure.ENTRY_NOTIONAL, Valuation.MARK, BY_NOTIONAL);
    MaintenanceSchedule byQuantity =
        tiered(ScheduleForm.WHOLE_POSITION, TierMeasure.QUANTITY, Valuation.ENTRY, BY_QUANTITY);

    assertEquals("15", margin(byCost, size(50, 999, 1500)));
    assertEquals("37.5", margin(byCost, size(50, 1000, 1500)));
    assertEquals("12", margin(byQuantity, size(9, 1200, 1500)));
    assertEquals("30", margin(byQuantity, size(10, 1200, 1500)));
  }

  @Test
  void continuousRateGrowsByThePremiumOfEachContractUpToTheHighest() {
    MaintenanceSchedule schedule =
        smooth(ScheduleForm.CONTINUOUS, 20_000_000, 50_000, 10_000_000, 12_000_000, 1);

    rate(10_005_000, schedule, 1);
    rate(11_250_000, schedule, 250);
    rate(12_000_000, schedule, 400);
    rate(12_000_000, schedule, 500);
    rate(10_000_001, smooth(ScheduleForm.CONTINUOUS, 0, 1, 10_000_000, 12_000_000, 3), 1);
  }

  /** Deribit, "Linear perpetual and futures": BTC_USDC at 100,000, SOL_USDC at 200, size 25. */
  @Test
  void continuousScheduleGivesTheMarginsThatDeribitPrints() {
    MaintenanceSchedule btc =
        smooth(ScheduleForm.CONTINUOUS, 20_000_000, 50_000, 10_000_000, 999_999_999, 0);
    MaintenanceSchedule sol =
        smooth(ScheduleForm.CONTINUOUS, 40_000_000, 5_000, 20_000_000, 999_999_999, 0);

    assertEquals("28125", margin(btc, size(25, 0, 2_500_000)));
    assertEquals(Exact.big(21_250_000), btc.leastInitialRate(Exact.big(25)));
    assertEquals("100.625", margin(sol, size(25, 0, 5_000)));
    assertEquals(Exact.big(40_125_000), sol.leastInitialRate(Exact.big(25)));
  }

  @Test
  void squareRootRateStartsFromFourFifthsAndNeverFallsBelowTheFirst() {
    MaintenanceSchedule schedule =
        smooth(ScheduleForm.SQUARE_ROOT, 100_000_000, 1_000_000, 50_000_000, 80_000_000, 0);

    rate(50_000_000, schedule, 1);
    rate(50_000_000, schedule, 100);
    rate(70_000_000, schedule, 900);
    rate(80_000_000, schedule, 1600);
    rate(80_000_000, schedule, 1601);
    assertEquals(Exact.big(120_000_000), schedule.leastInitialRate(Exact.big(900)));
    assertEquals(Exact.big(100_000_000), schedule.leastInitialRate(Exact.big(4)));
  }

  @Test
  void squareRootIsTheLeastThatReachesTheExactRoot() {
    // 10^2 * 2 / 10 = 20, whose root is 4.47; of 16 contracts, 10^2 * 160 / 10 = 1600, 40 exactly.
    MaintenanceSchedule schedule = smooth(ScheduleForm.SQUARE_ROOT, 0, 10, 6, 1000, 1);

    rate(9, schedule, 2);
    rate(44, schedule, 160);
    assertEquals(Exact.ZERO, schedule.leastInitialRate(Exact.big(160)));
  }

  @Test
  void leastInitialRateOfTiersDoesNotGrow() {
    MaintenanceSchedule schedule =
        new MaintenanceSchedule(
            ScheduleForm.WHOLE_POSITION,
            TierMeasure.QUANTITY,
            Valuation.MARK,
            30_000_000,
            0,
            0,
            BY_QUANTITY,
            0);

    assertEquals(Exact.big(30_000_000), schedule.leastInitialRate(Exact.big(1_000_000)));
  }
}
