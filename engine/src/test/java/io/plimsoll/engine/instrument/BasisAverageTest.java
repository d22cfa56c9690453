package io.plimsoll.engine.instrument;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class BasisAverageTest {
  private static final long SECOND = 1_000_000_000L;

  private final BasisAverage average = new BasisAverage();

  @Test
  void movingAverageForgetsTheOldestSampleWhenTheRingIsFull() {
    average.clear(3);
    assertFalse(average.exists());
    sample(10, 1);
    assertEquals(10, average.moving());
    sample(20, 2);
    sample(30, 3);
    assertEquals(20, average.moving());
    sample(42, 4);
    sample(52, 5);

    assertEquals(41, average.moving()); // 124 / 3
    assertEquals(3, average.size());
    assertEquals(30, average.sample(0));
    assertEquals(42, average.sample(1));
    assertEquals(52, average.sample(2));
  }

  @Test
  void movingAverageOfNegativeSamplesIsRoundedDown() {
    average.clear(64);
    sample(-1, 1);
    sample(-2, 2);
    assertEquals(-2, average.moving());
  }

  @Test
  void exponentialAverageMovesByTheTimeOverTimePlusConstant() {
    average.clear(1);
    sample(100, 0);
    sample(251, 1); // 1 / 151 of the way
    assertEquals(1_024 * 101, average.scaledAverage());
    assertEquals(101, average.exponential());

    sample(100, 2); // -1,024 / 151 = -6.8
    assertEquals(1_024 * 101 - 7, average.scaledAverage());
    assertEquals(100, average.exponential());
  }

  @Test
  void sampleAfterALongTimeCountsAsOneAfterADay() {
    average.clear(1);
    average.sample(0, 0, PriceMath.DAY);
    average.sample(100, 9 * PriceMath.DAY, PriceMath.DAY);
    assertEquals(50, average.exponential());
  }

  @Test
  void largestBasisStaysExact() {
    long largest = 1L << 50;
    average.clear(64);
    average.sample(-largest, 0, PriceMath.DAY);
    average.sample(largest, PriceMath.DAY, PriceMath.DAY);
    assertEquals(0, average.scaledAverage());
    for (int i = 0; i < 64; i++) {
      average.sample(largest, PriceMath.DAY, PriceMath.DAY);
    }
    assertEquals(largest, average.moving());
  }

  @Test
  void nextSampleIsDueAfterTheInterval() {
    average.clear(1);
    assertTrue(average.isDue(0, 10));
    average.sample(1, 5, 1);
    assertFalse(average.isDue(14, 10));
    assertTrue(average.isDue(15, 10));
  }

  private void sample(long basis, int second) {
    average.sample(basis, second * SECOND, 150 * SECOND);
  }
}
