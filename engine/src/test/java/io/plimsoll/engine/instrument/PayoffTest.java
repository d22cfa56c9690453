package io.plimsoll.engine.instrument;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plimsoll.protocol.codec.ContractType;
import java.math.BigInteger;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class PayoffTest {
  private static final long ONE = 1L << 60;

  /** 7 units of money × price in one contract; prices 100 to 1,000, tick 30. */
  private final Payoff inverse = payoff(ContractType.INVERSE, 7_000, 100, 1_000, 30);

  /** 3 units of money in one price unit × contract; prices 1 to 1,000, tick 30. */
  private final Payoff quanto = payoff(ContractType.QUANTO, 3, 1, 1_000, 30);

  @Test
  void linearValueIsQuantityTimesPriceTimesTheUnitOfItsScales() {
    ContractTerms terms = terms(ContractType.LINEAR, 0, 1, 1_000, 1);

    // Money has 8 digits, price 1 and quantity 2: 10^5 in one price unit x quantity unit.
    assertEquals(-5 * 40 * 100_000, new Payoff(terms, 8).value(-5, 40));
  }

  @Test
  void quantoValueIsQuantityTimesPriceTimesContractValue() {
    assertEquals(5 * 40 * 3, quanto.value(5, 40));
    assertEquals(-5 * 40 * 3, quanto.tradeValue(-5, 40));
  }

  @Test
  void inverseValueIsRoundedDownForLongAndShort() {
    // 3 x 7000 / 900 = 23.33
    assertEquals(-24, inverse.value(3, 900));
    assertEquals(23, inverse.value(-3, 900));
    assertEquals(-21, inverse.value(3, 1_000));
    assertEquals(21, inverse.value(-3, 1_000));
    assertEquals(0, inverse.value(0, 0));
  }

  @Test
  void inverseTradeValueIsRoundedUpForBothSidesSoThatDustIsNoughtOrOne() {
    assertEquals(-23, inverse.tradeValue(3, 900));
    assertEquals(24, inverse.tradeValue(-3, 900));
    assertEquals(0, inverse.tradeValue(3, 1_000) + inverse.tradeValue(-3, 1_000));
  }

  @Test
  void theLargestValueOfAnInverseContractIsAtTheLowestPriceRoundedUp() {
    assertEquals(210, inverse.largestValue(3));
    // 1 x 7001 / 100 = 70.01
    assertEquals(71, payoff(ContractType.INVERSE, 7_001, 100, 1_000, 30).largestValue(1));
    assertEquals(9_000, quanto.largestValue(3));
  }

  @Test
  void theLowestTickIsPriceMinRoundedUpAndTheHighestPriceMaxRoundedDown() {
    assertEquals(120, inverse.lowestTick());
    assertEquals(990, inverse.highestTick());
    assertEquals(120, inverse.tickAtOrBelow(119));
    assertEquals(990, inverse.tickAtOrAbove(991));
    assertEquals(990, inverse.tickAtOrAbove(Long.MAX_VALUE));
    assertEquals(300, inverse.tickAtOrAbove(271));
    assertEquals(270, inverse.tickAtOrBelow(299));
  }

  @Test
  void theLimitOfALongIsRoundedUpAndThatOfAShortDown() {
    // Linear in price: 200 / (2 x 3) = 33.3: 34, up to 60 for the long; 33, down to 30.
    assertEquals(60, quanto.limitFor(2, 200));
    assertEquals(30, quanto.limitFor(-2, -200));
    // Below every price, and above.
    assertEquals(30, quanto.limitFor(2, -1));
    assertEquals(990, quanto.limitFor(2, 1L << 40));
    assertEquals(30, quanto.limitFor(-2, 5));
  }

  @Test
  void theLimitOfAnInverseLongIsRoundedUpAndThatOfAShortDown() {
    // 3 x 7000 / 35 = 600; / 36 = 583.3
    assertEquals(600, inverse.limitFor(3, -35));
    assertEquals(600, inverse.limitFor(3, -36));
    assertEquals(570, inverse.limitFor(-3, 36));
  }

  @Test
  void anInverseValueOnTheWrongSideOfNoughtHasTheHighestTickAsItsLimit() {
    assertEquals(990, inverse.limitFor(3, 0));
    assertEquals(990, inverse.limitFor(3, 5));
    assertEquals(990, inverse.limitFor(-3, 0));
    assertEquals(990, inverse.limitFor(-3, -5));
  }

  @Test
  void thePriceForPeopleIsRoundedDownAndNoughtWhereNoPriceGivesTheValue() {
    assertEquals(33, quanto.priceForPeople(2, 200));
    assertEquals(33, quanto.priceForPeople(-2, -200));
    assertEquals(0, quanto.priceForPeople(-2, 200));
    assertEquals(0, quanto.priceForPeople(2, 0));
    assertEquals(583, inverse.priceForPeople(3, -36));
    assertEquals(583, inverse.priceForPeople(-3, 36));
    assertEquals(0, inverse.priceForPeople(3, 36));
    assertEquals(0, inverse.priceForPeople(-3, 0));
  }

  @Test
  void thePriceForPeopleOfAnInverseContractIsAtMostTwoToTheSixty() {
    Payoff huge = payoff(ContractType.INVERSE, ONE, 1L << 50, ONE, 1);

    assertEquals(ONE, huge.priceForPeople(-1_000, 1));
    assertEquals(ONE / 1_000, huge.priceForPeople(-1, 1_000));
  }

  @Property
  void inverseValueIsTheFloorOfTheExactValue(
      @ForAll @LongRange(min = -ONE, max = ONE) long quantity,
      @ForAll @LongRange(min = 1, max = ONE) long price) {
    Payoff payoff = payoff(ContractType.INVERSE, 999_983, 1, ONE, 1);
    BigInteger exact = BigInteger.valueOf(-quantity).multiply(BigInteger.valueOf(999_983));
    BigInteger[] parts = exact.divideAndRemainder(BigInteger.valueOf(price));
    BigInteger floor = parts[1].signum() < 0 ? parts[0].subtract(BigInteger.ONE) : parts[0];
    if (floor.bitLength() > 60) {
      return;
    }

    assertEquals(floor.longValueExact(), payoff.value(quantity, price));
  }

  @Property
  void closingAWholePositionAtItsLimitBringsAtLeastTheValue(
      @ForAll @LongRange(min = 1, max = 10_000) long size,
      @ForAll boolean isLong,
      @ForAll @LongRange(min = 110, max = 980) long price) {
    Payoff payoff = payoff(ContractType.INVERSE, 7_919, 100, 1_000, 1);
    long quantity = isLong ? size : -size;
    long value = payoff.value(quantity, price);

    long received = -payoff.tradeValue(-quantity, payoff.limitFor(quantity, value));

    assertTrue(received >= value, () -> received + " for " + value);
  }

  private static Payoff payoff(
      ContractType type, long contractValue, long priceMin, long priceMax, long tick) {
    return new Payoff(terms(type, contractValue, priceMin, priceMax, tick), 8);
  }

  private static ContractTerms terms(
      ContractType type, long contractValue, long priceMin, long priceMax, long tick) {
    return new ContractTerms(type, contractValue, 1, 2, priceMin, priceMax, 10_000, tick, 0);
  }
}
