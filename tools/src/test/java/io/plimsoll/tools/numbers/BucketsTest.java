package io.plimsoll.tools.numbers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class BucketsTest {
  private static final long MILLI = 1_000_000L;
  private static final long SECOND = 1_000 * MILLI;

  @Test
  void fewTimesKeepABucketOfAMillisecondEach() {
    Buckets<Range> track = Buckets.fine(3, Range::new);

    track.at(5 * SECOND).add(7);
    track.at(5 * SECOND + 1).add(9);
    track.at(900 * SECOND).add(8);

    assertEquals(2, track.size());
    assertEquals(MILLI, track.width());
    assertEquals(5 * SECOND, track.time(0));
    assertEquals(7, track.get(0).low());
    assertEquals(9, track.get(0).last());
  }

  @Test
  void moreThanTheLimitWidensThemAndLosesNoSpike() {
    Buckets<Range> track = Buckets.fine(4, Range::new);

    for (int second = 0; second < 60; second++) {
      track.at(second * SECOND).add(second == 31 ? 1_000 : second);
    }

    assertEquals(15 * SECOND, track.width());
    assertEquals(4, track.size());
    assertEquals(30 * SECOND, track.time(2));
    assertEquals(30, track.get(2).low());
    assertEquals(1_000, track.get(2).high());
    assertEquals(44, track.get(2).last());
  }

  @Test
  void minutesStartAtAMinute() {
    Buckets<Bar> bars = Buckets.minutes(400, Bar::new);

    bars.at(61 * SECOND).start(Side.LONG);
    bars.at(119 * SECOND).start(Side.LONG);
    bars.at(120 * SECOND).start(Side.SHORT);

    assertEquals(2, bars.size());
    assertEquals(60 * SECOND, bars.time(0));
    assertEquals(2, bars.get(0).started(Side.LONG));
    assertEquals(1, bars.get(1).started(Side.SHORT));
  }

  @Test
  void coarserOnesLeaveTheFinerAloneAndAgreeWithThem() {
    Buckets<Range> track = Buckets.fine(1_000, Range::new);
    for (int second = 0; second < 500; second++) {
      track.at(second * SECOND).add(second % 37);
    }

    Buckets<Range> coarse = track.coarsened(10);

    assertEquals(500, track.size());
    assertEquals(9, coarse.size());
    assertEquals(0, coarse.get(0).low());
    assertEquals(36, coarse.get(0).high());
    assertEquals(499 % 37, coarse.get(8).last());
  }

  @Test
  void anyTimesFitAndSumsStay() {
    for (long seed = 1; seed <= 200; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      int most = 1 + random.nextInt(20);
      Buckets<Bar> bars = Buckets.minutes(most, Bar::new);
      long time = random.nextLong(1L << 60);
      long sum = 0;
      for (int i = 0; i < 300; i++) {
        time += random.nextLong(1L << random.nextInt(20, 50));
        bars.at(time).closed(Way.ADL, Side.SHORT, i);
        sum += i;
      }
      long kept = 0;
      for (int i = 0; i < bars.size(); i++) {
        kept += bars.get(i).closed(Way.ADL, Side.SHORT).longValueExact();
        assertEquals(0, bars.time(i) % bars.width());
      }
      assertEquals(sum, kept, "seed " + seed);
      assertTrue(bars.size() <= most, "seed " + seed);
    }
  }
}
