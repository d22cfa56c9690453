package io.plimsoll.tools.cli;

import io.plimsoll.tools.bench.output.Machine;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Whether a run leaves a report, and with what. */
final class ReportOptions {
  @Option(
      names = "--no-report",
      description = "Write no report beside the journal. Without a journal there is none anyway.")
  private boolean none;

  @Option(
      names = "--latency",
      description =
          "Put the latencies of this run into the report too. They are no part of what the seed"
              + " decides.")
  private boolean latency;

  /**
   * Writes the report of a run whose journal is closed, if there is to be one.
   *
   * @param journal its folder; empty if there is none
   * @param speed lines on how fast it was
   * @param quiet whether to say nothing on the way
   * @return the page
   */
  Optional<Path> write(Optional<Path> journal, List<String> speed, boolean quiet) {
    if (none) {
      return Optional.empty();
    }
    List<String> lines = new ArrayList<>();
    if (latency) {
      Machine machine = Machine.here();
      lines.add("Machine   " + machine.line());
      lines.add("JDK       " + machine.jdk());
      lines.addAll(speed);
    }
    return journal.map(folder -> ReportCommand.afterRun(folder, lines, quiet));
  }
}
