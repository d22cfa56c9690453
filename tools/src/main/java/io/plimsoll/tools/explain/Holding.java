package io.plimsoll.tools.explain;

import io.plimsoll.protocol.codec.MarginMode;
import java.math.BigInteger;

/** The account's position in one contract. */
final class Holding {
  final Contract contract;
  MarginMode mode = MarginMode.CROSS;
  int leverage = 100;
  long quantity;
  long cost;
  long margin;

  Holding(Contract contract) {
    this.contract = contract;
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

  /** The cost that stays when a trade closes a part: docs/rules.md, section 3. */
  BigInteger costAfterClosing(long part) {
    BigInteger whole = BigInteger.valueOf(cost);
    BigInteger size = BigInteger.valueOf(Math.abs(quantity));
    return whole.subtract(Contract.ceilDiv(whole.multiply(BigInteger.valueOf(part)), size));
  }

  String side() {
    return quantity > 0 ? "long" : "short";
  }
}
