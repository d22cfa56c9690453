package io.plimsoll.engine.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigInteger;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class Int128Test {
  private static final BigInteger LONG_MAX = BigInteger.valueOf(Long.MAX_VALUE);

  @Property(tries = 20_000)
  void quotientsAreExactAndRoundTheWayTheySay(
      @ForAll @LongRange(min = -Long.MAX_VALUE) long a,
      @ForAll @LongRange(min = 0) long b,
      @ForAll @LongRange(min = 1) long c) {
    BigInteger product = BigInteger.valueOf(a).multiply(BigInteger.valueOf(b));
    BigInteger floor = floorDiv(product, BigInteger.valueOf(c));
    BigInteger ceil = floorDiv(product.negate(), BigInteger.valueOf(c)).negate();

    if (floor.abs().compareTo(LONG_MAX) < 0 && ceil.abs().compareTo(LONG_MAX) < 0) {
      assertEquals(floor.longValueExact(), Int128.mulDivFloor(a, b, c));
      assertEquals(ceil.longValueExact(), Int128.mulDivCeil(a, b, c));
    }
  }

  @Property(tries = 20_000)
  void quotientsOfLargeFactorsAreExact(
      @ForAll @LongRange(min = 1L << 61) long a,
      @ForAll @LongRange(min = 1L << 40) long b,
      @ForAll @LongRange(min = 0, max = 1_000_000) long lessThanB) {
    long c = Math.max(1, b - lessThanB / 2 + 1_000_000);
    BigInteger product = BigInteger.valueOf(a).multiply(BigInteger.valueOf(b));
    BigInteger floor = floorDiv(product, BigInteger.valueOf(c));

    if (floor.compareTo(LONG_MAX) < 0) {
      assertEquals(floor.longValueExact(), Int128.mulDivFloor(a, b, c));
    }
  }

  @Property(tries = 20_000)
  void ratesRoundUp(
      @ForAll @LongRange(min = 0, max = 2_000_000_000L) long rate,
      @ForAll @LongRange(min = 0, max = 1L << 61) long notional,
      @ForAll @LongRange(min = 0, max = 1_000) long deductedThousandths) {
    BigInteger product = BigInteger.valueOf(rate).multiply(BigInteger.valueOf(notional));
    BigInteger deduction =
        product.multiply(BigInteger.valueOf(deductedThousandths)).divide(BigInteger.valueOf(1000));
    BigInteger expected =
        floorDiv(deduction.subtract(product), BigInteger.valueOf(Int128.PPB)).negate();

    long hi = deduction.shiftRight(64).longValueExact();
    long lo = deduction.longValue();

    assertEquals(expected.longValueExact(), Int128.rateCeil(rate, notional, hi, lo));
  }

  @Property(tries = 20_000)
  void rateAndRatioRoundUpOnce(
      @ForAll @LongRange(min = 0, max = 10_000_000_000L) long ratio,
      @ForAll @LongRange(min = 0, max = 100_000_000L) long rate,
      @ForAll @LongRange(min = 0, max = 1L << 60) long notional,
      @ForAll @LongRange(min = 0, max = 1_000) long deductedThousandths) {
    BigInteger product = BigInteger.valueOf(rate).multiply(BigInteger.valueOf(notional));
    BigInteger deduction =
        product.multiply(BigInteger.valueOf(deductedThousandths)).divide(BigInteger.valueOf(1000));
    BigInteger scaled = product.subtract(deduction).multiply(BigInteger.valueOf(ratio));
    BigInteger ppbSquared = BigInteger.valueOf(Int128.PPB * Int128.PPB);
    BigInteger expected = floorDiv(scaled.negate(), ppbSquared).negate();

    long hi = deduction.shiftRight(64).longValueExact();
    long lo = deduction.longValue();

    assertEquals(expected.longValueExact(), Int128.rateCeil(ratio, rate, notional, hi, lo));
  }

  @Property(tries = 20_000)
  void productsCompareExactly(@ForAll long a, @ForAll @LongRange(min = 0) long b, @ForAll long c) {
    BigInteger left = BigInteger.valueOf(a).multiply(BigInteger.valueOf(b));
    BigInteger right = BigInteger.valueOf(c).multiply(BigInteger.valueOf(Int128.PPB));

    assertEquals(
        left.compareTo(right), Integer.signum(Int128.compareProducts(a, b, c, Int128.PPB)));
  }

  @Test
  void aQuotientPastSixtyFourBitsIsAnError() {
    assertThrows(
        ArithmeticException.class, () -> Int128.mulDivFloor(Long.MAX_VALUE, Long.MAX_VALUE, 2));
    assertThrows(ArithmeticException.class, () -> Int128.mulDivFloor(Long.MAX_VALUE, 2, 1));
  }

  @Test
  void negativeQuotientsRoundTowardsTheNamedSide() {
    assertEquals(-4, Int128.mulDivFloor(-7, 1, 2));
    assertEquals(-3, Int128.mulDivCeil(-7, 1, 2));
    assertEquals(-4, Int128.divFloor(-7, 2));
    assertEquals(-3, Int128.divCeil(-7, 2));
  }

  private static BigInteger floorDiv(BigInteger n, BigInteger d) {
    BigInteger[] parts = n.divideAndRemainder(d);
    return parts[1].signum() < 0 ? parts[0].subtract(BigInteger.ONE) : parts[0];
  }

  @Property
  void squareRootIsRoundedUp(@ForAll @LongRange(min = 0, max = 1L << 60) long n) {
    BigInteger floor = BigInteger.valueOf(n).sqrt();
    long expected = floor.longValueExact() + (floor.pow(2).longValueExact() == n ? 0 : 1);

    assertEquals(expected, Int128.sqrtCeil(n));
  }

  @Test
  void aRequirementPastEveryEquityIsCapped() {
    long ten = 10 * Int128.PPB;

    assertEquals(
        Int128.RATE_RESULT_MAX, Int128.rateCeil(ten, Int128.PPB - 1, 1L << 60, 0, 0, 0, 0));
    assertEquals(3L << 60, Int128.rateCeil(3 * Int128.PPB, Int128.PPB, 1L << 60, 0, 0, 0, 0));
  }

  @Property
  void rateOfValueAndFeeOfNotionalAreRoundedUpTogether(
      @ForAll @LongRange(min = 1_000_000_000L, max = 3_000_000_000L) long ratio,
      @ForAll @LongRange(min = 1, max = 999_999_999L) long rate,
      @ForAll @LongRange(min = 0, max = 1L << 60) long value,
      @ForAll @LongRange(min = 0, max = 100_000_000L) long feeRate,
      @ForAll @LongRange(min = 0, max = 1L << 60) long notional,
      @ForAll @LongRange(min = 0, max = 1L << 60) long deductionLo) {
    BigInteger deduction =
        BigInteger.valueOf(rate)
            .multiply(BigInteger.valueOf(value))
            .min(BigInteger.valueOf(deductionLo));
    BigInteger sum =
        BigInteger.valueOf(rate)
            .multiply(BigInteger.valueOf(value))
            .add(BigInteger.valueOf(feeRate).multiply(BigInteger.valueOf(notional)))
            .subtract(deduction);
    BigInteger square = BigInteger.valueOf(Int128.PPB).pow(2);
    BigInteger expected =
        BigInteger.valueOf(ratio).multiply(sum).add(square).subtract(BigInteger.ONE).divide(square);

    assertEquals(
        expected.longValueExact(),
        Int128.rateCeil(ratio, rate, value, feeRate, notional, 0, deduction.longValueExact()));
  }
}
