package io.plimsoll.engine.margin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.plimsoll.engine.instrument.Instrument;
import io.plimsoll.engine.instrument.VenueRules;
import io.plimsoll.engine.memory.Int128;
import io.plimsoll.protocol.codec.ContractType;
import io.plimsoll.protocol.codec.HedgeNetting;
import io.plimsoll.protocol.codec.SurplusTo;
import io.plimsoll.protocol.codec.TriggerRule;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Every mark of a small contract is tried, in every type, schedule and rule for legs. */
class LegsTest {
  private static final int TYPES = 3;
  private static final int SCHEDULES = 7;
  private static final int NETTINGS = 3;

  private static VenueRules rules(boolean strict, boolean fee) {
    VenueRules rules = new VenueRules();
    rules.configure(
        0,
        0,
        0,
        strict ? TriggerRule.BELOW : TriggerRule.AT_OR_BELOW,
        fee,
        SurplusTo.FUND,
        SurplusTo.ACCOUNT,
        false);
    return rules;
  }

  private static Instrument instrument(int combination) {
    ContractType type = ContractType.get((short) (1 + combination % TYPES));
    Instrument instrument = LiquidationPriceTest.instrument(type, combination / TYPES % SCHEDULES);
    instrument
        .tiers()
        .hedgeNetting(HedgeNetting.get((short) (1 + combination / TYPES / SCHEDULES)));
    return instrument;
  }

  /** Legs opened at two prices, money that leaves a surplus at the mark, and what a scan finds. */
  private static void compare(
      int combination, VenueRules rules, int longs, int shorts, int price, int mark, int spare) {
    Instrument instrument = instrument(combination);
    long longCost = instrument.tradeValue(longs, price);
    long shortCost = instrument.tradeValue(-shorts, 3_000 - price / 2);
    Legs legs = new Legs(rules).set(instrument, longs, longCost, -shorts, shortCost);
    long ratio = Int128.PPB;
    long money = legs.requirement(mark, ratio) - legs.unrealisedPnl(mark) + 1 + spare;

    for (boolean up : new boolean[] {true, false}) {
      long trigger = legs.trigger(money, mark, ratio, up);
      long step = up ? 1 : -1;
      long first = mark;
      while (instrument.accepts(first) && !legs.isPast(money, first, ratio)) {
        first += step;
      }
      long beyond = step * (trigger - first);
      assertFalse(beyond > 0, "a mark before the trigger is past the line");
      long expected = instrument.accepts(first) ? first : PositionPrices.NONE;
      assertEquals(expected, legs.firstPast(money, mark, ratio, up));
    }
  }

  @Property(tries = 1500, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
  void noMarkBeforeATriggerIsPastTheLineAndThePricesAreThoseOfAScan(
      @ForAll @IntRange(min = 0, max = TYPES * SCHEDULES * NETTINGS - 1) int combination,
      @ForAll boolean strict,
      @ForAll boolean fee,
      @ForAll @IntRange(min = 1, max = 3_000) int longs,
      @ForAll @IntRange(min = 1, max = 3_000) int shorts,
      @ForAll @IntRange(min = 50, max = 3_000) int price,
      @ForAll @IntRange(min = 50, max = 3_000) int mark,
      @ForAll @IntRange(min = 0, max = 200_000) int spare) {
    compare(combination, rules(strict, fee), longs, shorts, price, mark, spare % (1 + spare % 977));
    compare(combination, rules(strict, fee), longs, longs, price, mark, spare);
  }

  @Test
  void whatTwoLegsRequireFollowsTheRule() {
    VenueRules rules = rules(true, true);
    Legs legs = new Legs(rules);
    long ratio = Int128.PPB;

    // LINEAR, 0.4 % by the mark, taker fee 0.05 %, 100 long and 40 short at 1,000, a unit of 10.
    Instrument sum = instrument(0);
    legs.set(sum, 100, 0, -40, 0);
    assertEquals(4_500, legs.ofLong(1_000, ratio));
    assertEquals(1_800, legs.ofShort(1_000, ratio));
    assertEquals(6_300, legs.requirement(1_000, ratio));
    sum.tiers().hedgeNetting(HedgeNetting.LARGER);
    assertEquals(4_500, legs.requirement(1_000, ratio));
    sum.tiers().hedgeNetting(HedgeNetting.NET);
    assertEquals(60 * 10_000 * 4 / 1_000 + 140 * 10_000 / 2_000, legs.requirement(1_000, ratio));
    legs.set(sum, 40, 0, -40, 0);
    assertEquals(80 * 10_000 / 2_000, legs.requirement(1_000, ratio), "the closing fee alone");
  }

  @Test
  void whatFallsToTheLegsAddsUpToWhatBothRequire() {
    Instrument instrument = instrument(0);
    instrument.tiers().hedgeNetting(HedgeNetting.LARGER);
    Legs legs = new Legs(rules(true, false)).set(instrument, 100, 0, -40, 0);

    long both = legs.requirement(1_000, Int128.PPB);

    assertEquals(4_000, both);
    assertEquals(4_000 * 4_000 / 5_600, legs.partOfLong(both, 1_000, Int128.PPB));
  }

  @Test
  void closingPartOfALegLeavesTheCostThatATradeWould() {
    Instrument instrument = instrument(0);
    instrument.tiers().hedgeNetting(HedgeNetting.SUM);
    Legs legs = new Legs(rules(true, false)).set(instrument, 100, 1_001, -40, -401);

    assertEquals(60, legs.unhedged());
    legs.close(true, 50);
    assertEquals(10, legs.unhedged());
    assertEquals(50 * 10_000 - 500 - 40 * 10_000 + 401, legs.unrealisedPnl(1_000));
    legs.close(false, 40);
    assertEquals(50, legs.unhedged());
    assertEquals(2_000, legs.requirement(1_000, Int128.PPB));
  }
}
