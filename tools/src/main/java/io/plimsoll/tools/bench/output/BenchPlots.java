package io.plimsoll.tools.bench.output;

import io.plimsoll.tools.bench.BenchResult;
import io.plimsoll.tools.bench.RunResult;
import io.plimsoll.tools.bench.Scenario;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.HdrHistogram.Histogram;

/** One plot a scenario, with the floor and the idle thread beside it. */
public final class BenchPlots {
  private BenchPlots() {}

  /**
   * Writes the plots.
   *
   * @param folder where
   * @param result what of
   * @throws IOException if a file cannot be written
   */
  public static void write(Path folder, BenchResult result) throws IOException {
    for (Scenario scenario : Scenario.values()) {
      List<RunResult> runs =
          result.runs().stream().filter(run -> run.spec().scenario() == scenario).toList();
      if (!runs.isEmpty()) {
        write(folder.resolve(scenario + ".png"), scenario, runs, result);
      }
    }
  }

  private static void write(Path file, Scenario scenario, List<RunResult> runs, BenchResult result)
      throws IOException {
    PercentilePlot plot = new PercentilePlot(scenario + ": " + scenario.meaning());
    Histogram hiccups = new Histogram(result.floor().alone());
    hiccups.reset();
    for (RunResult run : runs) {
      plot.add("journal " + run.spec().journal() + ", " + run.spec().ring(), run.latencies());
      if (run.markToOrder().getTotalCount() > 0) {
        plot.add("mark to forced order, journal " + run.spec().journal(), run.markToOrder());
      }
      hiccups.add(run.hiccups());
    }
    plot.addBeside("rings alone", result.floor().rings());
    plot.addBeside("idle thread", hiccups);
    plot.write(file);
  }
}
