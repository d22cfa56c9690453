package io.plimsoll.tools.importer;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;

/** Times as market data writes them, in nanoseconds since 1970-01-01T00:00Z. */
final class Times {
  /** What is expected, for people. */
  static final String EXPECTED =
      "milliseconds, microseconds or nanoseconds since 1970, or a time such as"
          + " 2025-10-10T21:06:00Z";

  /** No time. */
  static final long NONE = -1;

  /** Times in this range are seconds: as milliseconds they would lie before 1973. */
  private static final long SECONDS_FROM = 100_000_000L;

  private static final long SECONDS_TO = 100_000_000_000L;

  /** From here on microseconds: as milliseconds they would lie after the year 5000. */
  private static final long MICROS_FROM = 100_000_000_000_000L;

  private static final long NANOS_FROM = 1_000 * MICROS_FROM;
  private static final long MICRO = 1_000L;
  private static final long MILLI = 1_000_000L;
  private static final long SECOND = 1_000_000_000L;
  private static final int DIGITS_MAX = 18;
  private static final int LETTERS_MAX = 40;

  private Times() {}

  /**
   * Reads a time.
   *
   * @return nanoseconds since 1970, or {@link #NONE} if it is no time
   * @throws BadRow if it looks like seconds
   */
  static long parse(String column, char[] text, int start, int length) {
    long number = digits(text, start, length);
    if (number < 0) {
      return calendar(new String(text, start, Math.min(length, LETTERS_MAX)).strip());
    }
    if (number >= SECONDS_FROM && number < SECONDS_TO) {
      throw new BadRow(column, number + "", "which looks like seconds", EXPECTED);
    }
    if (number < MICROS_FROM) {
      return number * MILLI;
    }
    if (number < NANOS_FROM) {
      return number <= Long.MAX_VALUE / MICRO ? number * MICRO : NONE;
    }
    return number;
  }

  /** Milliseconds since 1970, whatever their size; {@link #NONE} if the text is no such number. */
  static long millis(String text) {
    long number = digits(text.toCharArray(), 0, text.length());
    return number < 0 || number > Long.MAX_VALUE / MILLI ? NONE : number * MILLI;
  }

  /** Up to 19 digits, or -1. */
  private static long digits(char[] text, int start, int length) {
    if (length == 0 || length > DIGITS_MAX + 1) {
      return -1;
    }
    long number = 0;
    for (int i = start; i < start + length; i++) {
      int digit = text[i] - '0';
      if (digit < 0 || digit > 9) {
        return -1;
      }
      number = number * 10 + digit; // 19 digits past 64 bits turn negative or are caught below.
    }
    return length > DIGITS_MAX && text[start] == '9' ? -1 : number;
  }

  private static long calendar(String text) {
    try {
      String iso = text.replace(' ', 'T');
      Instant instant =
          iso.endsWith("Z")
              ? Instant.parse(iso)
              : LocalDateTime.parse(iso).toInstant(ZoneOffset.UTC);
      long nanos =
          Math.addExact(
              Math.multiplyExact(instant.getEpochSecond(), SECOND), (long) instant.getNano());
      return nanos < 0 ? NONE : nanos;
    } catch (DateTimeParseException | ArithmeticException e) {
      return NONE;
    }
  }
}
