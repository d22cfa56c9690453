package io.plimsoll.tools.bench.output;

import io.plimsoll.tools.bench.BenchResult;
import io.plimsoll.tools.bench.BenchSettings;
import io.plimsoll.tools.bench.RampStep;
import io.plimsoll.tools.bench.ReplaySpeed;
import io.plimsoll.tools.bench.RunResult;
import io.plimsoll.tools.report.Text;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import org.HdrHistogram.Histogram;

/** Tables for people. */
public final class BenchText {
  private static final String ROW = "%-13s %-10s %-11s %11s  %9s %9s %9s %9s %9s %9s%n";

  private final PrintWriter out;
  private final BenchSettings settings;

  /**
   * Tables.
   *
   * @param out where they go
   * @param settings what was asked for
   */
  public BenchText(PrintWriter out, BenchSettings settings) {
    this.out = out;
    this.settings = settings;
  }

  /** Prints what everything ran on, and how. */
  public void head(Machine machine) {
    out.printf("Machine   %s%n", machine.line());
    out.printf("JDK       %s, flags %s%n", machine.jdk(), String.join(" ", machine.flags()));
    out.printf(
        "Engine    %s accounts; its thread and the driver's: %s; idle strategy %s%n",
        Text.count(settings.accounts()),
        settings.pins().map(pins -> "pinned to cores " + pins).orElse("not pinned"),
        settings.idleStrategy());
    out.printf(
        Locale.ROOT,
        "Timetable %s commands a second, %.1f s recorded after %.1f s of warm-up%s%n",
        Text.count(settings.rate().orElse(BenchSettings.RATE_WANTED)),
        settings.seconds(),
        settings.warmUpSeconds(),
        settings.rate().isPresent()
            ? ""
            : "; less where the chain cannot, then 60 % of its throughput");
    out.printf(
        "Journal   off; page-cache (survives a kill); sync (forced to disk every %s commands)%n%n",
        Text.count(settings.syncEvery()));
    out.flush();
  }

  /** Prints what was measured. */
  public void body(BenchResult result) {
    out.println("From the planned time of a command to its answer");
    title();
    long floorRate = result.floor().plannedPerSecond();
    row("timetable", "-", "-", floorRate, result.floor().alone());
    row("rings alone", "-", "one-to-one", floorRate, result.floor().rings());
    if (!result.floor().ringsKept()) {
      fellBehind(result.floor().ringsAchievedPerSecond());
    }
    for (RunResult run : result.runs()) {
      row(run, run.latencies());
      row("  idle thread", "", "", 0, run.hiccups());
    }
    forcedOrders(result.runs());
    throughput(result);
    ramp(result.ramp());
    out.flush();
  }

  private void forcedOrders(List<RunResult> runs) {
    List<RunResult> cascades =
        runs.stream().filter(run -> run.markToOrder().getTotalCount() > 0).toList();
    if (cascades.isEmpty()) {
      return;
    }
    out.printf("%nFrom the planned time of the mark that caused it to a forced order%n");
    title();
    for (RunResult run : cascades) {
      row(run, run.markToOrder());
      out.printf("  %s forced orders%n", Text.count(run.markToOrder().getTotalCount()));
    }
  }

  private void throughput(BenchResult result) {
    out.printf("%nCommands a second, sent as fast as they are taken%n");
    throughput("rings alone", "-", "one-to-one", result.floor().ringsSaturatedPerSecond());
    for (RunResult run : result.runs()) {
      if (run.saturatedPerSecond() > 0) {
        throughput(
            run.spec().scenario().toString(),
            run.spec().journal().toString(),
            run.spec().ring().toString(),
            run.saturatedPerSecond());
      }
    }
    if (!result.replays().isEmpty()) {
      out.printf("%nReplay, every event compared with the recorded one%n");
    }
    for (ReplaySpeed replay : result.replays()) {
      out.printf(
          "%-13s %s events in %s, %s events a second, %s commands a second%n",
          replay.scenario(),
          Text.count(replay.events()),
          Text.duration(replay.nanos()),
          Text.rounded(replay.eventsPerSecond()),
          Text.rounded(replay.commandsPerSecond()));
    }
  }

  private void throughput(String what, String journal, String ring, long perSecond) {
    out.printf("%-13s %-10s %-11s %11s%n", what, journal, ring, Text.count(perSecond));
  }

  private void ramp(List<RampStep> steps) {
    if (steps.isEmpty()) {
      return;
    }
    out.printf("%nRamp, a second at each rate%n");
    title();
    for (RampStep step : steps) {
      row(
          step.spec().scenario().toString(),
          step.spec().journal().toString(),
          step.spec().ring().toString(),
          step.plannedPerSecond(),
          step.latencies());
      if (!step.kept()) {
        fellBehind(step.achievedPerSecond());
      }
    }
  }

  private void title() {
    out.printf(
        ROW, "", "journal", "ring", "a second", "p50", "p90", "p99", "p99.9", "p99.99", "max");
  }

  private void row(RunResult run, Histogram histogram) {
    row(
        run.spec().scenario().toString(),
        run.spec().journal().toString(),
        run.spec().ring().toString(),
        run.plannedPerSecond(),
        histogram);
    if (!run.kept()) {
      fellBehind(run.achievedPerSecond());
    }
  }

  private void fellBehind(double achieved) {
    out.printf("  fell behind: %s commands a second were answered%n", Text.rounded(achieved));
  }

  private void row(String what, String journal, String ring, long perSecond, Histogram values) {
    Percentiles p = Percentiles.of(values);
    out.printf(
        ROW,
        what,
        journal,
        ring,
        perSecond == 0 ? "" : Text.count(perSecond),
        duration(p.p50()),
        duration(p.p90()),
        duration(p.p99()),
        duration(p.p999()),
        duration(p.p9999()),
        duration(p.max()));
  }

  /** Whole nanoseconds below a microsecond: there a tenth of one would hide what matters. */
  private static String duration(long nanos) {
    return nanos < 1_000 ? nanos + " ns" : Text.duration(nanos);
  }
}
