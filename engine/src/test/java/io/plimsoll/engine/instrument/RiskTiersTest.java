package io.plimsoll.engine.instrument;

import static io.plimsoll.protocol.codec.TierMeasure.ENTRY_NOTIONAL;
import static io.plimsoll.protocol.codec.TierMeasure.MARK_NOTIONAL;
import static io.plimsoll.protocol.codec.TierMeasure.QUANTITY;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.plimsoll.engine.memory.Int128;
import io.plimsoll.protocol.codec.ScheduleForm;
import io.plimsoll.protocol.codec.Valuation;
import java.math.BigInteger;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class RiskTiersTest {
  private static final long PPB = Int128.PPB;
  private static final long PERCENT = PPB / 100;

  private final RiskTiers tiers = new RiskTiers(0);

  @Test
  void marginalMarginIsContinuousAtEveryFloor() {
    tiers.start(ScheduleForm.MARGINAL, MARK_NOTIONAL, Valuation.MARK, 0, 0, 0);
    addTwo(1_000);

    assertEquals(10, requirement(5, 0, 1_000));
    // 1,000 x 1 % + 500 x 5 %
    assertEquals(35, requirement(5, 0, 1_500));
  }

  @Test
  void marginalAtEntryTakesTierAndValueFromTheCost() {
    tiers.start(ScheduleForm.MARGINAL, ENTRY_NOTIONAL, Valuation.ENTRY, 0, 0, 0);
    addTwo(1_000);

    assertEquals(35, requirement(-5, -1_500, 1));
    assertEquals(0, tiers.tierOfPosition(-5, -999, 1_000_000));
    assertEquals(1, tiers.tierOfPosition(-5, -1_000, 1));
  }

  @Test
  void theTierOfAWholePositionHoldsForAllOfIt() {
    tiers.start(ScheduleForm.WHOLE_POSITION, ENTRY_NOTIONAL, Valuation.MARK, 0, 0, 0);
    addTwo(1_000);

    assertEquals(8, requirement(5, 999, 800));
    assertEquals(40, requirement(5, 1_000, 800));
  }

  @Test
  void tiersMayMeasureTheQuantity() {
    tiers.start(ScheduleForm.WHOLE_POSITION, QUANTITY, Valuation.ENTRY, 0, 0, 0);
    addTwo(10);

    assertEquals(8, requirement(-9, -800, 5_000));
    assertEquals(40, requirement(-10, -800, 5_000));
    assertEquals(1, tiers.tierOfTrade(10, 1));
    assertEquals(0, tiers.notionalFloor(1));
    assertEquals(10, tiers.quantityFloor(1));
  }

  @Test
  void aTradeIsMeasuredByItsNotionalUnlessTiersMeasureTheQuantity() {
    tiers.start(ScheduleForm.WHOLE_POSITION, ENTRY_NOTIONAL, Valuation.ENTRY, 0, 0, 0);
    addTwo(1_000);

    assertEquals(0, tiers.tierOfTrade(5_000, 999));
    assertEquals(1, tiers.tierOfTrade(1, 1_000));
    assertEquals(1_000, tiers.notionalFloor(1));
    assertEquals(0, tiers.quantityFloor(1));
  }

  @Test
  void aContinuousRateRisesWithTheQuantityRoundedUpUntilItsHighest() {
    RiskTiers hundredths = new RiskTiers(2);
    hundredths.start(ScheduleForm.CONTINUOUS, QUANTITY, Valuation.MARK, 3 * PERCENT, 50, 1_000_170);
    hundredths.add(0, 1_000_000, 10_000);

    // 0.01 contracts: 0.5, rounded up.
    assertEquals(1_000_001, hundredths.rate(0, 1));
    assertEquals(1_000_100, hundredths.rate(0, -200));
    assertEquals(1_000_170, hundredths.rate(0, 340));
    assertEquals(1_000_170, hundredths.rate(0, 341));
    assertEquals(1_000_170, hundredths.rate(0, 1L << 60));
    assertEquals(3 * PERCENT + 100, hundredths.leastInitialRate(-200));
  }

  @Test
  void aSquareRootRateStartsAtTheFirstRateAndRisesFromFourFifthsOfIt() {
    RiskTiers tenths = new RiskTiers(1);
    tenths.start(ScheduleForm.SQUARE_ROOT, QUANTITY, Valuation.MARK, 0, 1_000, 10_020_000);
    tenths.add(0, 10_000_009, 10_000);

    // 80 % of 10,000,009 is 8,000,007.2. 400 contracts: 20 x 1,000 = 20,000 is still below.
    assertEquals(10_000_009, tenths.rate(0, 4_000));
    // 4,040,100 contracts: 2,010 x 1,000; one tenth more is rounded up.
    assertEquals(10_010_007, tenths.rate(0, 40_401_000));
    assertEquals(10_010_008, tenths.rate(0, 40_401_001));
    assertEquals(10_020_000, tenths.rate(0, 1L << 60));
    assertEquals(0, tenths.leastInitialRate(40_401_000));
  }

  @Test
  void theClosingFeeCountsAtTheMarkEvenIfTheRateAppliesToTheCost() {
    tiers.start(ScheduleForm.WHOLE_POSITION, ENTRY_NOTIONAL, Valuation.ENTRY, 0, 0, 0);
    addTwo(1_000);

    // 900 x 1 % + 400 x 0.1 % = 9.4
    assertEquals(10, tiers.requirement(5, 900, 400, PERCENT / 10, PPB));
    // x 1.5 = 14.1
    assertEquals(15, tiers.requirement(5, 900, 400, PERCENT / 10, 3 * PPB / 2));
  }

  @Test
  void withoutAQuantityThereIsNoRequirement() {
    tiers.start(ScheduleForm.WHOLE_POSITION, ENTRY_NOTIONAL, Valuation.ENTRY, 0, 0, 0);
    addTwo(1_000);

    assertEquals(0, requirement(0, 3, 0));
    assertEquals(1, requirement(1, 3, 0));
  }

  @Property
  void squareRootRateIsTheLeastThatTheRuleAllows(
      @ForAll @LongRange(min = 1, max = 1L << 60) long quantity,
      @ForAll @LongRange(min = 1, max = PPB) long premium,
      @ForAll @LongRange(min = 1, max = PPB - 1) long first) {
    RiskTiers millionths = new RiskTiers(6);
    millionths.start(ScheduleForm.SQUARE_ROOT, QUANTITY, Valuation.MARK, 0, premium, PPB - 1);
    millionths.add(0, first, 100);

    long base = 8 * first / 10;
    BigInteger need = BigInteger.valueOf(premium).pow(2).multiply(BigInteger.valueOf(quantity));
    BigInteger one = BigInteger.valueOf(1_000_000);
    BigInteger root = need.add(one).subtract(BigInteger.ONE).divide(one).sqrt();
    while (root.pow(2).multiply(one).compareTo(need) < 0) {
      root = root.add(BigInteger.ONE);
    }
    BigInteger rate =
        root.add(BigInteger.valueOf(base))
            .max(BigInteger.valueOf(first))
            .min(BigInteger.valueOf(PPB - 1));

    assertEquals(rate.longValueExact(), millionths.rate(0, quantity));
  }

  private void addTwo(long floor) {
    tiers.add(0, PERCENT, 10_000);
    tiers.add(floor, 5 * PERCENT, 2_000);
  }

  private long requirement(long quantity, long cost, long notional) {
    return tiers.requirement(quantity, cost, notional, 0, PPB);
  }
}
