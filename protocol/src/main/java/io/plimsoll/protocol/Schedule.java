package io.plimsoll.protocol;

import io.plimsoll.protocol.codec.HedgeNetting;
import io.plimsoll.protocol.codec.ScheduleForm;
import io.plimsoll.protocol.codec.TierMeasure;
import io.plimsoll.protocol.codec.Valuation;
import java.util.List;

/**
 * The maintenance schedule of an instrument, as SetRiskTiers sets it. The engine checks the ranges.
 *
 * @param form how the rate follows from the size; CONTINUOUS and SQUARE_ROOT have one tier
 * @param measure what the floors of the tiers measure. MARGINAL: as the valuation; WHOLE_POSITION:
 *     ENTRY_NOTIONAL or QUANTITY; CONTINUOUS and SQUARE_ROOT: QUANTITY
 * @param valuation at which value the maintenance rate applies
 * @param initialRate least initial margin rate, whatever the leverage, in parts per billion, 0
 *     (leverage alone decides) to 1,000,000,000
 * @param premium CONTINUOUS: rate added for each whole contract; SQUARE_ROOT: factor of the square
 *     root of the size in whole contracts; parts per billion, 1 to 1,000,000,000; else 0
 * @param rateMax CONTINUOUS, SQUARE_ROOT: highest maintenance rate in parts per billion, from the
 *     tier's rate to 999,999,999; else 0
 * @param tiers 1 to 32, floors rising from 0, rates not falling, leverages not rising
 * @param hedgeNetting what the two cross legs of an account in hedge mode require together
 */
public record Schedule(
    ScheduleForm form,
    TierMeasure measure,
    Valuation valuation,
    long initialRate,
    long premium,
    long rateMax,
    List<RiskTier> tiers,
    HedgeNetting hedgeNetting) {
  /** Keeps a copy of the tiers. */
  public Schedule {
    tiers = List.copyOf(tiers);
  }

  /** A schedule under which two legs require the sum of what each requires. */
  public Schedule(
      ScheduleForm form,
      TierMeasure measure,
      Valuation valuation,
      long initialRate,
      long premium,
      long rateMax,
      List<RiskTier> tiers) {
    this(form, measure, valuation, initialRate, premium, rateMax, tiers, HedgeNetting.SUM);
  }

  /** The same with another rule for two legs. */
  public Schedule netting(HedgeNetting rule) {
    return new Schedule(form, measure, valuation, initialRate, premium, rateMax, tiers, rule);
  }

  /**
   * Tiers by notional at the mark, each rate for the part of the notional inside its tier; leverage
   * alone decides the initial margin.
   */
  public static Schedule marginal(List<RiskTier> tiers) {
    return new Schedule(
        ScheduleForm.MARGINAL, TierMeasure.MARK_NOTIONAL, Valuation.MARK, 0, 0, 0, tiers);
  }
}
