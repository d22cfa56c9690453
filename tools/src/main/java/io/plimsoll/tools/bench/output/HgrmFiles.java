package io.plimsoll.tools.bench.output;

import io.plimsoll.tools.bench.BenchResult;
import io.plimsoll.tools.bench.RunResult;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.HdrHistogram.Histogram;

/** Percentile distributions in HdrHistogram's text form, in microseconds. */
public final class HgrmFiles {
  private static final double NANOS_PER_MICRO = 1_000;
  private static final int TICKS_PER_HALF_DISTANCE = 5;

  private HgrmFiles() {}

  /**
   * Writes one file a histogram.
   *
   * @param folder where
   * @param result whose histograms
   * @throws IOException if a file cannot be written
   */
  public static void write(Path folder, BenchResult result) throws IOException {
    write(folder, "timetable", result.floor().alone());
    write(folder, "rings-alone", result.floor().rings());
    for (RunResult run : result.runs()) {
      String name = run.spec().fileName();
      write(folder, name, run.latencies());
      write(folder, name + "-hiccups", run.hiccups());
      if (run.markToOrder().getTotalCount() > 0) {
        write(folder, name + "-mark-to-order", run.markToOrder());
      }
    }
  }

  private static void write(Path folder, String name, Histogram histogram) throws IOException {
    try (PrintStream out =
        new PrintStream(
            Files.newOutputStream(folder.resolve(name + ".hgrm")), false, StandardCharsets.UTF_8)) {
      histogram.outputPercentileDistribution(out, TICKS_PER_HALF_DISTANCE, NANOS_PER_MICRO);
      if (out.checkError()) {
        throw new IOException("the disk took only a part of " + name + ".hgrm");
      }
    }
  }
}
