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

  /** Such as {@code 0.019 x 109,312.40 - 2,185.06080000}: value at the mark less cost. */
  String showUnrealised(long mark) {
    String costText =
        cost < 0
            ? " + " + contract.money(BigInteger.valueOf(cost).negate())
            : " - " + contract.money(cost);
    return contract.quantity(quantity) + " x " + contract.price(mark) + costText;
  }

  String side() {
    return quantity > 0 ? "long" : "short";
  }
}
