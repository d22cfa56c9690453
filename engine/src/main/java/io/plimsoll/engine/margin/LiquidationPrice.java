package io.plimsoll.engine.margin;

import io.plimsoll.engine.instrument.Instrument;
import io.plimsoll.engine.instrument.RiskTiers;
import io.plimsoll.engine.instrument.VenueRules;
import io.plimsoll.engine.memory.Int128;

/**
 * The first mark, coming from the safe side, at which a position is past a line.
 *
 * <p>Estimated in closed form for the tier that holds there, then confirmed in integers with the
 * very predicate that decides a liquidation, so that the two never disagree. For a linear contract
 * with signed quantity q, cost C, margin M, maintenance rate m and deduction D the estimate solves
 * M + q·p − C = m·|q·p| − D for p. Source: Binance "How to Calculate Liquidation Price of USDⓈ-M
 * Futures Contracts". Pure; not thread safe only in that the rules and tiers must not change
 * meanwhile.
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
   * @return for a long the highest mark that is past the line, 0 if none is; for a short the
   *     lowest, or priceMax + 1 if none is
   */
  public static long of(
      VenueRules rules, Instrument instrument, long quantity, long cost, long margin, long ratio) {
    long backing = margin - cost;
    long estimate = estimate(rules, instrument, quantity, backing, ratio);
    long past = quantity > 0 ? 0 : instrument.priceMax() + 1;
    long safe = quantity > 0 ? instrument.priceMax() + 1 : 0;
    long probe = Math.max(1, Math.min(estimate, instrument.priceMax()));
    // Gallop away from the estimate until both sides of the line are found, then bisect.
    boolean probeIsPast = isPast(rules, instrument, quantity, backing, probe, ratio);
    long direction = (quantity > 0) == probeIsPast ? 1 : -1;
    for (long step = 1; ; step <<= 1) {
      if (probeIsPast) {
        past = probe;
      } else {
        safe = probe;
      }
      long next = probe + direction * step;
      if (next < 1 || next > instrument.priceMax()) {
        break;
      }
      boolean nextIsPast = isPast(rules, instrument, quantity, backing, next, ratio);
      probe = next;
      if (nextIsPast != probeIsPast) {
        past = nextIsPast ? next : past;
        safe = nextIsPast ? safe : next;
        break;
      }
    }
    return bisect(rules, instrument, quantity, backing, ratio, past, safe);
  }

  private static long bisect(
      VenueRules rules,
      Instrument instrument,
      long quantity,
      long backing,
      long ratio,
      long pastAt,
      long safeAt) {
    long past = pastAt;
    long safe = safeAt;
    while (Math.abs(safe - past) > 1) {
      long middle = past + (safe - past) / 2;
      if (isPast(rules, instrument, quantity, backing, middle, ratio)) {
        past = middle;
      } else {
        safe = middle;
      }
    }
    return past;
  }

  /**
   * Whether a position is past the line at a mark.
   *
   * @param backing margin − cost
   */
  public static boolean isPast(
      VenueRules rules, Instrument instrument, long quantity, long backing, long mark, long ratio) {
    long value = instrument.value(quantity, mark);
    long requirement = instrument.requirement(rules, Math.abs(value), ratio);
    return rules.isPast(backing + value, requirement);
  }

  private static long estimate(
      VenueRules rules, Instrument instrument, long quantity, long backing, long ratio) {
    RiskTiers tiers = instrument.tiers();
    long perPrice = Math.abs(quantity) * instrument.unit();
    long feeRate = rules.closingFeeCounted() ? instrument.takerRate() : 0;
    long notional = 0;
    for (int tier = 0; tier < tiers.size(); tier++) {
      if (tier > 0 && notional < tiers.floor(tier)) {
        break;
      }
      long rate = Int128.mulDivFloor(tiers.rate(tier) + feeRate, ratio, Int128.PPB);
      long deduction = Int128.mulDivFloor(tiers.deduction(tier), ratio, Int128.PPB);
      notional =
          quantity > 0
              ? scaled(-backing - deduction, Math.max(1, Int128.PPB - rate))
              : scaled(backing + deduction, Int128.PPB + rate);
    }
    return notional / perPrice;
  }

  /** n · PPB / divisor, kept between 0 and 2^60: an estimate need not be exact. */
  private static long scaled(long n, long divisor) {
    if (n <= 0) {
      return 0;
    }
    if (n / divisor >= ESTIMATE_MAX / Int128.PPB) {
      return ESTIMATE_MAX;
    }
    return Int128.mulDivFloor(n, Int128.PPB, divisor);
  }
}
