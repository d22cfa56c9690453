package io.plimsoll.tools.cli;

import io.plimsoll.tools.UserError;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations on the command line, such as 30s. */
final class Durations {
  private static final Pattern TEXT = Pattern.compile("([0-9]{1,9})(ms|s|m|h|d)");
  private static final long MILLI = 1_000_000L;
  private static final Map<String, Long> UNITS =
      Map.of(
          "ms", MILLI,
          "s", 1_000 * MILLI,
          "m", 60_000 * MILLI,
          "h", 3_600_000 * MILLI,
          "d", 86_400_000 * MILLI);

  private Durations() {}

  /**
   * Reads a duration.
   *
   * @return nanoseconds
   * @throws UserError if it is none, or out of range
   */
  static long parse(String option, String text, long min, long max) {
    Matcher matcher = TEXT.matcher(text);
    if (matcher.matches()) {
      long unit = UNITS.get(matcher.group(2));
      long count = Long.parseLong(matcher.group(1));
      if (count <= max / unit && count * unit >= min) {
        return count * unit;
      }
    }
    throw new UserError(
        option + " is '" + text + "'; expected a duration from " + show(min) + " to " + show(max));
  }

  private static String show(long nanos) {
    for (String unit : new String[] {"d", "h", "m", "s"}) {
      if (nanos >= UNITS.get(unit) && nanos % UNITS.get(unit) == 0) {
        return nanos / UNITS.get(unit) + unit;
      }
    }
    return nanos / MILLI + "ms";
  }
}
