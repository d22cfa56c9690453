package io.plimsoll.engine.margin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plimsoll.engine.instrument.Instrument;
import io.plimsoll.engine.instrument.VenueRules;
import io.plimsoll.engine.memory.Int128;
import io.plimsoll.protocol.codec.ContractType;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

/**
 * The estimate of a liquidation price lies next to it, so that two evaluations of the line confirm
 * it: a wrong one would be put right, and only show as time.
 */
class EstimateTest {
  private static final long MOST_OFF = 2;

  @Property(tries = 5_000)
  void theEstimateIsNextToTheTrigger(
      @ForAll @LongRange(min = 1, max = 3_000) long size,
      @ForAll boolean isLong,
      @ForAll @LongRange(min = 100, max = 2_000) long entry,
      @ForAll @IntRange(min = 1, max = 125) int leverage,
      @ForAll @LongRange(min = 1_000_000_000L, max = 3_900_000_000L) long ratio,
      @ForAll boolean atMaintenance,
      @ForAll ContractType type,
      @ForAll @IntRange(min = 0, max = 6) int schedule,
      @ForAll boolean feeCounted) {
    Assume.that(type != ContractType.NULL_VAL);
    Instrument instrument = LiquidationPriceTest.instrument(type, schedule);
    long quantity = isLong ? size : -size;
    long cost = instrument.tradeValue(quantity, entry);

    assertNear(
        LiquidationPriceTest.rules(true, feeCounted),
        instrument,
        quantity,
        cost,
        Math.abs(cost) / leverage,
        atMaintenance ? Int128.PPB : ratio);
  }

  @Property(tries = 5_000)
  void soItIsWhereNumbersAreLargest(
      @ForAll @LongRange(min = 1, max = 10_000_000) long size,
      @ForAll boolean isLong,
      @ForAll @LongRange(min = 1_000_000, max = 1L << 35) long entry,
      @ForAll @IntRange(min = 1, max = 125) int leverage) {
    Instrument instrument = largest();
    long quantity = isLong ? size : -size;
    long cost = instrument.tradeValue(quantity, entry);

    VenueRules rules = LiquidationPriceTest.rules(true, true);
    assertNear(rules, instrument, quantity, cost, Math.abs(cost) / leverage, Int128.PPB);
  }

  @Test
  void aTriggerOutOfReachIsEstimatedAtTheEndOfTheRange() {
    VenueRules rules = LiquidationPriceTest.rules(true, true);
    Instrument instrument = largest();
    long cost = instrument.tradeValue(-1, 1_000_000);

    long safe = LiquidationPrice.estimate(rules, instrument, -1, cost, 1L << 60, Int128.PPB);
    long past = LiquidationPrice.estimate(rules, instrument, -1, cost, -(1L << 60), Int128.PPB);

    assertEquals(instrument.priceMax(), safe);
    assertEquals(instrument.priceMin(), past);
  }

  /** Values up to 2^58 in tiers that begin at 0, 2^45 and 2^52. */
  private static Instrument largest() {
    return LiquidationPriceTest.marginal(
        1L << 35,
        4,
        4,
        new long[][] {{0, 5_000_000}, {1L << 45, 10_000_000}, {1L << 52, 50_000_000}});
  }

  private static void assertNear(
      VenueRules rules, Instrument instrument, long quantity, long cost, long margin, long ratio) {
    long trigger = LiquidationPrice.of(rules, instrument, quantity, cost, margin, ratio);
    long inRange = Math.max(instrument.priceMin(), Math.min(trigger, instrument.priceMax()));
    long estimate = LiquidationPrice.estimate(rules, instrument, quantity, cost, margin, ratio);
    assertTrue(
        Math.abs(estimate - inRange) <= MOST_OFF, "trigger " + trigger + ", estimate " + estimate);
  }
}
