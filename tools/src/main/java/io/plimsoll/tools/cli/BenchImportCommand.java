package io.plimsoll.tools.cli;

import io.plimsoll.tools.UserError;
import io.plimsoll.tools.bench.files.FileBench;
import io.plimsoll.tools.bench.files.MadeTrades;
import io.plimsoll.tools.bench.files.PassFigures;
import io.plimsoll.tools.bench.output.FileBenchText;
import io.plimsoll.tools.report.TerminalProgress;
import io.plimsoll.tools.report.Text;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code plimsoll bench import}. */
@Command(
    name = "import",
    description =
        "Measures how fast a file of market data is read, beside unpacking it and finding its fields"
            + " alone, and how much memory that takes.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false,
    footer = {
      "",
      "To see that memory does not grow with the file, give it little: PLIMSOLL_JAVA_OPTS=-Xmx64m."
          + " See docs/formats.md."
    })
final class BenchImportCommand implements Callable<Integer> {
  private static final long MEGA = 1_000_000;
  private static final int SIZE_MAX = 100_000;
  private static final double SECONDS_MAX = 3_600;

  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "FILE",
      arity = "0..1",
      description = "CSV of a known layout, maybe packed. Default: trades that are made up.")
  private Path file;

  @Option(
      names = "--size",
      paramLabel = "MB",
      defaultValue = "100",
      description = "Size of the made file, unpacked. Default: ${DEFAULT-VALUE}.")
  private int size;

  @Option(
      names = "--seconds",
      paramLabel = "S",
      defaultValue = "20",
      description = "Of rounds that count. Default: ${DEFAULT-VALUE}.")
  private double seconds;

  @Option(
      names = "--warm-up",
      paramLabel = "S",
      defaultValue = "5",
      description = "Of rounds before that do not. Default: ${DEFAULT-VALUE}.")
  private double warmUp;

  @Override
  public Integer call() {
    if (size < 1 || size > SIZE_MAX) {
      throw new UserError("--size is " + size + "; expected 1 to " + Text.count(SIZE_MAX));
    }
    seconds("--seconds", seconds);
    seconds("--warm-up", warmUp);
    if (file == null) {
      measureMade();
    } else {
      ImportCommand.checkInput(file);
      measure(file, file.toString());
    }
    return 0;
  }

  private static void seconds(String option, double value) {
    if (!(value > 0) || value > SECONDS_MAX) {
      throw new UserError(
          option + " is " + value + "; expected above 0, at most " + Text.rounded(SECONDS_MAX));
    }
  }

  private void measureMade() {
    Path made;
    try {
      made = Files.createTempFile("plimsoll-made-trades", ".csv.gz");
    } catch (IOException e) {
      throw unwritable(e);
    }
    try {
      MadeTrades.write(made, size * MEGA);
      measure(made, "made-up trades");
    } catch (IOException e) {
      throw unwritable(e);
    } finally {
      made.toFile().delete();
    }
  }

  private static UserError unwritable(IOException e) {
    return new UserError(
        "no made file can be written to the folder for temporary files: "
            + e.getMessage()
            + "; expected room there, or a FILE",
        e);
  }

  private void measure(Path path, String name) {
    FileBench bench = new FileBench(path, warmUp, seconds);
    List<PassFigures> figures;
    try (TerminalProgress progress = TerminalProgress.onStandardError()) {
      figures = bench.run(progress);
    }
    new FileBenchText(spec.commandLine().getOut())
        .print(name, path.toFile().length(), bench, figures);
  }
}
