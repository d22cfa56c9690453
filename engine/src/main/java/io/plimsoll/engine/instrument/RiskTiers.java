package io.plimsoll.engine.instrument;

import io.plimsoll.engine.memory.Int128;

/**
 * A maintenance schedule in marginal form.
 *
 * <p>Maintenance margin = ceil((rate × notional − deduction) / 10^9) of the last tier whose floor
 * is not above the notional; each deduction follows from the tier below so that the margin is
 * continuous: D_n = D_(n−1) + floor_n × (rate_n − rate_(n−1)). Source: Binance "Leverage and Margin
 * of USDⓈ-M Futures" (maintenance amount), Bybit "Maintenance Margin (deduction)".
 */
public final class RiskTiers {
  /** Most tiers that an instrument may have. */
  public static final int TIERS_MAX = 32;

  private final long[] floors = new long[TIERS_MAX];
  private final long[] rates = new long[TIERS_MAX];
  private final int[] leverageMaxes = new int[TIERS_MAX];
  private final long[] deductionHi = new long[TIERS_MAX];
  private final long[] deductionLo = new long[TIERS_MAX];
  private final long[] deductions = new long[TIERS_MAX];
  private int size;

  /** Empties the schedule. */
  public void clear() {
    size = 0;
  }

  /**
   * Adds the next tier.
   *
   * @param floor notional from which it holds, above the last tier's
   * @param rate parts per billion, not below the last tier's
   * @param leverageMax hundredths
   */
  public void add(long floor, long rate, int leverageMax) {
    floors[size] = floor;
    rates[size] = rate;
    leverageMaxes[size] = leverageMax;
    if (size == 0) {
      deductionHi[0] = 0;
      deductionLo[0] = 0;
    } else {
      long step = rate - rates[size - 1];
      long lo = deductionLo[size - 1] + floor * step;
      long carry = Long.compareUnsigned(lo, deductionLo[size - 1]) < 0 ? 1 : 0;
      deductionLo[size] = lo;
      deductionHi[size] = deductionHi[size - 1] + Math.multiplyHigh(floor, step) + carry;
    }
    deductions[size] = wholeDeduction(size);
    size++;
  }

  /** How many tiers there are; 0 until they are set. */
  public int size() {
    return size;
  }

  /** Index of the tier that a notional falls in. */
  public int tierOf(long notional) {
    int tier = size - 1;
    while (tier > 0 && floors[tier] > notional) {
      tier--;
    }
    return tier;
  }

  /**
   * Maintenance margin and closing fee of a notional, times a ratio, rounded up once.
   *
   * @param notional 0 to 2^60
   * @param feeRate of the closing fee, parts per billion; 0 where it is not counted
   * @param ratio parts per billion, up to 10 in one
   */
  public long requirement(long notional, long feeRate, long ratio) {
    int tier = tierOf(notional);
    return Int128.rateCeil(
        ratio, rates[tier] + feeRate, notional, deductionHi[tier], deductionLo[tier]);
  }

  /** Notional from which a tier holds. */
  public long floor(int tier) {
    return floors[tier];
  }

  /** Maintenance rate of a tier, parts per billion. */
  public long rate(int tier) {
    return rates[tier];
  }

  /** Highest leverage in a tier, hundredths. */
  public int leverageMax(int tier) {
    return leverageMaxes[tier];
  }

  /** Deduction of a tier in whole units of money, rounded down: for estimates and for people. */
  public long deduction(int tier) {
    return deductions[tier];
  }

  private long wholeDeduction(int tier) {
    // rate x floor - D is not negative, so this is rate x floor less the margin at the floor.
    long atFloor = Int128.rateCeil(rates[tier], floors[tier], deductionHi[tier], deductionLo[tier]);
    return Int128.mulDivFloor(floors[tier], rates[tier], Int128.PPB) - atFloor;
  }
}
