package io.plimsoll.engine.margin;

import static io.plimsoll.engine.memory.Int128.PPB;

import io.plimsoll.engine.instrument.Instrument;
import io.plimsoll.engine.instrument.RiskTiers;
import io.plimsoll.engine.instrument.VenueRules;
import io.plimsoll.engine.memory.Int128;

/**
 * The first mark, coming from the safe side, at which a position is past a line.
 *
 * <p>Estimated in closed form for the tier that holds there, then confirmed in integers with the
 * very predicate that decides a liquidation, so that the two never disagree. For a position with
 * signed value v, cost C, margin M, maintenance rate m and deduction D the estimate solves M + v −
 * C = m·|v| − D for |v|, or with the maintenance margin at entry M + v − C = m·|C| − D, and takes
 * the price from |v|. Source: Binance "How to Calculate Liquidation Price of USDⓈ-M Futures
 * Contracts". Pure; not thread safe only in that the rules and tiers must not change meanwhile.
 */
public final class LiquidationPrice {
  private static final long ESTIMATE_MAX = 1L << 60;

  private LiquidationPrice() {}

  /**
   * The trigger of a position.
   *
   * @param rules of the venue
   * @param instrument with tiers
   * @param quantity signed, not 0
   * @param cost signed
   * @param margin money behind this position, may be below 0
   * @param ratio of the line, parts per billion: 10^9 is the maintenance line
   * @return for a long the highest mark that is past the line, priceMin − 1 if none is; for a short
   *     the lowest, or priceMax + 1 if none is
   */
  public static long of(
      VenueRules rules, Instrument instrument, long quantity, long cost, long margin, long ratio) {
    long above = instrument.priceMax() + 1;
    long below = instrument.priceMin() - 1;
    long past = quantity > 0 ? below : above;
    long safe = quantity > 0 ? above : below;
    long probe = estimate(rules, instrument, quantity, cost, margin, ratio);
    // Gallop away from the estimate until both sides of the line are found, then bisect.
    boolean probeIsPast = isPast(rules, instrument, quantity, cost, margin, probe, ratio);
    long direction = (quantity > 0) == probeIsPast ? 1 : -1;
    for (long step = 1; ; step <<= 1) {
      if (probeIsPast) {
        past = probe;
      } else {
        safe = probe;
      }
      long next = probe + direction * step;
      if (next <= below || next >= above) {
        break;
      }
      boolean nextIsPast = isPast(rules, instrument, quantity, cost, margin, next, ratio);
      probe = next;
      if (nextIsPast != probeIsPast) {
        past = nextIsPast ? next : past;
        safe = nextIsPast ? safe : next;
        break;
      }
    }
    return bisect(rules, instrument, quantity, cost, margin, ratio, past, safe);
  }

  private static long bisect(
      VenueRules rules,
      Instrument instrument,
      long quantity,
      long cost,
      long margin,
      long ratio,
      long pastAt,
      long safeAt) {
    long past = pastAt;
    long safe = safeAt;
    while (Math.abs(safe - past) > 1) {
      long middle = past + (safe - past) / 2;
      if (isPast(rules, instrument, quantity, cost, margin, middle, ratio)) {
        past = middle;
      } else {
        safe = middle;
      }
    }
    return past;
  }

  /** Whether a position with a quantity, cost and margin is past the line at a mark. */
  public static boolean isPast(
      VenueRules rules,
      Instrument instrument,
      long quantity,
      long cost,
      long margin,
      long mark,
      long ratio) {
    long value = instrument.value(quantity, mark);
    long requirement = instrument.requirement(rules, quantity, cost, Math.abs(value), ratio);
    return rules.isPast(margin - cost + value, requirement);
  }

  /** A mark next to the line, from priceMin to priceMax: how near, EstimateTest tells. */
  static long estimate(
      VenueRules rules, Instrument instrument, long quantity, long cost, long margin, long ratio) {
    RiskTiers tiers = instrument.tiers();
    boolean valueAboveZero = (quantity > 0) != instrument.payoff().isInverse();
    long feeRate = rules.closingFeeCounted() ? instrument.takerRate() : 0;
    long backing = margin - cost;
    int first = tiers.isMeasuredAtMark() ? 0 : tiers.tierOfPosition(quantity, cost, 0);
    int last = tiers.isMeasuredAtMark() ? tiers.size() - 1 : first;
    long notional = 0;
    for (int tier = first; tier <= last; tier++) {
      if (tier > first && notional < tiers.floor(tier)) {
        break;
      }
      // Equity − requirement = backing ± notional − slope × notional − fixed.
      long rate = tiers.rate(tier, quantity);
      long slope = times((tiers.isAtMark() ? rate : 0) + feeRate, ratio);
      long atEntry = tiers.isAtMark() ? 0 : Int128.mulDivFloor(Math.abs(cost), rate, PPB);
      long fixed = times(atEntry - tiers.deduction(tier), ratio);
      notional =
          valueAboveZero
              ? scaled(fixed - backing, Math.max(1, PPB - slope))
              : scaled(backing - fixed, PPB + slope);
    }
    return instrument.payoff().priceNear(Math.abs(quantity), notional);
  }

  private static long times(long n, long ratio) {
    return ratio == PPB ? n : Int128.mulDivFloor(n, ratio, PPB);
  }

  /** n · PPB / divisor for a divisor of at most 2 · PPB, kept between 0 and 2^60. */
  private static long scaled(long n, long divisor) {
    if (n <= 0) {
      return 0;
    }
    long whole = n / divisor;
    if (whole >= ESTIMATE_MAX / PPB) {
      return ESTIMATE_MAX;
    }
    return whole * PPB + (n - whole * divisor) * PPB / divisor;
  }
}
