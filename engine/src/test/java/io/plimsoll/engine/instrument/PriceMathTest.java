package io.plimsoll.engine.instrument;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;

class PriceMathTest {
  private static final long LARGEST = 1L << 60;

  @Property
  void averageMovedTowardsAValueIsTheWeightedMeanRoundedDown(
      @ForAll @LongRange(min = -LARGEST, max = LARGEST) long average,
      @ForAll @LongRange(min = -LARGEST, max = LARGEST) long value,
      @ForAll @LongRange(min = 1, max = PriceMath.DAY) long weight,
      @ForAll @LongRange(max = PriceMath.DAY) long rest) {
    BigInteger sum = times(value, weight).add(times(average, rest));

    assertEquals(
        floor(sum, BigInteger.valueOf(weight + rest)),
        BigInteger.valueOf(PriceMath.towards(average, value, weight, rest)));
  }

  @Property
  void meanAndShareAreRoundedDown(
      @ForAll @LongRange(min = -PriceMath.PRICE_MAX, max = 2 * PriceMath.PRICE_MAX) long a,
      @ForAll @LongRange(max = PriceMath.PRICE_MAX) long price,
      @ForAll @LongRange(min = -1_000_000_000, max = 1_000_000_000) long ppb) {
    BigInteger sum = BigInteger.valueOf(a).add(BigInteger.valueOf(price));
    assertEquals(floor(sum, BigInteger.TWO), BigInteger.valueOf(PriceMath.mean(a, price)));
    assertEquals(
        floor(times(price, ppb), BigInteger.valueOf(1_000_000_000)),
        BigInteger.valueOf(PriceMath.share(price, ppb)));
  }

  private static BigInteger times(long a, long b) {
    return BigInteger.valueOf(a).multiply(BigInteger.valueOf(b));
  }

  private static BigInteger floor(BigInteger n, BigInteger d) {
    return new BigDecimal(n).divide(new BigDecimal(d), 0, RoundingMode.FLOOR).toBigIntegerExact();
  }
}
