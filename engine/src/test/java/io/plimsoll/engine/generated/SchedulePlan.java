package io.plimsoll.engine.generated;

import io.plimsoll.protocol.RiskTier;
import io.plimsoll.protocol.Schedule;
import io.plimsoll.protocol.codec.HedgeNetting;
import io.plimsoll.protocol.codec.ScheduleForm;
import io.plimsoll.protocol.codec.TierMeasure;
import io.plimsoll.protocol.codec.Valuation;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Maintenance schedules at random. */
final class SchedulePlan {
  private static final int PPB = 1_000_000_000;
  private static final long FLOOR_MAX = 1L << 60;

  /** What may stand together in a schedule. */
  record Kind(ScheduleForm form, TierMeasure measure, Valuation valuation) {
    boolean smooth() {
      return form == ScheduleForm.CONTINUOUS || form == ScheduleForm.SQUARE_ROOT;
    }

    String text() {
      return form + " by " + measure + " at " + valuation;
    }
  }

  private final Random random;
  private final BigInteger typicalNotional;

  SchedulePlan(Random random, BigInteger typicalNotional) {
    this.random = random;
    this.typicalNotional = typicalNotional;
  }

  /** Every kind that the rules accept. */
  static List<Kind> kinds() {
    List<Kind> kinds = new ArrayList<>();
    kinds.add(new Kind(ScheduleForm.MARGINAL, TierMeasure.MARK_NOTIONAL, Valuation.MARK));
    kinds.add(new Kind(ScheduleForm.MARGINAL, TierMeasure.ENTRY_NOTIONAL, Valuation.ENTRY));
    for (Valuation valuation : List.of(Valuation.MARK, Valuation.ENTRY)) {
      kinds.add(new Kind(ScheduleForm.WHOLE_POSITION, TierMeasure.ENTRY_NOTIONAL, valuation));
      kinds.add(new Kind(ScheduleForm.WHOLE_POSITION, TierMeasure.QUANTITY, valuation));
      kinds.add(new Kind(ScheduleForm.CONTINUOUS, TierMeasure.QUANTITY, valuation));
      kinds.add(new Kind(ScheduleForm.SQUARE_ROOT, TierMeasure.QUANTITY, valuation));
    }
    return kinds;
  }

  /** One that fits, for positions of about this quantity. */
  Schedule fitting(long typicalQuantity, int quantityScale) {
    List<Kind> kinds = kinds();
    return schedule(kinds.get(random.nextInt(kinds.size())), typicalQuantity, quantityScale);
  }

  /** One with something wrong, most of the time. */
  Schedule odd(long typicalQuantity, int quantityScale) {
    Schedule s = fitting(typicalQuantity, quantityScale);
    Kind kind = new Kind(s.form(), s.measure(), s.valuation());
    long initialRate = s.initialRate();
    long premium = s.premium();
    long rateMax = s.rateMax();
    List<RiskTier> tiers = new ArrayList<>(s.tiers());
    switch (random.nextInt(7)) {
      case 0, 1, 2 ->
          kind =
              new Kind(
                  ScheduleForm.get((short) (1 + random.nextInt(4))),
                  TierMeasure.get((short) (1 + random.nextInt(3))),
                  Valuation.get((short) (1 + random.nextInt(2))));
      case 3 -> premium = premium == 0 ? 1 : random.nextInt(2) * (PPB + 1L);
      case 4 -> rateMax = rateMax == 0 ? 1 : random.nextBoolean() ? PPB : 0;
      case 5 -> initialRate = random.nextBoolean() ? -1 : PPB + 1L;
      default -> {
        RiskTier last = tiers.get(tiers.size() - 1);
        tiers.add(
            new RiskTier(
                last.notionalFloor() + random.nextInt(3),
                last.quantityFloor() + random.nextInt(3),
                last.maintenanceRate() + random.nextInt(3) - 1,
                last.leverageMax() + random.nextInt(3) - 1));
      }
    }
    return new Schedule(
        kind.form, kind.measure, kind.valuation, initialRate, premium, rateMax, tiers);
  }

  private Schedule schedule(Kind kind, long typicalQuantity, int quantityScale) {
    boolean smooth = kind.smooth();
    int count = smooth ? 1 : 1 + random.nextInt(4);
    List<RiskTier> tiers = tiers(count, kind.measure == TierMeasure.QUANTITY, typicalQuantity);
    long initialRate = random.nextBoolean() ? 0 : random.nextInt(1 + random.nextInt(200_000_000));
    return new Schedule(
        kind.form,
        kind.measure,
        kind.valuation,
        random.nextInt(30) == 0 ? PPB : initialRate,
        smooth ? premium(kind.form, typicalQuantity / Math.pow(10, quantityScale)) : 0,
        smooth ? tiers.get(0).maintenanceRate() + random.nextInt(120_000_000) : 0,
        tiers,
        HedgeNetting.get((short) (1 + random.nextInt(3))));
  }

  /** Adds up to a tenth of the value to the requirement of a typical position. */
  private long premium(ScheduleForm form, double contracts) {
    double size = form == ScheduleForm.SQUARE_ROOT ? Math.sqrt(contracts) : contracts;
    return 1 + (long) Math.min(PPB - 1.0, PPB * 0.1 * random.nextDouble() / size);
  }

  private List<RiskTier> tiers(int count, boolean byQuantity, long typicalQuantity) {
    List<RiskTier> tiers = new ArrayList<>();
    long typical = byQuantity ? typicalQuantity : typicalNotional.longValueExact();
    long floor = 0;
    long rate = 1_000_000L + random.nextInt(30_000_000);
    int leverage =
        random.nextInt(6) == 0 ? 100 + random.nextInt(900) : 2000 + random.nextInt(10500);
    for (int i = 0; i < count; i++) {
      tiers.add(
          byQuantity
              ? RiskTier.byQuantity(floor, rate, leverage)
              : new RiskTier(floor, rate, leverage));
      long step = typical / (1 + random.nextInt(3));
      floor = Math.min(FLOOR_MAX - count + i, floor + 1 + (long) (step * random.nextDouble()));
      rate += random.nextInt(40_000_000);
      leverage = Math.max(100, leverage - random.nextInt(1 + leverage / 2));
    }
    return tiers;
  }
}
