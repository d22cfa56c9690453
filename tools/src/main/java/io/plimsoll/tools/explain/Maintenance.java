package io.plimsoll.tools.explain;

import io.plimsoll.protocol.RiskTier;
import io.plimsoll.protocol.Schedule;
import io.plimsoll.protocol.codec.ScheduleForm;
import io.plimsoll.protocol.codec.TierMeasure;
import io.plimsoll.protocol.codec.Valuation;
import java.math.BigInteger;

/** A maintenance schedule at work: which rate holds for a position, and what it requires. */
final class Maintenance {
  static final BigInteger PPB = BigInteger.valueOf(1_000_000_000L);

  /**
   * A requirement with all that went into it.
   *
   * @param amount rounded up
   * @param feeNotional at the mark, of all that would be closed
   * @param valued what the rate applies to
   * @param rate in parts per billion
   * @param deduction in money units times PPB
   * @param feeRate closing fee in parts per billion, 0 if not counted
   * @param tier which one, from 0
   */
  record Requirement(
      BigInteger amount,
      BigInteger feeNotional,
      BigInteger valued,
      long rate,
      BigInteger deduction,
      long feeRate,
      int tier) {
    /** Of a position without a quantity. */
    Requirement free() {
      return new Requirement(BigInteger.ZERO, feeNotional, valued, rate, deduction, feeRate, tier);
    }
  }

  final Schedule schedule;
  private final BigInteger wholeContract;

  /**
   * A schedule of a contract.
   *
   * @param quantityScale decimal digits of its quantities
   */
  Maintenance(Schedule schedule, int quantityScale) {
    this.schedule = schedule;
    this.wholeContract = BigInteger.TEN.pow(quantityScale);
  }

  /** The requirement at a ratio in parts per billion, rounded up once. */
  Requirement requirement(
      BigInteger size, BigInteger cost, BigInteger notional, long feeRate, BigInteger ratio) {
    Requirement found = netRequirement(size, cost, notional, feeRate, notional, ratio);
    return size.signum() == 0 ? found.free() : found;
  }

  /** The same with a closing fee on more than the position: on two legs. */
  Requirement netRequirement(
      BigInteger size,
      BigInteger cost,
      BigInteger notional,
      long feeRate,
      BigInteger feeNotional,
      BigInteger ratio) {
    boolean none = size.signum() == 0;
    int tier = tier(size, cost.abs(), notional);
    BigInteger valued = schedule.valuation() == Valuation.MARK ? notional : cost.abs();
    long rate = rate(tier, size);
    BigInteger deduction =
        !none && schedule.form() == ScheduleForm.MARGINAL ? deduction(tier) : BigInteger.ZERO;
    BigInteger maintenance =
        none ? BigInteger.ZERO : BigInteger.valueOf(rate).multiply(valued).subtract(deduction);
    BigInteger scaled = maintenance.add(BigInteger.valueOf(feeRate).multiply(feeNotional));
    BigInteger amount = Contract.ceilDiv(scaled.multiply(ratio), PPB.multiply(PPB));
    return new Requirement(amount, feeNotional, valued, rate, deduction, feeRate, tier);
  }

  /** The tier of a position, from 0. */
  int tier(BigInteger size, BigInteger entry, BigInteger notional) {
    BigInteger measured =
        switch (schedule.measure()) {
          case QUANTITY -> size;
          case ENTRY_NOTIONAL -> entry;
          default -> notional;
        };
    int tier = 0;
    while (tier + 1 < schedule.tiers().size()
        && BigInteger.valueOf(floor(tier + 1)).compareTo(measured) <= 0) {
      tier++;
    }
    return tier;
  }

  /** From where a tier holds, in its measure. */
  long floor(int tier) {
    RiskTier found = schedule.tiers().get(tier);
    return schedule.measure() == TierMeasure.QUANTITY
        ? found.quantityFloor()
        : found.notionalFloor();
  }

  private BigInteger deduction(int tier) {
    BigInteger sum = BigInteger.ZERO;
    for (int i = 1; i <= tier; i++) {
      long step =
          schedule.tiers().get(i).maintenanceRate() - schedule.tiers().get(i - 1).maintenanceRate();
      sum = sum.add(BigInteger.valueOf(floor(i)).multiply(BigInteger.valueOf(step)));
    }
    return sum;
  }

  private long rate(int tier, BigInteger size) {
    long base = schedule.tiers().get(tier).maintenanceRate();
    BigInteger premium = BigInteger.valueOf(schedule.premium());
    return switch (schedule.form()) {
      case CONTINUOUS ->
          atMostMax(
              BigInteger.valueOf(base)
                  .add(Contract.ceilDiv(premium.multiply(size), wholeContract)));
      case SQUARE_ROOT -> {
        BigInteger grown =
            BigInteger.valueOf(8 * base / 10)
                .add(ceilRoot(Contract.ceilDiv(premium.pow(2).multiply(size), wholeContract)));
        yield atMostMax(grown.max(BigInteger.valueOf(base)));
      }
      default -> base;
    };
  }

  private long atMostMax(BigInteger rate) {
    return rate.min(BigInteger.valueOf(schedule.rateMax())).longValueExact();
  }

  private static BigInteger ceilRoot(BigInteger square) {
    BigInteger root = square.sqrt();
    return root.multiply(root).equals(square) ? root : root.add(BigInteger.ONE);
  }

  /** Where a rate comes from; nothing where the one rate says it all. */
  String why(Requirement requirement, Contract contract, String size) {
    String base = Contract.rate(schedule.tiers().get(requirement.tier()).maintenanceRate());
    String premium = Contract.rate(schedule.premium());
    String most = ", at most " + Contract.rate(schedule.rateMax()) + ")";
    return switch (schedule.form()) {
      case CONTINUOUS -> " (continuous: " + base + " + " + premium + " x " + size + most;
      case SQUARE_ROOT ->
          " (square root: 0.8 x "
              + base
              + " + "
              + premium
              + " x root of "
              + size
              + ", at least "
              + base
              + most;
      default -> {
        boolean whole = schedule.form() == ScheduleForm.WHOLE_POSITION;
        if (schedule.tiers().size() == 1 || (!whole && requirement.tier() == 0)) {
          yield whole ? " (whole position)" : "";
        }
        yield " ("
            + (whole ? "whole position, " : "")
            + showTier(requirement.tier(), contract)
            + ")";
      }
    };
  }

  /** Such as {@code tier 3 from 50,000.00}. */
  String showTier(int tier, Contract contract) {
    return switch (schedule.measure()) {
      case QUANTITY ->
          "tier " + (tier + 1) + " from a quantity of " + contract.quantity(floor(tier));
      case ENTRY_NOTIONAL ->
          "tier " + (tier + 1) + " from an entry value of " + contract.money(floor(tier));
      default -> "tier " + (tier + 1) + " from " + contract.money(floor(tier));
    };
  }
}
