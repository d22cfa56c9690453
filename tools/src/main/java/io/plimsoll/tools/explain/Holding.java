package io.plimsoll.tools.explain;

import io.plimsoll.protocol.codec.MarginMode;
import io.plimsoll.protocol.codec.PositionSide;
import java.math.BigInteger;

/** The account's position in one contract, or one of its two legs. */
final class Holding {
  final Contract contract;
  final PositionSide legSide;
  MarginMode mode = MarginMode.CROSS;
  int leverage = 100;
  long quantity;
  long cost;
  long margin;

  Holding(Contract contract, PositionSide legSide) {
    this.contract = contract;
    this.legSide = legSide;
  }

  boolean isOpen() {
    return quantity != 0;
  }

  boolean isIsolated() {
    return mode == MarginMode.ISOLATED;
  }

  BigInteger unrealised(long mark) {
    return contract.value(quantity, mark).subtract(BigInteger.valueOf(cost));
  }

  Maintenance.Requirement requirement(long mark, BigInteger ratio) {
    return contract.requirement(quantity, cost, mark, ratio);
  }

  /** At the mark, when so much of it is closed. */
  BigInteger requirementLeft(long closed, BigInteger ratio) {
    long left = Math.abs(quantity) - closed;
    long costLeft = left == 0 ? 0 : costAfterClosing(closed).longValueExact();
    long signed = left * Long.signum(quantity);
    return contract.requirement(signed, costLeft, contract.mark, ratio).amount();
  }

  String showRequirement(long mark) {
    return contract.show(requirement(mark, Contract.PPB), quantity);
  }

  /** Such as {@code 0.019 x 109,312.40 - 2,185.06080000}: value at the mark less cost. */
  String showUnrealised(long mark) {
    String costText =
        cost < 0
            ? " + " + contract.money(BigInteger.valueOf(cost).negate())
            : " - " + contract.money(cost);
    return contract.payoff.show(quantity, mark) + costText;
  }

  /** Whether a funding of this amount can be its own: of two legs one pays and one receives. */
  boolean isDue(long cash) {
    boolean pays = cash < 0;
    boolean longsPay = contract.fundingRate > 0;
    return legSide == PositionSide.NET || (quantity > 0) == (longsPay == pays);
  }

  /** The cost that stays when a trade closes a part: docs/rules.md, section 3. */
  BigInteger costAfterClosing(long part) {
    BigInteger whole = BigInteger.valueOf(cost);
    BigInteger size = BigInteger.valueOf(Math.abs(quantity));
    return whole.subtract(Contract.ceilDiv(whole.multiply(BigInteger.valueOf(part)), size));
  }

  String side() {
    return (quantity > 0 ? "long" : "short") + (legSide == PositionSide.NET ? "" : " leg");
  }
}
