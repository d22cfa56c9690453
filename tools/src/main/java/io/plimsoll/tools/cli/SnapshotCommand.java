package io.plimsoll.tools.cli;

import io.plimsoll.engine.journal.JournalReader;
import io.plimsoll.engine.snapshot.JournalStart;
import io.plimsoll.engine.snapshot.SnapshotException;
import io.plimsoll.engine.snapshot.SnapshotFile;
import io.plimsoll.engine.snapshot.SnapshotFolder;
import io.plimsoll.engine.snapshot.SnapshotHeader;
import io.plimsoll.tools.report.Text;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code plimsoll snapshot}: the snapshots beside a journal, from which an engine can start. */
@Command(
    name = "snapshot",
    description = "Lists the snapshots of a journal, and tries them.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {SnapshotCommand.ListSnapshots.class, SnapshotCommand.Verify.class})
final class SnapshotCommand implements Runnable {
  static final String COMMANDS = "list or verify";

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new CommandLine.ParameterException(
        spec.commandLine(), "no command; expected " + COMMANDS);
  }

  private static String told(SnapshotException e, Path snapshot) {
    return e.getMessage().replace(snapshot + " ", "");
  }

  private static List<Path> snapshots(JournalArgument journal) {
    JournalReader.open(journal.folder()).close(); // Says what is wrong if it is no journal.
    return SnapshotFolder.of(journal.folder()).newestFirst();
  }

  private static void none(PrintWriter out, JournalArgument journal) {
    out.println(journal.folder() + " has no snapshots");
  }

  /** {@code plimsoll snapshot list}. */
  @Command(
      name = "list",
      description = "Says what each snapshot says of itself, the newest first.",
      mixinStandardHelpOptions = true,
      versionProvider = Version.class)
  static final class ListSnapshots implements Callable<Integer> {
    private static final String LINE = "%19s  %-29s  %11s  %11s  %10s  %12s  %8s%n";

    @Spec private CommandSpec spec;
    @Mixin private JournalArgument journal;

    @Override
    public Integer call() {
      PrintWriter out = spec.commandLine().getOut();
      List<Path> snapshots = snapshots(journal);
      if (snapshots.isEmpty()) {
        none(out, journal);
      } else {
        out.printf(
            LINE, "sequence", "time", "accounts", "positions", "orders", "liquidations", "MiB");
        snapshots.forEach(snapshot -> line(out, snapshot));
      }
      out.flush();
      return 0;
    }

    private static void line(PrintWriter out, Path snapshot) {
      try {
        SnapshotHeader header = SnapshotFile.readHeader(snapshot);
        out.printf(
            LINE,
            Text.count(header.sequence()),
            Text.iso(header.timestamp()),
            Text.count(header.summary().accounts()),
            Text.count(header.summary().positions()),
            Text.count(header.summary().orders()),
            Text.count(header.summary().liquidations()),
            mebibytes(header));
      } catch (SnapshotException e) {
        out.printf("%19s  %s%n", Text.count(SnapshotFolder.sequence(snapshot)), told(e, snapshot));
      }
    }

    private static String mebibytes(SnapshotHeader header) {
      return String.format(Locale.ROOT, "%.1f", header.fileBytes() / (double) (1 << 20));
    }
  }

  /** {@code plimsoll snapshot verify}. */
  @Command(
      name = "verify",
      description =
          "Starts an engine from each snapshot: checks its checksums, its digest, and that it belongs"
              + " to the journal.",
      mixinStandardHelpOptions = true,
      versionProvider = Version.class,
      footer = {"", "Exit code 0 if all are good, 2 if one is not."})
  static final class Verify implements Callable<Integer> {
    @Spec private CommandSpec spec;
    @Mixin private JournalArgument journal;

    @Override
    public Integer call() {
      PrintWriter out = spec.commandLine().getOut();
      List<Path> snapshots = snapshots(journal);
      if (snapshots.isEmpty()) {
        none(out, journal);
      }
      int code = 0;
      for (Path snapshot : snapshots) {
        code = Math.max(code, verify(out, snapshot));
      }
      out.flush();
      return code;
    }

    private int verify(PrintWriter out, Path snapshot) {
      String sequence = Text.count(SnapshotFolder.sequence(snapshot));
      long startedAt = System.nanoTime();
      try (JournalStart start =
          JournalStart.at(snapshot, journal.folder(), (b, offset, length) -> {}, false)) {
        // Starting from it has compared the digest of what came back with the one that was noted.
        out.printf(
            "%19s  good, started in %s, digest %s%n",
            Text.count(start.place().sequence()),
            Text.duration(System.nanoTime() - startedAt),
            SnapshotFile.readHeader(snapshot).summary().digest());
        return 0;
      } catch (SnapshotException e) {
        out.printf("%19s  not good: %s%n", sequence, told(e, snapshot));
        return Errors.BAD_INPUT;
      }
    }
  }
}
