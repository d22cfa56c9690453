package io.plimsoll.engine.reference;

import static io.plimsoll.engine.reference.Exact.BIG_PPB;
import static io.plimsoll.engine.reference.Exact.ZERO;
import static io.plimsoll.engine.reference.Exact.big;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/** What an asset counts as collateral: the formulas of section 10 for one asset. */
final class Collateral {
  static final BigInteger VALUE_LIMIT = BigInteger.TWO.pow(57);
  static final BigInteger AMOUNT_LIMIT = BigInteger.TWO.pow(61);

  boolean valuation;
  long liabilityWeight;
  long borrowMax;
  long discount;
  long priceMax;
  int priceScale;
  Account fund;
  Account interestAccount;
  BigInteger divisor;

  /** 0 if there is none yet. */
  long price;

  boolean interestUnderWay;
  final List<Weight> weights = new ArrayList<>();

  /** A tier. */
  record Weight(long floor, long weight) {}

  private static BigInteger held(BigInteger amount) {
    return amount.max(AMOUNT_LIMIT.negate()).min(AMOUNT_LIMIT);
  }

  private BigInteger down(BigInteger positive) {
    return Exact.floorDiv(positive.multiply(big(price)), divisor).min(VALUE_LIMIT);
  }

  private BigInteger up(BigInteger positive) {
    return Exact.ceilDiv(positive.multiply(big(price)), divisor).min(VALUE_LIMIT);
  }

  private BigInteger haircut(BigInteger amount) {
    BigInteger sum = ZERO;
    for (int i = 0; i < weights.size(); i++) {
      BigInteger floor = big(weights.get(i).floor());
      BigInteger top = i + 1 < weights.size() ? big(weights.get(i + 1).floor()) : amount;
      BigInteger inside = amount.min(top).subtract(floor).max(ZERO);
      sum = sum.add(inside.multiply(BIG_PPB.subtract(big(weights.get(i).weight()))));
    }
    return Exact.ceilDiv(sum, BIG_PPB);
  }

  /** v(a). */
  BigInteger value(BigInteger amount) {
    BigInteger a = held(amount);
    return a.signum() >= 0
        ? down(a.subtract(haircut(a)))
        : up(Exact.rateUp(liabilityWeight, a.negate())).negate();
  }

  /** c(a). */
  BigInteger conversion(BigInteger amount) {
    BigInteger a = held(amount);
    if (a.signum() < 0) {
      return full(a);
    }
    return down(Exact.floorDiv(a.multiply(big(Exact.PPB - discount)), BIG_PPB));
  }

  /** f(a). */
  BigInteger full(BigInteger amount) {
    BigInteger a = held(amount);
    return a.signum() >= 0 ? down(a) : up(a.negate()).negate();
  }

  BigInteger fullUp(BigInteger amount) {
    return full(amount.negate()).negate();
  }

  /** g(v). */
  BigInteger amount(BigInteger value) {
    if (price == 0) {
      return ZERO;
    }
    return Exact.floorDiv(value.multiply(divisor), big(price))
        .max(VALUE_LIMIT.negate())
        .min(VALUE_LIMIT);
  }

  /** The least amount that brings the value when it is converted. */
  BigInteger toConvert(BigInteger value) {
    BigInteger net = Exact.ceilDiv(value.multiply(divisor), big(price));
    return Exact.ceilDiv(net.multiply(BIG_PPB), big(Exact.PPB - discount));
  }
}
