package io.plimsoll.engine.reference;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.plimsoll.protocol.codec.ContractType;
import java.math.BigInteger;
import org.junit.jupiter.api.Test;

/** Three contracts at 70: 3,000,000 / 70 = 42,857.14. */
class PayoffTest {
  private static final Payoff INVERSE = payoff(ContractType.INVERSE, 1_000_000);
  private static final Payoff QUANTO = payoff(ContractType.QUANTO, 20);
  private static final Instrument BOOK =
      new Instrument(
          1,
          new Asset(1, 0),
          new Instrument.Terms(ContractType.INVERSE, 1_000_000, 0, 0, 12, 1004, 1000, 5, 0),
          null,
          null);

  private static Payoff payoff(ContractType type, long factor) {
    return new Payoff(type, Exact.big(factor));
  }

  private static void same(long expected, BigInteger actual) {
    assertEquals(Exact.big(expected), actual);
  }

  @Test
  void inverseValueIsRoundedAgainstItsOwner() {
    same(-42_858, INVERSE.value(3, 70));
    same(42_857, INVERSE.value(-3, 70));
    same(-60_000, INVERSE.value(3, 50));
    same(60_000, INVERSE.value(-3, 50));
  }

  @Test
  void inverseTradeValuesOfBothSidesAddUpToTheDust() {
    same(-42_857, INVERSE.tradeValue(3, 70));
    same(42_858, INVERSE.tradeValue(-3, 70));
    same(0, INVERSE.tradeValue(3, 50).add(INVERSE.tradeValue(-3, 50)));
  }

  @Test
  void quantoValueIsQuantityTimesPriceTimesContractValue() {
    same(4_200, QUANTO.value(3, 70));
    same(-4_200, QUANTO.value(-3, 70));
    same(4_200, QUANTO.tradeValue(3, 70));
    same(4_200, QUANTO.notional(3, 70));
  }

  @Test
  void largestValueIsThatAtTheLowestPriceForInverseAndAtTheHighestElse() {
    same(428_572, INVERSE.largestValue(3, 7, 1000));
    same(60_000, QUANTO.largestValue(3, 1, 1000));
  }

  @Test
  void inverseLimitOfALongIsRoundedUpAndThatOfAShortDown() {
    // 3,000,000 / 47,143 = 63.64; 3,000,000 / 40,000 = 75.
    assertEquals(65, INVERSE.limit(BOOK, 3, Exact.big(-47_143)));
    assertEquals(60, INVERSE.limit(BOOK, -3, Exact.big(47_143)));
    assertEquals(75, INVERSE.limit(BOOK, 3, Exact.big(-40_000)));
    assertEquals(75, INVERSE.limit(BOOK, -3, Exact.big(40_000)));
  }

  @Test
  void inverseLimitWithoutAPriceIsTheHighestTick() {
    assertEquals(1000, INVERSE.limit(BOOK, 3, Exact.ZERO));
    assertEquals(1000, INVERSE.limit(BOOK, 3, Exact.big(7)));
    assertEquals(1000, INVERSE.limit(BOOK, -3, Exact.ZERO));
    assertEquals(1000, INVERSE.limit(BOOK, -3, Exact.big(-7)));
  }

  @Test
  void limitStaysBetweenTheLowestAndTheHighestTick() {
    assertEquals(15, INVERSE.limit(BOOK, 3, Exact.big(-3_000_000)));
    assertEquals(15, INVERSE.limit(BOOK, -3, Exact.big(3_000_000)));
    assertEquals(1000, INVERSE.limit(BOOK, 3, Exact.big(-1)));
    assertEquals(15, QUANTO.limit(BOOK, 3, Exact.big(-1)));
  }

  @Test
  void quantoLimitDividesByQuantityTimesContractValue() {
    // 3,950 / 60 = 65.83.
    assertEquals(70, QUANTO.limit(BOOK, 3, Exact.big(3_950)));
    assertEquals(65, QUANTO.limit(BOOK, -3, Exact.big(-3_950)));
  }

  @Test
  void priceForPeopleIsRoundedDownAndZeroWithoutOne() {
    same(63, INVERSE.priceForPeople(3, Exact.big(-47_143)));
    same(63, INVERSE.priceForPeople(-3, Exact.big(47_143)));
    same(0, INVERSE.priceForPeople(3, Exact.ZERO));
    same(0, INVERSE.priceForPeople(3, Exact.big(7)));
    same(65, QUANTO.priceForPeople(3, Exact.big(3_950)));
    same(0, QUANTO.priceForPeople(3, Exact.big(-3_950)));
    same(0, QUANTO.priceForPeople(3, Exact.ZERO));
    Payoff large = new Payoff(ContractType.INVERSE, Exact.LIMIT);
    assertEquals(Exact.LIMIT, large.priceForPeople(2, Exact.big(-1)));
  }
}
