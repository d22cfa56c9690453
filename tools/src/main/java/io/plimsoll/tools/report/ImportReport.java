package io.plimsoll.tools.report;

import io.plimsoll.tools.importer.GapTally;
import io.plimsoll.tools.importer.ImportSummary;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;

/** What was in a file of market data, for people. */
public final class ImportReport {
  private static final double MEGA = 1e6;
  private static final double NANOS = 1e9;

  private final PrintWriter out;
  private final ImportSummary file;
  private final GapTally gaps;

  /**
   * A report.
   *
   * @param out where it goes
   * @param file what was in the file
   * @param gaps of it
   */
  public ImportReport(PrintWriter out, ImportSummary file, GapTally gaps) {
    this.out = out;
    this.file = file;
    this.gaps = gaps;
  }

  /**
   * Prints it.
   *
   * @param path of the file
   * @param written where the plain CSV went, or null
   * @param nanos that it took
   * @param cpuNanos of them on a processor, on the reader's thread
   */
  public void print(Path path, Path written, long nanos, long cpuNanos) {
    String symbol = file.symbol().isEmpty() ? "" : ", " + file.symbol();
    out.printf("File      %s: %s%s%n", path, file.format(), symbol);
    out.printf(
        "Rows      %s, %s bad%n", Text.count(file.rows()), Text.count(file.mistakes().count()));
    for (String mistake : file.mistakes().first()) {
      out.printf("          %s%n", mistake);
    }
    if (file.otherSymbols() > 0) {
      out.printf("          %s of other symbols left out%n", Text.count(file.otherSymbols()));
    }
    if (file.late() > 0) {
      out.printf(
          "          %s less than a second late, taken at the time of the row before%n",
          Text.count(file.late()));
    }
    out.printf("Times     %s to %s%n", Text.iso(file.first()), Text.iso(file.last()));
    out.printf("Gaps      %s%n", gapText());
    if (written != null) {
      out.printf("Written   %s%n", written);
    }
    out.printf(
        Locale.ROOT,
        "Speed     %,.1f MB in %s, %,.0f MB a second; %s of CPU, %,.0f MB a second of it%n",
        file.bytes() / MEGA,
        Text.duration(nanos),
        file.bytes() / MEGA / (nanos / NANOS),
        Text.duration(cpuNanos),
        file.bytes() / MEGA / (Math.max(1, cpuNanos) / NANOS));
  }

  private String gapText() {
    String bars = gaps.isOfBars() && gaps.step() > 0 ? "bars of " + span(gaps.step()) + "; " : "";
    if (gaps.count() == 0) {
      return bars + "none";
    }
    return bars
        + Text.count(gaps.count())
        + ", the longest "
        + span(gaps.longest())
        + " after "
        + Text.iso(gaps.longestAfter());
  }

  private static String span(long nanos) {
    return nanos % 1_000_000_000L == 0
        ? Text.count(nanos / 1_000_000_000L) + " s"
        : Text.duration(nanos);
  }
}
