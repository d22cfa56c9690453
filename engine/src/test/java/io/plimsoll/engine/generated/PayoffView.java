package io.plimsoll.engine.generated;

import io.plimsoll.protocol.codec.ContractType;
import java.math.BigInteger;

/**
 * About what a contract is worth.
 *
 * @param type the contract's type
 * @param factor LINEAR and QUANTO: money of one unit of quantity at a price of one unit; INVERSE:
 *     the contract value
 */
record PayoffView(ContractType type, BigInteger factor) {
  boolean inverse() {
    return type == ContractType.INVERSE;
  }

  /** How much one can hold for a notional; may be 0. */
  BigInteger quantityFor(BigInteger notional, long price) {
    BigInteger at = BigInteger.valueOf(Math.max(1, price));
    return inverse() ? notional.multiply(at).divide(factor) : notional.divide(at.multiply(factor));
  }
}
