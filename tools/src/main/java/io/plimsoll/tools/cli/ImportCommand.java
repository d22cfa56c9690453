package io.plimsoll.tools.cli;

import io.plimsoll.tools.UserError;
import io.plimsoll.tools.importer.Formats;
import io.plimsoll.tools.importer.GapTally;
import io.plimsoll.tools.importer.ImportOptions;
import io.plimsoll.tools.importer.ImportSummary;
import io.plimsoll.tools.importer.MarketFile;
import io.plimsoll.tools.importer.PlainWriter;
import io.plimsoll.tools.importer.RowSink;
import io.plimsoll.tools.importer.TierTable;
import io.plimsoll.tools.report.ImportReport;
import io.plimsoll.tools.report.TerminalProgress;
import java.io.IOException;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code plimsoll import}. */
@Command(
    name = "import",
    description = "Reads market data in a format that people have, and writes it as plain CSV.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false,
    footer = {
      "",
      "Without --out the file is only checked. A table of leverage tiers becomes the section"
          + " schedule of a venue file. Formats: docs/formats.md."
    })
final class ImportCommand implements Callable<Integer> {
  private static final long GAP_MIN = 1_000_000L;
  private static final long GAP_MAX = 86_400_000_000_000L * 365;
  private static final long PROGRESS_MASK = (1 << 16) - 1;

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "FILE", description = "Market data; also as a zip of one file, or gzip.")
  private Path file;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description = "One of ${COMPLETION-CANDIDATES}. Default: told by the content.",
      completionCandidates = FormatNames.class)
  private String format;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "Where the plain CSV goes: a new file.")
  private Path out;

  @Option(
      names = "--symbol",
      paramLabel = "SYMBOL",
      description = "Whose rows count, in a file with several symbols.")
  private String symbol;

  @Option(names = "--strict", description = "Stop at the first bad row, with exit code 2.")
  private boolean strict;

  @Option(
      names = "--gap",
      paramLabel = "DURATION",
      defaultValue = "1m",
      description =
          "A longer silence counts as a gap, where rows are no bars. Default: ${DEFAULT-VALUE}.")
  private String gap;

  /** The formats, for the help text. */
  static final class FormatNames implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return Formats.NAMES.iterator();
    }
  }

  @Override
  public Integer call() {
    long gapNanos = Durations.parse("--gap", gap, GAP_MIN, GAP_MAX);
    checkFiles();
    try (MarketFile market = MarketFile.open(file, new ImportOptions(format, symbol, strict))) {
      if (market.isTierTable()) {
        importTiers();
      } else {
        importRows(market, gapNanos);
      }
    }
    return 0;
  }

  /** Refuses what is no file. */
  static void checkInput(Path file) {
    if (Files.isDirectory(file)) {
      throw new UserError(file + " is a folder; expected a file of market data");
    }
    if (!Files.exists(file)) {
      throw new UserError("no such file: " + file);
    }
  }

  private void checkFiles() {
    checkInput(file);
    if (out != null && Files.exists(out)) {
      throw new UserError("--out is " + out + ", which exists; expected a new file");
    }
  }

  private void importRows(MarketFile market, long gapNanos) {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    long began = System.nanoTime();
    long cpuBegan = threads.getCurrentThreadCpuTime();
    ImportSummary summary;
    GapTally gaps;
    try (FreshFile target = out == null ? null : FreshFile.create(out);
        PlainWriter writer =
            target == null
                ? null
                : new PlainWriter(target.stream(), "--out " + out, market.columns());
        TerminalProgress progress = TerminalProgress.onStandardError()) {
      RowSink end = writer == null ? row -> {} : writer;
      gaps = new GapTally(gapNanos, end);
      GapTally looked = gaps;
      long[] rows = {0};
      summary =
          market.read(
              row -> {
                looked.accept(row);
                if ((++rows[0] & PROGRESS_MASK) == 0) {
                  progress.report("reading, rows", rows[0], 0);
                }
              });
      if (writer != null) {
        writer.flush();
        target.keep();
      }
    } catch (IOException e) {
      throw new UserError("--out is " + out + ", which cannot be written: " + e.getMessage(), e);
    }
    PrintWriter text = spec.commandLine().getOut();
    new ImportReport(text, summary, gaps)
        .print(file, out, System.nanoTime() - began, threads.getCurrentThreadCpuTime() - cpuBegan);
    text.flush();
  }

  private void importTiers() {
    TierTable table = TierTable.read(file, symbol);
    String yaml =
        "# Leverage tiers of "
            + (table.symbol().isEmpty() ? "one symbol" : table.symbol())
            + (table.currency().isEmpty() ? "" : ", notional in " + table.currency())
            + ".\n"
            + table.toYaml();
    PrintWriter text = spec.commandLine().getOut();
    if (out == null) {
      text.print(yaml);
    } else {
      try (FreshFile target = FreshFile.create(out)) {
        target.stream().write(yaml.getBytes(StandardCharsets.UTF_8));
        target.keep();
      } catch (IOException e) {
        throw new UserError("--out is " + out + ", which cannot be written: " + e.getMessage(), e);
      }
      text.printf("%d tiers, written to %s%n", table.tiers().size(), out);
    }
    text.flush();
  }
}
