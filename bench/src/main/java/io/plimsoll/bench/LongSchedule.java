package io.plimsoll.bench;

import io.plimsoll.protocol.RiskTier;

/**
 * The requirement of {@link Market} in 64-bit integers: exact, and as a quick upper bound.
 *
 * <p>Products are split at a billion so that none overflows. The bound rests on the schedule being
 * convex: between two powers of two it lies below the chord, so one multiplication with the chord's
 * slope, found by the number of leading zeros of the notional, bounds it without a search for the
 * tier. Immutable.
 */
final class LongSchedule {
  private static final long PPB = Market.PPB;
  private static final long ROUNDING = 4;

  private final int tiers = Market.TIERS.size();
  private final long[] floors = new long[tiers];
  private final long[] rates = new long[tiers];
  private final long[] deductions = new long[tiers];
  private final long[] deductionRests = new long[tiers];

  private final int slopeShift;
  private final long[] slopes = new long[Long.SIZE + 1];
  private final long[] intercepts = new long[Long.SIZE + 1];

  /**
   * The schedule for notionals up to a limit.
   *
   * @param notionalMax money
   */
  LongSchedule(long notionalMax) {
    for (int i = 0; i < tiers; i++) {
      RiskTier tier = Market.TIERS.get(i);
      floors[i] = tier.notionalFloor();
      rates[i] = tier.maintenanceRate();
      if (i > 0) {
        long step = rates[i] - rates[i - 1];
        long rest = deductionRests[i - 1] + floors[i] % PPB * step;
        deductions[i] = deductions[i - 1] + floors[i] / PPB * step + rest / PPB;
        deductionRests[i] = rest % PPB;
      }
    }
    // A slope is below 1, so slope << shift times a notional stays below 2^62.
    slopeShift = Long.numberOfLeadingZeros(notionalMax) - 2;
    // A notional of 0 has 64 leading zeros: no position, never past the line.
    intercepts[Long.SIZE] = Long.MIN_VALUE / 2;
    for (int zeros = Long.numberOfLeadingZeros(notionalMax); zeros < Long.SIZE; zeros++) {
      long low = Long.MIN_VALUE >>> zeros;
      long atLow = requirement(low);
      int lowBits = Long.SIZE - 1 - zeros;
      long rise = requirement(2 * low) - atLow + ROUNDING;
      slopes[zeros] = Math.min(((rise << slopeShift) >>> lowBits) + 1, 1L << slopeShift);
      intercepts[zeros] = atLow + ROUNDING - ((slopes[zeros] * low) >>> slopeShift);
    }
  }

  /** At or above {@link #requirement}, and cheap; far below 0 for a notional of 0. */
  long upperBound(long notional) {
    int zeros = Long.numberOfLeadingZeros(notional);
    return intercepts[zeros] + ((slopes[zeros] * notional) >>> slopeShift);
  }

  /** Maintenance margin and closing fee of a notional, rounded up once. */
  long requirement(long notional) {
    int tier = tiers - 1;
    while (floors[tier] > notional) {
      tier--;
    }
    long billions = notional / PPB;
    long rest = notional % PPB;
    long rate = rates[tier] + Market.TAKER_RATE;
    return rate * billions - deductions[tier] + ceil(rate * rest - deductionRests[tier]);
  }

  private static long ceil(long billionths) {
    return -Math.floorDiv(-billionths, PPB);
  }
}
