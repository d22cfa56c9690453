package io.plimsoll.tools.cli;

import io.plimsoll.tools.UserError;
import io.plimsoll.tools.importer.ImportOptions;
import io.plimsoll.tools.tape.Tape;
import io.plimsoll.tools.tape.TapeOptions;
import io.plimsoll.tools.tape.Tapes;
import picocli.CommandLine.Option;

/** The tape of a command, and how its file is read. */
final class TapeArgument {
  private static final long SECOND = 1_000_000_000L;
  private static final long DAY = 86_400 * SECOND;

  @Option(
      names = "--tape",
      paramLabel = "NAME|FILE",
      defaultValue = Tapes.DEFAULT,
      description =
          "2020-03-12, 2021-05-19, 2025-10-10 (default), or a file of market data: bars, trades,"
              + " marks or a book, also zip or gz (docs/formats.md).")
  private String tape;

  @Option(
      names = "--tape-format",
      paramLabel = "FORMAT",
      description = "Format of the file. Default: told by its content.")
  private String format;

  @Option(
      names = "--tape-symbol",
      paramLabel = "SYMBOL",
      description = "Whose rows count, in a file with several symbols.")
  private String symbol;

  @Option(
      names = "--bar",
      paramLabel = "DURATION",
      defaultValue = "1m",
      description =
          "Length of a bar where the file has rows of other kinds: 1s to 1d. Default:"
              + " ${DEFAULT-VALUE}.")
  private String bar;

  /** Opens it. */
  Tape open(int marksPerBar) {
    if (tape.isBlank()) {
      throw new UserError("--tape is empty; expected a name or a file");
    }
    long nanos = Durations.parse("--bar", bar, SECOND, DAY);
    return Tapes.open(
        tape, new TapeOptions(new ImportOptions(format, symbol, true), nanos, marksPerBar));
  }
}
