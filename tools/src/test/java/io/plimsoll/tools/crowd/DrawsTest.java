package io.plimsoll.tools.crowd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.function.ToLongFunction;
import org.junit.jupiter.api.Test;

class DrawsTest {
  private static final int DRAWS = 100_000;
  private static final long PPB = Draws.PPB;

  private static long[] sorted(ToLongFunction<Draws> draw) {
    Draws draws = new Draws(1, 1, 1);
    long[] drawn = new long[DRAWS];
    Arrays.setAll(drawn, i -> draw.applyAsLong(draws));
    Arrays.sort(drawn);
    return drawn;
  }

  private static double above(long[] sorted, long bound) {
    return (double) Arrays.stream(sorted).filter(each -> each > bound).count() / sorted.length;
  }

  @Test
  void logarithmsAndPowersOfTwoAreThoseOfMathematics() {
    for (long number : new long[] {1, 2, 3, 10, 1_000_003, 1L << 40, Long.MAX_VALUE}) {
      double exact = Math.log((double) number) / Math.log(2);
      assertEquals(exact, (double) FixedMath.log2(number) / FixedMath.ONE, 1e-8);
    }
    for (double exponent : new double[] {-3.7, -1, -0.25, 0, 0.5, 1, 7.9, 20.125}) {
      long fixed = (long) Math.floor(exponent * FixedMath.ONE);
      double exact = 1e9 * Math.pow(2, exponent);
      long found = FixedMath.timesPowerOfTwo(PPB, fixed, Long.MAX_VALUE);
      assertEquals(exact, (double) found, 1 + exact * 1e-8, "2^" + exponent);
    }
    assertEquals(Math.E, FixedMath.timesPowerOfTwo(PPB, FixedMath.LOG2_E, PPB * 9) / 1e9, 1e-8);
  }

  @Test
  void powersAreCutAtTheirBound() {
    assertEquals(77, FixedMath.timesPowerOfTwo(3, 100 * FixedMath.ONE, 77));
    assertEquals(0, FixedMath.timesPowerOfTwo(3, -100 * FixedMath.ONE, 77));
  }

  @Test
  void paretoHasItsTail() {
    long[] drawn = sorted(draws -> draws.pareto(1_000, 1_000_000_000, PPB * 3 / 2));

    assertTrue(drawn[0] >= 1_000 && drawn[0] < 1_010, "smallest " + drawn[0]);
    for (double times : new double[] {2, 5, 20}) {
      double exact = Math.pow(times, -1.5);
      assertEquals(exact, above(drawn, (long) (1_000 * times)), 0.05 * exact + 0.002);
    }
  }

  @Test
  void logNormalHasItsMedianAndItsSpread() {
    long[] drawn = sorted(draws -> draws.logNormal(1_000_000, PPB, Long.MAX_VALUE));

    assertEquals(1e6, (double) drawn[DRAWS / 2], 15_000.0);
    assertEquals(0.1587, above(drawn, (long) (1_000_000 * Math.E)), 0.005);
    assertEquals(0.0228, above(drawn, (long) (1_000_000 * Math.E * Math.E)), 0.002);
  }

  @Test
  void drawsOfOnePersonSayNothingAboutTheNext() {
    // Streams whose seeds are apart by SplittableRandom's own step would be shifts of each other.
    Draws one = new Draws(1, 1, 1);
    long[] first = new long[64];
    Arrays.setAll(first, i -> one.below(Long.MAX_VALUE));
    for (int person = 2; person < 50; person++) {
      Draws other = new Draws(1, 1, person);
      for (int i = 0; i < 64; i++) {
        long drawn = other.below(Long.MAX_VALUE);
        assertTrue(Arrays.stream(first).noneMatch(each -> each == drawn), "person " + person);
      }
    }
  }

  @Test
  void purposesHaveStreamsOfTheirOwn() {
    assertNotEquals(new Draws(1, 1, 1).below(PPB), new Draws(1, 2, 1).below(PPB));
  }

  /** Pinned, so that every JDK must draw the same. */
  @Test
  void firstDrawsAreKnown() {
    Draws draws = new Draws(1, 1, 1);

    assertEquals(
        "804919465 -1072162619 2620293 154517",
        draws.below(PPB)
            + " "
            + draws.normal()
            + " "
            + draws.pareto(1_000_000, 1L << 50, PPB)
            + " "
            + draws.logNormal(1_000_000, PPB, 1L << 50));
  }
}
