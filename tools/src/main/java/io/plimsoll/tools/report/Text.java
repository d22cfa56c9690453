package io.plimsoll.tools.report;

import io.plimsoll.protocol.Decimals;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Numbers and times for people. */
public final class Text {
  private static final long NANOS_PER_SECOND = 1_000_000_000L;
  private static final DateTimeFormatter SECOND =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);

  private Text() {}

  /** A whole number, thousands separated. */
  public static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  /**
   * A fixed-point number, exact, thousands separated.
   *
   * @param scaled the integer
   * @param scale its decimal digits
   */
  public static String exact(long scaled, int scale) {
    return group(Decimals.format(scaled, scale));
  }

  /**
   * A fixed-point number rounded half up to whole units, thousands separated.
   *
   * @param scaled the integer
   * @param scale its decimal digits
   */
  public static String whole(BigInteger scaled, int scale) {
    return group(new BigDecimal(scaled, scale).setScale(0, RoundingMode.HALF_UP).toPlainString());
  }

  /** As {@link #whole}, to two decimals. */
  public static String cents(BigInteger scaled, int scale) {
    return group(new BigDecimal(scaled, scale).setScale(2, RoundingMode.HALF_UP).toPlainString());
  }

  /** A number rounded to whole units, thousands separated. */
  public static String rounded(double amount) {
    return String.format(Locale.ROOT, "%,.0f", amount == 0 ? 0.0 : amount);
  }

  /** A part of a whole as a percentage; a dash if there is no whole. */
  public static String percent(double part, double whole) {
    return whole == 0 ? "-" : String.format(Locale.ROOT, "%.1f %%", 100 * part / whole);
  }

  /** A duration in the unit that suits it. */
  public static String duration(long nanos) {
    if (nanos < 1_000_000) {
      return String.format(Locale.ROOT, "%.1f µs", nanos / 1e3);
    }
    if (nanos < 1_000_000_000L) {
      return String.format(Locale.ROOT, "%.1f ms", nanos / 1e6);
    }
    return String.format(Locale.ROOT, "%.1f s", nanos / 1e9);
  }

  /** A time given in nanoseconds since 1970, to the second, UTC. */
  public static String time(long nanos) {
    return SECOND.format(instant(nanos));
  }

  /** A time of day, to the minute, UTC. */
  public static String minute(long nanos) {
    return MINUTE.format(instant(nanos));
  }

  /** A time as ISO-8601, as exact as it is, UTC. */
  public static String iso(long nanos) {
    return instant(nanos).toString();
  }

  private static Instant instant(long nanos) {
    return Instant.ofEpochSecond(
        Math.floorDiv(nanos, NANOS_PER_SECOND), Math.floorMod(nanos, NANOS_PER_SECOND));
  }

  /** Separates the thousands of a plain decimal number. */
  public static String group(String decimal) {
    int start = decimal.startsWith("-") ? 1 : 0;
    int point = decimal.indexOf('.');
    StringBuilder text = new StringBuilder(decimal);
    for (int i = (point < 0 ? decimal.length() : point) - 3; i > start; i -= 3) {
      text.insert(i, ',');
    }
    return text.toString();
  }
}
