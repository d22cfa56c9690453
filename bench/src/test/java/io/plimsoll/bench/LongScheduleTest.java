package io.plimsoll.bench;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plimsoll.protocol.RiskTier;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class LongScheduleTest {
  private static final long NOTIONAL_MAX = Population.QUANTITY_MAX * Market.PRICE_MAX * Market.UNIT;

  private final LongSchedule schedule = new LongSchedule(NOTIONAL_MAX);

  @Test
  void upperBoundIsNeverBelowTheRequirement() {
    SplittableRandom random = new SplittableRandom(20261123);

    for (int i = 0; i < 1_000_000; i++) {
      checkBound(1 + (random.nextLong(NOTIONAL_MAX) >>> random.nextInt(44)));
    }
    for (RiskTier tier : Market.TIERS) {
      checkNear(tier.notionalFloor());
    }
    for (long power = 1; power <= NOTIONAL_MAX; power *= 2) {
      checkNear(power);
    }
    checkNear(NOTIONAL_MAX);
  }

  @Test
  void noPositionIsNeverPastTheBound() {
    assertTrue(schedule.upperBound(0) < -(1L << 61));
  }

  private void checkNear(long notional) {
    long from = Math.max(1, notional - 10);
    long to = Math.min(NOTIONAL_MAX, notional + 10);
    for (long n = from; n <= to; n++) {
      checkBound(n);
    }
  }

  private void checkBound(long notional) {
    long bound = schedule.upperBound(notional);
    long requirement = schedule.requirement(notional);
    assertTrue(bound >= requirement, () -> notional + ": " + bound + " < " + requirement);
    // A bound that is far too high would make the scan slow, not wrong.
    assertTrue(bound <= requirement + notional / 50 + 10, () -> notional + ": " + bound);
  }
}
