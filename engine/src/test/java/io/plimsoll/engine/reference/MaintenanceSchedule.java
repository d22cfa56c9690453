package io.plimsoll.engine.reference;

import static io.plimsoll.engine.reference.Exact.ZERO;
import static io.plimsoll.engine.reference.Exact.big;

import io.plimsoll.protocol.codec.ScheduleForm;
import io.plimsoll.protocol.codec.TierMeasure;
import io.plimsoll.protocol.codec.Valuation;
import java.math.BigInteger;
import java.util.List;

/**
 * The maintenance schedule of an instrument.
 *
 * @param quantityScale decimal digits of a quantity
 */
record MaintenanceSchedule(
    ScheduleForm form,
    TierMeasure measure,
    Valuation valuation,
    long initialRate,
    long premium,
    long rateMax,
    List<Tier> tiers,
    int quantityScale) {

  /** A position of this size; the quantity and the amounts are 0 or above. */
  record Size(BigInteger quantity, BigInteger cost, BigInteger notional) {
    static Size of(Position position) {
      return new Size(
          big(position.quantity).abs(), position.cost.abs(), Margin.valueAtMark(position).abs());
    }

    /** What is not open yet costs what it is worth. */
    static Size ofOrder(Instrument instrument, long quantity, long price) {
      BigInteger notional = instrument.payoff.notional(quantity, price);
      return new Size(big(quantity), notional, notional);
    }
  }

  /** Whether the rate follows the quantity without tiers. */
  boolean smooth() {
    return form == ScheduleForm.CONTINUOUS || form == ScheduleForm.SQUARE_ROOT;
  }

  private BigInteger measured(Size size) {
    return switch (measure) {
      case MARK_NOTIONAL -> size.notional();
      case ENTRY_NOTIONAL -> size.cost();
      case QUANTITY -> size.quantity();
      default -> throw new IllegalStateException("measure " + measure);
    };
  }

  private BigInteger floor(Tier tier) {
    return big(measure == TierMeasure.QUANTITY ? tier.quantityFloor() : tier.notionalFloor());
  }

  /** Number of the last tier whose floor is at most the measure, from 0. */
  int tierIndex(Size size) {
    int found = 0;
    for (int i = 1; i < tiers.size(); i++) {
      if (floor(tiers.get(i)).compareTo(measured(size)) <= 0) {
        found = i;
      }
    }
    return found;
  }

  Tier tier(Size size) {
    return tiers.get(tierIndex(size));
  }

  /** The maintenance rate in parts per billion. */
  BigInteger rate(Size size) {
    BigInteger first = big(tiers.get(0).maintenanceRate());
    return switch (form) {
      case MARGINAL, WHOLE_POSITION -> big(tier(size).maintenanceRate());
      case CONTINUOUS -> first.add(linearPremium(size.quantity())).min(big(rateMax));
      case SQUARE_ROOT -> {
        BigInteger four5ths = Exact.floorDiv(first.multiply(big(8)), big(10));
        BigInteger grown = four5ths.add(rootPremium(size.quantity()));
        yield grown.max(first).min(big(rateMax));
      }
      default -> throw new IllegalStateException("form " + form);
    };
  }

  private BigInteger oneContract() {
    return BigInteger.TEN.pow(quantityScale);
  }

  private BigInteger linearPremium(BigInteger quantity) {
    return Exact.ceilDiv(big(premium).multiply(quantity), oneContract());
  }

  /** The least s with {@code s^2 * oneContract >= premium^2 * quantity}. */
  private BigInteger rootPremium(BigInteger quantity) {
    BigInteger square = big(premium).pow(2).multiply(quantity);
    BigInteger root = Exact.floorDiv(square, oneContract()).sqrt();
    return root.pow(2).multiply(oneContract()).compareTo(square) >= 0
        ? root
        : root.add(BigInteger.ONE);
  }

  /** What the lower rates of the lower tiers save, times PPB. */
  private BigInteger deduction(Size size) {
    BigInteger deduction = ZERO;
    if (form == ScheduleForm.MARGINAL) {
      for (int i = 1; i <= tierIndex(size); i++) {
        long step = tiers.get(i).maintenanceRate() - tiers.get(i - 1).maintenanceRate();
        deduction = deduction.add(floor(tiers.get(i)).multiply(big(step)));
      }
    }
    return deduction;
  }

  /** Maintenance margin times PPB, before it is rounded. */
  BigInteger maintenanceTimesPpb(Size size) {
    BigInteger valued = valuation == Valuation.MARK ? size.notional() : size.cost();
    return rate(size).multiply(valued).subtract(deduction(size));
  }

  /** Least initial margin rate of a position of a quantity of 0 or above. */
  BigInteger leastInitialRate(BigInteger quantity) {
    if (initialRate == 0 || !smooth()) {
      return big(initialRate);
    }
    BigInteger growth =
        rate(new Size(quantity, ZERO, ZERO)).subtract(big(tiers.get(0).maintenanceRate()));
    return growth.add(big(initialRate));
  }

  /** The highest rate that the schedule ever gives. */
  long highestRate() {
    return smooth() ? rateMax : tiers.get(tiers.size() - 1).maintenanceRate();
  }
}
