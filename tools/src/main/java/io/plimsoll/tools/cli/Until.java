package io.plimsoll.tools.cli;

import io.plimsoll.engine.journal.ReplayUntil;
import io.plimsoll.tools.UserError;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;

/** Where a replay stops, as it is written on the command line. */
final class Until {
  private static final long NANOS_PER_SECOND = 1_000_000_000L;

  private Until() {}

  /** A sequence, or a time; null for the end. */
  static ReplayUntil parse(String text) {
    if (text == null) {
      return ReplayUntil.END;
    }
    try {
      if (text.chars().allMatch(c -> c >= '0' && c <= '9')) {
        return ReplayUntil.sequence(Long.parseLong(text));
      }
      return ReplayUntil.timestamp(nanos(text));
    } catch (NumberFormatException | DateTimeParseException | ArithmeticException e) {
      throw new UserError(
          "--until is '"
              + text
              + "'; expected the sequence of a command, or a UTC time such as 2025-10-10T21:20:00Z",
          e);
    }
  }

  private static long nanos(String text) {
    Instant instant =
        text.endsWith("Z") || text.lastIndexOf('+') > 0
            ? OffsetDateTime.parse(text).toInstant()
            : LocalDateTime.parse(text).toInstant(ZoneOffset.UTC);
    return Math.addExact(
        Math.multiplyExact(instant.getEpochSecond(), NANOS_PER_SECOND), instant.getNano());
  }
}
