package io.plimsoll.tools.tape;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class MarkPathTest {
  private static final Bar FALLING = new Bar(0, 100, 110, 60, 70, 1);
  private static final Bar RISING = new Bar(0, 100, 130, 90, 120, 1);

  private static long[] marks(Bar bar, int count) {
    MarkPath path = new MarkPath(count);
    return IntStream.range(0, count).mapToLong(i -> path.mark(bar, i)).toArray();
  }

  @Test
  void barThatClosesBelowItsOpenGoesToItsHighFirst() {
    long[] marks = marks(FALLING, 7);

    assertEquals(
        "[100, 105, 110, 85, 60, 65, 70]", LongStream.of(marks).boxed().toList().toString());
  }

  @Test
  void barThatClosesAboveItsOpenGoesToItsLowFirst() {
    long[] marks = marks(RISING, 4);

    assertEquals("[100, 90, 130, 120]", LongStream.of(marks).boxed().toList().toString());
  }

  @Test
  void everyNumberOfMarksHoldsTheFourPricesAndNothingBeyond() {
    for (int count = MarkPath.MARKS_MIN; count <= 200; count++) {
      for (Bar bar : new Bar[] {FALLING, RISING}) {
        long[] marks = marks(bar, count);

        assertEquals(bar.open(), marks[0]);
        assertEquals(bar.close(), marks[count - 1]);
        assertEquals(bar.high(), LongStream.of(marks).max().orElseThrow());
        assertEquals(bar.low(), LongStream.of(marks).min().orElseThrow());
      }
    }
  }

  @Test
  void marksAreSpreadOverTheBar() {
    MarkPath path = new MarkPath(60);
    Bar bar = new Bar(1_000, 1, 1, 1, 1, 0);

    assertEquals(1_000, path.time(bar, 60_000, 0));
    assertEquals(1_000 + 59_000, path.time(bar, 60_000, 59));
  }

  @Test
  void fewerMarksThanPricesAreRefused() {
    Exception e = assertThrows(IllegalArgumentException.class, () -> new MarkPath(3));

    assertTrue(e.getMessage().contains("3"));
  }
}
