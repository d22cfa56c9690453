package io.plimsoll.tools.bench;

/**
 * When each command is due: at an even rate, in integers, so that no error adds up.
 *
 * @param startNanos when the first is due, in nanoseconds of the clock that is compared with
 * @param perSecond commands a second, 1 to {@link #RATE_MAX}
 */
record Timetable(long startNanos, long perSecond) {
  /** Highest rate, commands a second. */
  static final long RATE_MAX = 1_000_000_000L;

  /** Most commands: beyond it a planned time would leave 64 bits. */
  static final long COMMANDS_MAX = Long.MAX_VALUE / RATE_MAX;

  private static final long NANOS_PER_SECOND = 1_000_000_000L;

  Timetable {
    if (perSecond < 1 || perSecond > RATE_MAX) {
      throw new IllegalArgumentException("perSecond must lie in 1.." + RATE_MAX + ": " + perSecond);
    }
  }

  /** When a command is due, rounded down to a nanosecond; the first has number 0. */
  long plannedNanos(long number) {
    return startNanos + number * NANOS_PER_SECOND / perSecond;
  }
}
