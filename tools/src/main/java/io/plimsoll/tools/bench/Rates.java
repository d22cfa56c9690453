package io.plimsoll.tools.bench;

/** Rates that are easy to read, and whether one was kept. */
final class Rates {
  private static final double KEPT = 0.99;

  private Rates() {}

  /** Whether as good as all that was due was answered in the time of the timetable. */
  static boolean isKept(double achievedPerSecond, long plannedPerSecond) {
    return achievedPerSecond >= KEPT * plannedPerSecond;
  }

  /** A rate rounded down to two digits and zeros; 1 at the least. */
  static long rounded(double perSecond) {
    long unit = 1;
    while (perSecond / unit >= 100) {
      unit *= 10;
    }
    long digits = (long) (perSecond / unit);
    return Math.max(1, digits * unit);
  }
}
