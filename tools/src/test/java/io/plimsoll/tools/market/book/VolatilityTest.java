package io.plimsoll.tools.market.book;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class VolatilityTest {
  private static final long SECOND = 1_000_000_000L;

  @Test
  void aPriceThatStandsStillHasNone() {
    Volatility volatility = new Volatility(60 * SECOND, SECOND);

    for (int i = 0; i < 100; i++) {
      volatility.onPrice(i * SECOND, 1_000);
    }

    assertEquals(0, volatility.perMinute());
  }

  @Test
  void aSteadyMoveIsTheRootOfItsSquares() {
    Volatility volatility = new Volatility(60 * SECOND, SECOND);
    long price = 1_000_000_000L;

    for (int i = 0; i < 1_000; i++) {
      volatility.onPrice(i * SECOND, price);
      price += price / 1_000;
    }

    // 0.1 % each second: the root of 60 such squares is 0.7746 % for a minute.
    assertTrue(Math.abs(7_745_966 - volatility.perMinute()) < 10_000);
  }

  @Test
  void movesWithinASampleCountOnlyByTheirSum() {
    Volatility volatility = new Volatility(60 * SECOND, 10 * SECOND);

    for (int i = 0; i <= 600; i++) {
      volatility.onPrice(i * SECOND, i % 10 == 0 ? 1_000_000 : 1_100_000);
    }

    assertEquals(0, volatility.perMinute());
  }

  @Test
  void itFadesWithTheTimeConstant() {
    Volatility volatility = new Volatility(60 * SECOND, SECOND);
    volatility.onPrice(0, 1_000_000);
    volatility.onPrice(60 * SECOND, 1_100_000);
    long before = volatility.perMinute();

    volatility.onPrice(120 * SECOND, 1_100_000);

    // Half of the square, so the root of a half.
    long root = before * 70_711 / 100_000;
    assertTrue(Math.abs(root - volatility.perMinute()) < before / 10_000);
  }
}
