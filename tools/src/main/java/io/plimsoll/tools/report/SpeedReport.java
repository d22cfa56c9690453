package io.plimsoll.tools.report;

import io.plimsoll.tools.sim.RunStatistics;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.HdrHistogram.Histogram;

/** How fast a run was, on the machine that it ran on. */
public final class SpeedReport {
  private final PrintWriter out;
  private final RunStatistics run;

  /**
   * A section.
   *
   * @param out where it goes
   * @param run what happened
   */
  SpeedReport(PrintWriter out, RunStatistics run) {
    this.out = out;
    this.run = run;
  }

  /**
   * The section by itself.
   *
   * @param run what happened
   * @param mode how the engine was reached, for people
   */
  public static List<String> lines(RunStatistics run, String mode) {
    StringWriter text = new StringWriter();
    PrintWriter out = new PrintWriter(text);
    new SpeedReport(out, run).print(mode);
    out.flush();
    return text.toString().strip().lines().toList();
  }

  /**
   * Prints it.
   *
   * @param mode how the engine was reached, for people
   */
  void print(String mode) {
    out.printf(
        "Speed     %s: opening the accounts %s, the tape %s%n",
        mode, Text.duration(run.times().setUpNanos()), Text.duration(run.times().tapeNanos()));
    out.printf(
        "          %s events, %s a second (%s a second while the tape ran)%n",
        Text.count(run.times().events()),
        Text.rounded(
            run.times().events() * 1e9 / (run.times().setUpNanos() + run.times().tapeNanos())),
        Text.rounded(run.times().tapeEvents() * 1e9 / run.times().tapeNanos()));
    out.printf(
        "%-24s%11s%11s%11s%11s%11s%11s%n", "", "number", "p50", "p90", "p99", "p99.9", "max");
    latency("engine, each command", run.latencies().engine());
    latency("command to answer", run.latencies().commands());
    latency("mark to forced order", run.latencies().markToOrder());
    out.println(
        "  Engine: journal, apply, hand out the events. The other two: as the driver sees it, in a");
    out.println(
        "  closed loop (each command waits for the answer to the last), so without queueing.");
    out.println();
  }

  private void latency(String name, Histogram histogram) {
    out.printf(
        "  %-22s%11s%11s%11s%11s%11s%11s%n",
        name,
        Text.count(histogram.getTotalCount()),
        at(histogram, 50),
        at(histogram, 90),
        at(histogram, 99),
        at(histogram, 99.9),
        at(histogram, 100));
  }

  private static String at(Histogram histogram, double percentile) {
    return histogram.getTotalCount() == 0
        ? "-"
        : Text.duration(histogram.getValueAtPercentile(percentile));
  }
}
