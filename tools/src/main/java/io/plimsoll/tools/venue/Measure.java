package io.plimsoll.tools.venue;

import io.plimsoll.protocol.Decimals;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A kind of number in a venue file: how it is written, and from where to where it may lie. Text is
 * turned into scaled integers exactly; there is no floating point.
 */
public final class Measure {
  private static final long NANOS_PER_MILLI = 1_000_000L;
  private static final String[] DURATION_UNITS = {"ms", "s", "m", "h", "d"};
  private static final long[] DURATION_NANOS = {
    NANOS_PER_MILLI,
    1_000 * NANOS_PER_MILLI,
    60_000 * NANOS_PER_MILLI,
    3_600_000 * NANOS_PER_MILLI,
    86_400_000 * NANOS_PER_MILLI
  };
  private static final Pattern DURATION = Pattern.compile("([0-9]{1,15}) ?(ms|s|m|h|d)");

  /** One percent is ten million parts per billion. */
  private static final int PERCENT_SCALE = 7;

  private static final String PERCENT = "%";
  private static final String TIME = "time";

  private final String what;
  private final int scale;
  private final String suffix;
  private final long min;
  private final long max;

  private Measure(String what, int scale, String suffix, long min, long max) {
    this.what = what;
    this.scale = scale;
    this.suffix = suffix;
    this.min = min;
    this.max = max;
  }

  /** A percentage, kept in parts per billion: {@code 0.02 %}. */
  public static Measure percent(long minPpb, long maxPpb) {
    return new Measure("a percentage", PERCENT_SCALE, PERCENT, minPpb, maxPpb);
  }

  /** A plain ratio, kept in parts per billion: {@code 1.25}. */
  public static Measure ratio(long minPpb, long maxPpb) {
    return new Measure("a ratio", Decimals.PPB_SCALE, "", minPpb, maxPpb);
  }

  /** An amount of something with so many decimals. */
  public static Measure amount(String of, int scale, long min, long max) {
    return new Measure("an amount of " + of, scale, "", min, max);
  }

  /** A whole number. */
  public static Measure count(long min, long max) {
    return new Measure("a whole number", 0, "", min, max);
  }

  /** A leverage, kept in hundredths: {@code 125}. */
  public static Measure leverage(long min, long max) {
    return new Measure("a leverage", Decimals.LEVERAGE_SCALE, "", min, max);
  }

  /** A duration, kept in nanoseconds: {@code 100ms}, {@code 30s}, {@code 1m}, {@code 8h}. */
  public static Measure duration(long minNanos, long maxNanos) {
    return new Measure("a duration", 0, TIME, minNanos, maxNanos);
  }

  /** The number that the text stands for; nothing if it is none, or out of range. */
  public OptionalLong parse(String text) {
    try {
      long value = suffix.equals(TIME) ? nanos(text) : Decimals.parse(number(text), scale);
      return value >= min && value <= max ? OptionalLong.of(value) : OptionalLong.empty();
    } catch (NumberFormatException | ArithmeticException e) {
      return OptionalLong.empty();
    }
  }

  private String number(String text) {
    if (!suffix.equals(PERCENT)) {
      return text;
    }
    if (!text.endsWith(PERCENT)) {
      throw new NumberFormatException(text);
    }
    return text.substring(0, text.length() - 1).stripTrailing();
  }

  private static long nanos(String text) {
    Matcher matcher = DURATION.matcher(text);
    if (text.equals("0")) {
      return 0;
    }
    if (!matcher.matches()) {
      throw new NumberFormatException(text);
    }
    for (int i = 0; ; i++) {
      if (DURATION_UNITS[i].equals(matcher.group(2))) {
        return Math.multiplyExact(Long.parseLong(matcher.group(1)), DURATION_NANOS[i]);
      }
    }
  }

  /** What is expected, for people. */
  public String expected() {
    if (suffix.equals(TIME)) {
      return what + " from " + show(min) + " to " + show(max) + ", such as 30s or 8h";
    }
    String decimals = scale == 0 ? "" : " with at most " + scale + " decimals";
    String example = suffix.equals(PERCENT) ? ", such as 0.02 %" : "";
    return what + " from " + show(min) + " to " + show(max) + decimals + example;
  }

  /** A number of this kind as a file would write it, without needless zeros. */
  public String show(long value) {
    if (suffix.equals(TIME)) {
      int unit = DURATION_UNITS.length - 1;
      while (unit > 0 && value % DURATION_NANOS[unit] != 0) {
        unit--;
      }
      return value == 0 ? "0" : value / DURATION_NANOS[unit] + DURATION_UNITS[unit];
    }
    String text = Decimals.format(value, scale);
    if (scale > 0) {
      text = text.replaceFirst("\\.?0+$", "");
    }
    return suffix.isEmpty() ? text : String.format(Locale.ROOT, "%s %s", text, suffix);
  }
}
