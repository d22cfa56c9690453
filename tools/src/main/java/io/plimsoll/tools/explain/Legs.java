package io.plimsoll.tools.explain;

import io.plimsoll.protocol.codec.HedgeNetting;
import java.math.BigInteger;

/** The two cross legs of an account in a contract: what they require together. */
record Legs(Holding longLeg, Holding shortLeg) {
  private HedgeNetting netting() {
    return longLeg.contract.maintenance().schedule.hedgeNetting();
  }

  /** At a mark, times a ratio in parts per billion. */
  BigInteger requirement(long mark, BigInteger ratio) {
    return ofQuantities(
        longLeg.quantity, longLeg.cost, shortLeg.quantity, shortLeg.cost, mark, ratio);
  }

  /** The same when so much of one of them is closed. */
  BigInteger requirementLeft(Holding leg, long closed, long mark, BigInteger ratio) {
    long left = Math.abs(leg.quantity) - closed;
    long cost = left == 0 ? 0 : leg.costAfterClosing(closed).longValueExact();
    return leg == longLeg
        ? ofQuantities(left, cost, shortLeg.quantity, shortLeg.cost, mark, ratio)
        : ofQuantities(longLeg.quantity, longLeg.cost, -left, cost, mark, ratio);
  }

  private BigInteger ofQuantities(
      long longs, long longCost, long shorts, long shortCost, long mark, BigInteger ratio) {
    Contract contract = longLeg.contract;
    BigInteger ofLong = contract.requirement(longs, longCost, mark, ratio).amount();
    BigInteger ofShort = contract.requirement(shorts, shortCost, mark, ratio).amount();
    return switch (netting()) {
      case LARGER -> ofLong.max(ofShort);
      case NET -> contract.netRequirement(longs, longCost, shorts, shortCost, mark, ratio).amount();
      default -> ofLong.add(ofShort);
    };
  }

  /** What of it falls to one of them: docs/rules.md, section 1, legs. */
  BigInteger part(Holding leg, long mark, BigInteger ratio) {
    BigInteger both = requirement(mark, ratio);
    BigInteger ofLong = longLeg.requirement(mark, ratio).amount();
    BigInteger alone = ofLong.add(shortLeg.requirement(mark, ratio).amount());
    BigInteger part =
        alone.signum() == 0 ? BigInteger.ZERO : Contract.floorDiv(both.multiply(ofLong), alone);
    return leg == longLeg ? part : both.subtract(part);
  }

  /** How the requirement of both comes about. */
  String show(long mark) {
    Contract contract = longLeg.contract;
    String both = contract.money(requirement(mark, Contract.PPB));
    return switch (netting()) {
      case LARGER -> "both legs together require the larger of the two = " + both;
      case NET ->
          "both legs together require what is unhedged: "
              + contract.show(
                  contract.netRequirement(
                      longLeg.quantity,
                      longLeg.cost,
                      shortLeg.quantity,
                      shortLeg.cost,
                      mark,
                      Contract.PPB),
                  longLeg.quantity + shortLeg.quantity);
      default -> "both legs together require the sum of the two = " + both;
    };
  }
}
