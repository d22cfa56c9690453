package io.plimsoll.tools.bench;

/** Rates that are easy to read. */
final class Rates {
  private Rates() {}

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
