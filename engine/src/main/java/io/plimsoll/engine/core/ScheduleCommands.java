package io.plimsoll.engine.core;

import static io.plimsoll.engine.memory.Int128.PPB;

import io.plimsoll.engine.account.Books;
import io.plimsoll.engine.instrument.Instrument;
import io.plimsoll.engine.instrument.Payoff;
import io.plimsoll.engine.instrument.RiskTiers;
import io.plimsoll.protocol.codec.RejectReason;
import io.plimsoll.protocol.codec.ScheduleForm;
import io.plimsoll.protocol.codec.SetFeesDecoder;
import io.plimsoll.protocol.codec.SetRiskTiersDecoder;
import io.plimsoll.protocol.codec.SetRiskTiersDecoder.TiersDecoder;
import io.plimsoll.protocol.codec.TierMeasure;
import io.plimsoll.protocol.codec.Valuation;

/** What an instrument asks of positions and trades: its maintenance schedule and its fees. */
final class ScheduleCommands {
  private static final long FEE_RATE_MAX = PPB / 10;
  private static final int LEVERAGE_MIN = 100;
  private static final int LEVERAGE_MAX = 100_000;

  private final Books books;
  private final Checks checks;

  ScheduleCommands(Books books, Checks checks) {
    this.books = books;
    this.checks = checks;
  }

  boolean setRiskTiers(SetRiskTiersDecoder c) {
    Instrument instrument = books.instruments().instrument(c.instrumentId());
    boolean accepted =
        isIdle(instrument, c.instrumentId(), SetRiskTiersDecoder.instrumentIdId())
            && formFits(c)
            && ratesFit(c)
            && tiersFit(c)
            && highestRateFits(c, instrument);
    if (accepted) {
      set(c, instrument.tiers());
    }
    return accepted;
  }

  private boolean formFits(SetRiskTiersDecoder c) {
    return checks.range(c.formRaw(), 1, 4, SetRiskTiersDecoder.formId())
        && checks.range(c.measureRaw(), 1, 3, SetRiskTiersDecoder.measureId())
        && checks.range(c.valuationRaw(), 1, 2, SetRiskTiersDecoder.valuationId())
        && checks.range(c.hedgeNettingRaw(), 1, 3, SetRiskTiersDecoder.hedgeNettingId())
        && checks.that(
            measureFits(c.form(), c.measure(), c.valuation()),
            RejectReason.INVALID_VALUE,
            SetRiskTiersDecoder.measureId(),
            c.measureRaw());
  }

  private static boolean measureFits(ScheduleForm form, TierMeasure measure, Valuation valuation) {
    return switch (form) {
      case MARGINAL ->
          measure
              == (valuation == Valuation.MARK
                  ? TierMeasure.MARK_NOTIONAL
                  : TierMeasure.ENTRY_NOTIONAL);
      case WHOLE_POSITION -> measure != TierMeasure.MARK_NOTIONAL;
      default -> measure == TierMeasure.QUANTITY;
    };
  }

  private boolean ratesFit(SetRiskTiersDecoder c) {
    long premiumMin = grows(c) ? 1 : 0;
    long premiumMax = grows(c) ? PPB : 0;
    return checks.range(c.initialRate(), 0, PPB, SetRiskTiersDecoder.initialRateId())
        && checks.range(c.premium(), premiumMin, premiumMax, SetRiskTiersDecoder.premiumId());
  }

  private static boolean grows(SetRiskTiersDecoder c) {
    return c.formRaw() == ScheduleForm.CONTINUOUS.value()
        || c.formRaw() == ScheduleForm.SQUARE_ROOT.value();
  }

  private boolean tiersFit(SetRiskTiersDecoder c) {
    boolean byQuantity = c.measure() == TierMeasure.QUANTITY;
    TiersDecoder tiers = tiers(c);
    int count = tiers.count();
    if (count < 1 || count > (grows(c) ? 1 : RiskTiers.TIERS_MAX)) {
      return tier(false, (int) SetRiskTiersDecoder.tiersDecoderId(), count);
    }
    long floor = -1;
    long rate = 1;
    int leverage = LEVERAGE_MAX;
    while (tiers.hasNext()) {
      tiers.next();
      boolean fits =
          floorsFit(tiers, byQuantity, floor)
              && tier(
                  tiers.maintenanceRate() >= rate && tiers.maintenanceRate() < PPB,
                  TiersDecoder.maintenanceRateId(),
                  tiers.maintenanceRate())
              && tier(
                  tiers.leverageMax() >= LEVERAGE_MIN && tiers.leverageMax() <= leverage,
                  TiersDecoder.leverageMaxId(),
                  tiers.leverageMax());
      if (!fits) {
        return false;
      }
      floor = byQuantity ? tiers.quantityFloor() : tiers.notionalFloor();
      rate = tiers.maintenanceRate();
      leverage = tiers.leverageMax();
    }
    return true;
  }

  /** The floor of the measure rises from 0, the other one is 0; the last floor is −1 at first. */
  private boolean floorsFit(TiersDecoder tiers, boolean byQuantity, long last) {
    long floor = byQuantity ? tiers.quantityFloor() : tiers.notionalFloor();
    long other = byQuantity ? tiers.notionalFloor() : tiers.quantityFloor();
    int floorField = byQuantity ? TiersDecoder.quantityFloorId() : TiersDecoder.notionalFloorId();
    int otherField = byQuantity ? TiersDecoder.notionalFloorId() : TiersDecoder.quantityFloorId();
    boolean rises = last < 0 ? floor == 0 : floor > last && floor <= Payoff.VALUE_MAX;
    return tier(rises, floorField, floor) && tier(other == 0, otherField, other);
  }

  private boolean highestRateFits(SetRiskTiersDecoder c, Instrument instrument) {
    TiersDecoder tiers = tiers(c);
    long rate = 0;
    long firstRate = 0;
    while (tiers.hasNext()) {
      tiers.next();
      rate = tiers.maintenanceRate();
      firstRate = firstRate == 0 ? rate : firstRate;
    }
    long least = grows(c) ? firstRate : 0;
    long most = grows(c) ? PPB - 1 : 0;
    long highest = grows(c) ? c.rateMax() : rate;
    return checks.range(c.rateMax(), least, most, SetRiskTiersDecoder.rateMaxId())
        && tier(
            books.rules().slopeHolds(highest, instrument.takerRate()),
            TiersDecoder.maintenanceRateId(),
            highest);
  }

  private static void set(SetRiskTiersDecoder c, RiskTiers schedule) {
    schedule.start(c.form(), c.measure(), c.valuation(), c.initialRate(), c.premium(), c.rateMax());
    schedule.hedgeNetting(c.hedgeNetting());
    boolean byQuantity = c.measure() == TierMeasure.QUANTITY;
    TiersDecoder tiers = tiers(c);
    while (tiers.hasNext()) {
      tiers.next();
      long floor = byQuantity ? tiers.quantityFloor() : tiers.notionalFloor();
      schedule.add(floor, tiers.maintenanceRate(), tiers.leverageMax());
    }
  }

  /** The group from its beginning, however often it was read. */
  private static TiersDecoder tiers(SetRiskTiersDecoder c) {
    c.sbeRewind();
    return c.tiers();
  }

  private boolean tier(boolean holds, int field, long value) {
    return checks.that(holds, RejectReason.INVALID_TIERS, field, value);
  }

  boolean setFees(SetFeesDecoder c) {
    Instrument instrument = books.instruments().instrument(c.instrumentId());
    boolean accepted =
        isIdle(instrument, c.instrumentId(), SetFeesDecoder.instrumentIdId())
            && checks.range(c.makerRate(), 0, FEE_RATE_MAX, SetFeesDecoder.makerRateId())
            && checks.range(c.takerRate(), 0, FEE_RATE_MAX, SetFeesDecoder.takerRateId())
            && checks.range(
                c.liquidationRate(), 0, FEE_RATE_MAX, SetFeesDecoder.liquidationRateId())
            && checks.that(
                !instrument.hasTiers()
                    || books.rules().slopeHolds(instrument.tiers().highestRate(), c.takerRate()),
                RejectReason.INVALID_VALUE,
                SetFeesDecoder.takerRateId(),
                c.takerRate());
    if (accepted) {
      instrument.fees(c.makerRate(), c.takerRate(), c.liquidationRate());
    }
    return accepted;
  }

  private boolean isIdle(Instrument instrument, int id, int field) {
    return checks.that(instrument != null, RejectReason.UNKNOWN_INSTRUMENT, field, id)
        && checks.that(
            !instrument.hasPositions() && instrument.openOrders() == 0,
            RejectReason.INSTRUMENT_IN_USE,
            field,
            id);
  }
}
