package io.plimsoll.bench.report;

import java.util.Locale;

/** Figures as the page shows them. */
final class Figures {
  private Figures() {}

  /** Three digits at the least, thousands separated. */
  static String number(double value) {
    if (value >= 100) {
      return String.format(Locale.ROOT, "%,.0f", value);
    }
    return String.format(Locale.ROOT, value >= 10 ? "%.1f" : "%.2f", value);
  }

  /** A duration in the unit that suits it. */
  static String nanos(double nanos) {
    if (nanos < 1e3) {
      return number(nanos) + " ns";
    }
    if (nanos < 1e6) {
      return number(nanos / 1e3) + " µs";
    }
    return nanos < 1e9 ? number(nanos / 1e6) + " ms" : number(nanos / 1e9) + " s";
  }

  /** Millions a second. */
  static String millions(double perSecond) {
    return String.format(Locale.ROOT, "%.2f M/s", perSecond / 1e6);
  }

  /** How many times as much. */
  static String times(double ratio) {
    return number(ratio) + " ×";
  }
}
