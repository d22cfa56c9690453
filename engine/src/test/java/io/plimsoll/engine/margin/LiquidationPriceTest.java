package io.plimsoll.engine.margin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plimsoll.engine.instrument.Asset;
import io.plimsoll.engine.instrument.ContractTerms;
import io.plimsoll.engine.instrument.Instrument;
import io.plimsoll.engine.instrument.RiskTiers;
import io.plimsoll.engine.instrument.VenueRules;
import io.plimsoll.engine.memory.Int128;
import io.plimsoll.protocol.codec.ContractType;
import io.plimsoll.protocol.codec.ScheduleForm;
import io.plimsoll.protocol.codec.SurplusTo;
import io.plimsoll.protocol.codec.TierMeasure;
import io.plimsoll.protocol.codec.TriggerRule;
import io.plimsoll.protocol.codec.Valuation;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class LiquidationPriceTest {
  private static final long PRICE_MAX = 100_000_00L;

  @Property(tries = 5_000)
  void theTriggerIsTheFirstMarkPastTheLineTickByTick(
      @ForAll @LongRange(min = 1, max = 3_000) long size,
      @ForAll boolean isLong,
      @ForAll @LongRange(min = 100, max = 2_000) long entry,
      @ForAll @IntRange(min = 1, max = 125) int leverage,
      @ForAll @LongRange(min = 1_000_000_000L, max = 3_900_000_000L) long ratio,
      @ForAll ContractType type,
      @ForAll @IntRange(min = 0, max = 6) int schedule,
      @ForAll boolean atOrBelow,
      @ForAll boolean feeCounted) {
    Assume.that(type != ContractType.NULL_VAL);
    VenueRules rules = rules(atOrBelow, feeCounted);
    Instrument instrument = instrument(type, schedule);
    long quantity = isLong ? size : -size;
    long cost = instrument.tradeValue(quantity, entry);
    long margin = Math.abs(cost) / leverage;

    long trigger = LiquidationPrice.of(rules, instrument, quantity, cost, margin, ratio);

    for (long mark = instrument.priceMin(); mark <= instrument.priceMax(); mark++) {
      boolean past =
          LiquidationPrice.isPast(rules, instrument, quantity, cost, margin, mark, ratio);
      assertEquals(isLong ? mark <= trigger : mark >= trigger, past, "mark " + mark);
    }
  }

  // Binance USDT-M isolated, long 1 at 10, 5x, maintenance rate 1 %, deduction 0.01: 8.0707…
  // (freqtrade, tests/exchange/test_exchange.py, test_get_liquidation_price).
  @Test
  void longAtFiveTimesLeverageIsLiquidatedWhereBinanceSays() {
    Instrument instrument = onePercentLessOneHundredth();
    long quantity = 1_000;
    long cost = instrument.value(quantity, 10_0000);

    long trigger =
        LiquidationPrice.of(rules(true, false), instrument, quantity, cost, cost / 5, Int128.PPB);

    assertEquals(8_0707, trigger);
  }

  @Test
  void shortAtFiveTimesLeverageIsLiquidatedWhereBinanceSays() {
    Instrument instrument = onePercentLessOneHundredth();
    long quantity = -1_000;
    long cost = instrument.value(quantity, 10_0000);

    long trigger =
        LiquidationPrice.of(rules(true, false), instrument, quantity, cost, -cost / 5, Int128.PPB);

    // 11.891089: the first tick at or above it.
    assertEquals(11_8911, trigger);
  }

  // Bybit USDT: long 1 BTC at 20,000, 50x, maintenance rate 0.5 %: liquidation price 19,700 with
  // the maintenance margin at entry value; at mark value 19,600 / 0.995 = 19,698.49.
  @Test
  void maintenanceMarginIsTakenAtTheMark() {
    Instrument instrument = instrument(PRICE_MAX, 2, 3, 5_000_000L);
    long cost = instrument.value(1_000, 20_000_00);

    long trigger =
        LiquidationPrice.of(rules(true, false), instrument, 1_000, cost, cost / 50, Int128.PPB);

    assertEquals(19_698_49, trigger);
  }

  @Test
  void aPositionBackedInFullHasNoTrigger() {
    Instrument instrument = instrument(PRICE_MAX, 2, 3, 5_000_000L);
    long cost = instrument.value(1_000, 20_000_00);

    long trigger =
        LiquidationPrice.of(
            rules(true, false), instrument, 1_000, cost, cost + 1_00000000L, Int128.PPB);

    assertEquals(0, trigger);
  }

  @Test
  void strictRuleNeedsEquityBelowTheRequirement() {
    VenueRules strict = rules(false, false);
    VenueRules loose = rules(true, false);

    // W34, dYdX v4: requirement 500; equity 500 is not liquidatable, 499 is.
    assertFalse(strict.isPast(500, 500));
    assertTrue(strict.isPast(499, 500));
    assertTrue(loose.isPast(500, 500));
  }

  static VenueRules rules(boolean atOrBelow, boolean feeCounted) {
    VenueRules rules = new VenueRules();
    rules.configure(
        1_500_000_000L,
        0,
        0,
        atOrBelow ? TriggerRule.AT_OR_BELOW : TriggerRule.BELOW,
        feeCounted,
        SurplusTo.FUND,
        SurplusTo.ACCOUNT,
        false);
    return rules;
  }

  /** Tiers that a size up to 3,000 passes through, whatever the contract and the schedule. */
  static Instrument instrument(ContractType type, int schedule) {
    long contractValue =
        switch (type) {
          case INVERSE -> 500_000_007;
          case QUANTO -> 37;
          default -> 0;
        };
    long priceMin = type == ContractType.INVERSE ? 50 : 1;
    ContractTerms terms =
        new ContractTerms(type, contractValue, 1, 1, priceMin, 3_000, 10_000, 1, 0);
    Instrument instrument = new Instrument(1, new Asset(1, 3), terms, 1, 2);
    ScheduleForm form =
        switch (schedule) {
          case 0, 1 -> ScheduleForm.MARGINAL;
          case 2, 3, 4 -> ScheduleForm.WHOLE_POSITION;
          case 5 -> ScheduleForm.CONTINUOUS;
          default -> ScheduleForm.SQUARE_ROOT;
        };
    TierMeasure measure =
        switch (schedule) {
          case 0 -> TierMeasure.MARK_NOTIONAL;
          case 1, 2 -> TierMeasure.ENTRY_NOTIONAL;
          default -> TierMeasure.QUANTITY;
        };
    boolean atMark = schedule == 0 || schedule == 2 || schedule == 3 || schedule == 5;
    boolean grows = schedule >= 5;
    instrument
        .tiers()
        .start(
            form,
            measure,
            atMark ? Valuation.MARK : Valuation.ENTRY,
            0,
            grows ? 1_000_000 : 0,
            grows ? 250_000_000 : 0);
    boolean byQuantity = measure == TierMeasure.QUANTITY;
    instrument.tiers().add(0, 4_000_000L, 12_500);
    if (!grows) {
      instrument.tiers().add(byQuantity ? 700 : 7_000_000, 13_333_333L, 5_000);
      instrument.tiers().add(byQuantity ? 2_001 : 90_000_001, 250_000_000L, 200);
    }
    instrument.fees(0, 500_000);
    return instrument;
  }

  private static Instrument instrument(
      long priceMax, int priceScale, int quantityScale, long rate) {
    return marginal(priceMax, priceScale, quantityScale, new long[][] {{0, rate}});
  }

  /** Floor 5, rates 0.8 % and 1 %: the deduction of the second tier is 0.01. */
  private static Instrument onePercentLessOneHundredth() {
    return marginal(PRICE_MAX, 4, 3, new long[][] {{0, 8_000_000L}, {5_00000000L, 10_000_000L}});
  }

  static Instrument marginal(
      long priceMax, int priceScale, int quantityScale, long[][] floorsAndRates) {
    ContractTerms terms =
        new ContractTerms(
            ContractType.LINEAR, 0, priceScale, quantityScale, 1, priceMax, 10_000_000, 1, 0);
    Instrument instrument = new Instrument(1, new Asset(1, 8), terms, 1, 2);
    RiskTiers tiers = instrument.tiers();
    tiers.start(ScheduleForm.MARGINAL, TierMeasure.MARK_NOTIONAL, Valuation.MARK, 0, 0, 0);
    for (long[] tier : floorsAndRates) {
      tiers.add(tier[0], tier[1], 12_500);
    }
    return instrument;
  }
}
