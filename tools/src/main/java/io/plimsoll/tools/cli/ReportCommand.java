package io.plimsoll.tools.cli;

import io.plimsoll.engine.journal.JournalReader;
import io.plimsoll.engine.journal.ReplayProgress;
import io.plimsoll.tools.inspect.JournalWalk;
import io.plimsoll.tools.inspect.RecordedWalk;
import io.plimsoll.tools.page.ReportSource;
import io.plimsoll.tools.report.TerminalProgress;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code plimsoll report}. */
@Command(
    name = "report",
    description =
        "Writes a page with charts and tables of what a journal tells, and the same numbers as"
            + " JSON and CSV.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    footer = {"", "The page needs no network. The files are described in docs/report.md."})
final class ReportCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private JournalArgument journal;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "DIR|FILE",
      description =
          "A new or empty folder for all files, or a new file that ends in .html for the page"
              + " alone. Default: a new folder beside the journal.")
  private Path output;

  @Override
  public Integer call() {
    Path folder = journal.folder();
    Map<String, String> notes = notes(folder);
    PrintWriter err = spec.commandLine().getErr();
    try (ReportPlace place = output == null ? ReportPlace.beside(folder) : ReportPlace.at(output);
        TerminalProgress progress = TerminalProgress.onStandardError()) {
      JournalWalk.Result result =
          JournalWalk.walk(
              folder,
              place.files().sink(),
              (sequence, events) -> progress.report("reading, commands", sequence, 0));
      if (result.replay().difference().isPresent()) {
        err.println("plimsoll: the journal is not sound: " + result.replay().difference().get());
        err.flush();
        return Errors.DIFFERENCE;
      }
      StringWriter ending = new StringWriter();
      int code = JournalArgument.tellEnd(result.end().orElseThrow(), new PrintWriter(ending, true));
      place.files().write(source(folder, notes, List.of(), ending.toString()));
      err.print(ending);
      err.flush();
      spec.commandLine().getOut().printf("Report    %s%n", place.files().page());
      spec.commandLine().getOut().flush();
      return code;
    } catch (IOException e) {
      throw ReportPlace.failed(output == null ? folder : output, e);
    }
  }

  /**
   * Writes the report of a journal that this process has just closed, beside it.
   *
   * @param latency lines of the run's latencies; empty for none
   * @param quiet whether to say nothing on the way
   * @return the page
   */
  static Path afterRun(Path folder, List<String> latency, boolean quiet) {
    try (ReportPlace place = ReportPlace.beside(folder);
        TerminalProgress progress = TerminalProgress.onStandardError()) {
      return write(
          folder,
          place,
          latency,
          (sequence, events) -> {
            if (!quiet) {
              progress.report("writing the report, commands", sequence, 0);
            }
          });
    }
  }

  /**
   * Writes the report of a journal that this process has just closed into a folder that is not
   * there yet, and says nothing on the way.
   */
  static void afterRun(Path folder, Path report) {
    try (ReportPlace place = ReportPlace.at(report)) {
      write(folder, place, List.of(), (sequence, events) -> {});
    }
  }

  private static Path write(
      Path folder, ReportPlace place, List<String> latency, ReplayProgress progress) {
    Map<String, String> notes = notes(folder);
    RecordedWalk.walk(folder, place.files().sink(), progress);
    try {
      place.files().write(source(folder, notes, latency, ""));
    } catch (IOException e) {
      throw ReportPlace.failed(folder, e);
    }
    return place.files().page();
  }

  private static Map<String, String> notes(Path folder) {
    try (JournalReader reader = JournalReader.open(folder)) {
      return reader.properties().extra();
    }
  }

  /**
   * What a page says of a journal besides its records.
   *
   * @param ending lines as they are told on standard error
   */
  private static ReportSource source(
      Path folder, Map<String, String> notes, List<String> latency, String ending) {
    return new ReportSource(
        JournalFolders.quoted(folder),
        System.getProperty("plimsoll.command", "plimsoll"),
        notes,
        latency,
        ending
            .lines()
            .map(line -> line.replaceFirst("^plimsoll: ", ""))
            .collect(Collectors.joining(" ")));
  }
}
