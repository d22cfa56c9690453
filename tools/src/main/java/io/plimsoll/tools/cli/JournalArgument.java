package io.plimsoll.tools.cli;

import io.plimsoll.engine.journal.JournalEnd;
import io.plimsoll.engine.journal.JournalScan;
import java.io.PrintWriter;
import java.nio.file.Path;
import picocli.CommandLine.Parameters;

/** The journal that a command reads, and what is told about its end. */
final class JournalArgument {
  @Parameters(
      paramLabel = "JOURNAL",
      description = "Folder of a journal, as plimsoll run prints it. It is only read.")
  private Path folder;

  Path folder() {
    return folder;
  }

  /**
   * Tells if the journal does not end in order.
   *
   * @return the exit code: a writer that was killed is no error, a file that is cut short is
   */
  static int tellEnd(JournalScan end, PrintWriter err) {
    int code = tell(end.commands(), err);
    if (end.events().isPresent()) {
      code = Math.max(code, tell(end.events().get(), err));
    }
    err.flush();
    return code;
  }

  private static int tell(JournalEnd end, PrintWriter err) {
    if (end.state() == JournalEnd.State.CLOSED) {
      return 0;
    }
    err.println("plimsoll: " + end);
    return end.state() == JournalEnd.State.CUT_SHORT ? Errors.BAD_INPUT : 0;
  }
}
