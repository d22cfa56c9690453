package io.plimsoll.engine.reference;

import static io.plimsoll.engine.reference.Exact.ZERO;
import static io.plimsoll.engine.reference.Exact.big;

import io.plimsoll.protocol.codec.ContractType;
import java.math.BigInteger;

/**
 * How a contract pays, and which price a value stands for.
 *
 * @param type the contract's type
 * @param factor LINEAR and QUANTO: money of one unit of quantity at a price of one unit; INVERSE:
 *     the contract value
 */
record Payoff(ContractType type, BigInteger factor) {
  boolean inverse() {
    return type == ContractType.INVERSE;
  }

  /** Value of a signed quantity. */
  BigInteger value(long quantity, long price) {
    return inverse()
        ? Exact.floorDiv(big(quantity).negate().multiply(factor), big(price))
        : big(quantity).multiply(big(price)).multiply(factor);
  }

  /** Value at which a signed quantity is traded: rounded against the trader. */
  BigInteger tradeValue(long quantity, long price) {
    return value(Math.negateExact(quantity), price).negate();
  }

  /** Notional of an order, or of a part of a fill; the quantity is above 0. */
  BigInteger notional(long quantity, long price) {
    return value(quantity, price).abs();
  }

  /** The largest value of a quantity of 0 or above. */
  BigInteger largestValue(long quantity, long priceMin, long priceMax) {
    return inverse()
        ? Exact.ceilDiv(big(quantity).multiply(factor), big(priceMin))
        : big(quantity).multiply(big(priceMax)).multiply(factor);
  }

  /** The limit at which a position may be closed for a value, within the book. */
  long limit(Instrument instrument, long quantity, BigInteger value) {
    long tick = instrument.tickSize;
    if (inverse()) {
      BigInteger against = quantity > 0 ? value.negate() : value;
      if (against.signum() <= 0) {
        return instrument.highestTick().longValueExact();
      }
      BigInteger whole = big(quantity).abs().multiply(factor);
      return instrument.clampToBook(
          quantity > 0
              ? Exact.ceilToTick(Exact.ceilDiv(whole, against), tick)
              : Exact.floorToTick(Exact.floorDiv(whole, against), tick));
    }
    BigInteger perPrice = big(quantity).abs().multiply(factor);
    return instrument.clampToBook(
        quantity > 0
            ? Exact.ceilToTick(Exact.ceilDiv(value, perPrice), tick)
            : Exact.floorToTick(Exact.floorDiv(value.negate(), perPrice), tick));
  }

  /** The price that a value of a position stands for, rounded down; 0 if there is none. */
  BigInteger priceForPeople(long quantity, BigInteger value) {
    BigInteger size = big(quantity).abs().multiply(factor);
    boolean sameSign = value.signum() == Long.signum(quantity);
    if (inverse()) {
      return value.signum() == 0 || sameSign
          ? ZERO
          : Exact.floorDiv(size, value.abs()).min(Exact.LIMIT);
    }
    return sameSign ? Exact.floorDiv(value.abs(), size) : ZERO;
  }
}
