package io.plimsoll.bench.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;

/** Puts figures and plots where the page shows them; {@code bench/report} calls it. */
public final class Report {
  private static final String USAGE =
      "expected CLAIMS-JSON SCALING-JSON HARNESS-FOLDER PAGE PLOTS-FOLDER COMMAND";
  private static final int BAD_INPUT = 2;

  private Report() {}

  /**
   * Writes the measured part of a page.
   *
   * @param args JMH's two JSON files, the folder that {@code plimsoll bench} wrote, the page, the
   *     folder for plots beside it, and the command that measured all
   */
  public static void main(String[] args) {
    try {
      if (args.length != 6) {
        throw new IllegalArgumentException(USAGE);
      }
      JmhResults jmh = JmhResults.read(List.of(Path.of(args[0]), Path.of(args[1])));
      write(jmh, Path.of(args[2]), Path.of(args[3]), Path.of(args[4]), args[5]);
    } catch (IOException | IllegalArgumentException e) {
      System.err.println("bench/report: " + e.getMessage());
      System.exit(BAD_INPUT);
    }
  }

  static void write(JmhResults jmh, Path harness, Path page, Path plots, String command)
      throws IOException {
    Summary summary = Summary.read(harness.resolve("summary.json"));
    Files.createDirectories(plots);
    for (Path plot : plots(harness)) {
      Files.copy(plot, plots.resolve(plot.getFileName()), StandardCopyOption.REPLACE_EXISTING);
    }
    ScalingPlot.write(plots.resolve("scaling.png"), jmh);
    String link = plots.getFileName().toString();
    Page.replace(page, new MeasuredPart(jmh, summary, command, link).markdown());
  }

  private static List<Path> plots(Path harness) throws IOException {
    try (Stream<Path> files = Files.list(harness)) {
      return files.filter(file -> file.toString().endsWith(".png")).sorted().toList();
    }
  }
}
