package io.plimsoll.tools.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import org.junit.jupiter.api.Test;

class TimetableTest {
  @Test
  void plannedTimesDoNotDrift() {
    Timetable thirds = new Timetable(1_000, 3);

    assertEquals(1_000, thirds.plannedNanos(0));
    assertEquals(333_334_333, thirds.plannedNanos(1));
    assertEquals(1_000_001_000, thirds.plannedNanos(3));
    assertEquals(1_000 + 1_000_000L * 1_000_000_000, thirds.plannedNanos(3_000_000));
  }

  @Test
  void plannedTimesAreExactUpToTheMostCommands() {
    Timetable fast = new Timetable(0, 7);
    long last = Timetable.COMMANDS_MAX;

    BigInteger expected =
        BigInteger.valueOf(last)
            .multiply(BigInteger.valueOf(1_000_000_000))
            .divide(BigInteger.valueOf(7));

    assertEquals(expected.longValueExact(), fast.plannedNanos(last));
    assertTrue(fast.plannedNanos(last) > fast.plannedNanos(last - 1));
  }

  @Test
  void aRateOutsideItsRangeIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> new Timetable(0, 0));
    assertThrows(IllegalArgumentException.class, () -> new Timetable(0, Timetable.RATE_MAX + 1));
  }

  @Test
  void ratesAreRoundedDownToTwoDigits() {
    assertEquals(1_200_000, Rates.rounded(1_299_999.9));
    assertEquals(99, Rates.rounded(99.9));
    assertEquals(100, Rates.rounded(101));
    assertEquals(1, Rates.rounded(0.3));
  }

  @Test
  void aRateIsKeptIfAllButAHundredthWasAnswered() {
    assertTrue(Rates.isKept(99_000, 100_000));
    assertFalse(Rates.isKept(98_999.9, 100_000));
  }
}
