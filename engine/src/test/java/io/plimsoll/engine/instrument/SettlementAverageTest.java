package io.plimsoll.engine.instrument;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigInteger;
import org.junit.jupiter.api.Test;

/** A contract that expires at 1,000, its index averaged over the 100 before. */
class SettlementAverageTest {
  private static final long EXPIRY = 1_000;
  private static final long WINDOW = 100;

  private final SettlementAverage average = new SettlementAverage(EXPIRY);

  @Test
  void eachIndexWeighsByTheTimeThatItHeldWithinTheWindow() {
    average.clear(WINDOW);

    average.add(500, 10); // holds into the window: 20
    average.add(600, 920); // 30
    average.add(700, 950); // 50, until expiry

    assertEquals((500 * 20 + 600 * 30 + 700 * 50) / 100, average.price());
    assertEquals(500 * 20 + 600 * 30, average.areaLow());
    assertEquals(50, average.covered());
    assertEquals(950, average.time());
  }

  @Test
  void timeBeforeTheFirstIndexDoesNotCount() {
    average.clear(WINDOW);

    average.add(601, 970);
    average.add(602, 980);

    assertEquals((601 * 10 + 602 * 20) / 30, average.price());
  }

  @Test
  void indexAtOrAfterExpiryDoesNotCount() {
    average.clear(WINDOW);
    average.add(600, 900);

    average.add(9_000, EXPIRY);
    average.add(9_000, 2_000);

    assertEquals(600, average.price());
    assertEquals(WINDOW, average.covered());
  }

  @Test
  void thereIsNoneWithoutAnIndexInTheWindow() {
    average.clear(WINDOW);
    assertEquals(0, average.price());

    average.add(600, EXPIRY);

    assertEquals(0, average.price());
  }

  @Test
  void thereIsNoneWithoutAWindowOrWithoutAnExpiry() {
    average.clear(0);
    average.add(600, 950);
    assertEquals(0, average.price());

    SettlementAverage perpetual = new SettlementAverage(0);
    perpetual.clear(WINDOW);
    perpetual.add(600, 950);
    assertEquals(0, perpetual.price());
    assertEquals(0, perpetual.time());
  }

  @Test
  void highestIndexHeldForADayStaysExact() {
    SettlementAverage tall = new SettlementAverage(PriceMath.DAY);
    tall.clear(PriceMath.DAY);

    tall.add(PriceMath.PRICE_MAX, 0);
    tall.add(PriceMath.PRICE_MAX - 1, PriceMath.DAY - 1);

    BigInteger area =
        BigInteger.valueOf(PriceMath.PRICE_MAX).multiply(BigInteger.valueOf(PriceMath.DAY - 1));
    assertEquals(area.shiftRight(64).longValueExact(), tall.areaHigh());
    assertEquals(area.longValue(), tall.areaLow());
    assertEquals(PriceMath.PRICE_MAX - 1, tall.price());
  }

  @Test
  void newRuleForgetsWhatWasAveraged() {
    average.clear(WINDOW);
    average.add(500, 950);

    average.clear(WINDOW);

    assertEquals(0, average.price());
    assertEquals(0, average.covered());
  }
}
