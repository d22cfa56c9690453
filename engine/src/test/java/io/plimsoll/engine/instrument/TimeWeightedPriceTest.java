package io.plimsoll.engine.instrument;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import org.junit.jupiter.api.Test;

class TimeWeightedPriceTest {
  private static final long SECOND = 1_000_000_000L;

  private final TimeWeightedPrice average = new TimeWeightedPrice();

  @Test
  void priceWeighsAsMuchAsTheTimeSinceTheLastAndTheRestOfTheWindowTheOldAverage() {
    assertFalse(average.exists());
    add(100, 0);
    assertEquals(100, average.price());

    add(130, 100); // (130 x 100 + 100 x 200) / 300
    assertEquals(110, average.price());
    assertEquals(100 * SECOND, average.time());

    add(100, 101); // (100 + 110 x 299) / 300 = 109.9667
    assertEquals(1_024 * 110 - 35, average.scaled());
    assertEquals(109, average.price());
  }

  @Test
  void priceSoonerThanTheSampleIntervalIsLeftOut() {
    add(100, 0);
    average.add(900, SECOND - 1, SECOND, 300 * SECOND);
    assertEquals(100, average.price());
    assertEquals(0, average.time());
  }

  @Test
  void priceAfterTheWholeWindowIsTheAverage() {
    add(100, 0);
    add(1L << 50, 100_000);
    assertEquals(1L << 50, average.price());
  }

  private void add(long price, int second) {
    average.add(price, second * SECOND, SECOND, 300 * SECOND);
  }
}
