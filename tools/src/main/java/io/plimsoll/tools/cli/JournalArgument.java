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
   * @return the exit code: a writer that was killed is no error; a file that is cut short, and
   *     whatever else was recorded and is gone, is
   */
  static int tellEnd(JournalScan end, PrintWriter err) {
    int code = end.commandsLost() ? tellLost(end, err) : tell(end.commands(), err);
    if (end.eventsGone()) {
      err.println("plimsoll: " + end.loss().orElseThrow());
      code = Errors.BAD_INPUT;
    }
    if (end.events().isPresent() && (!end.commandsLost() || isCut(end.events().get()))) {
      code = Math.max(code, tell(end.events().get(), err));
    }
    err.flush();
    return code;
  }

  private static int tellLost(JournalScan end, PrintWriter err) {
    String where = isCut(end.commands()) ? end.commands() + "; " : "";
    err.println("plimsoll: " + where + end.loss().orElseThrow());
    return Errors.BAD_INPUT;
  }

  private static boolean isCut(JournalEnd end) {
    return end.state() == JournalEnd.State.CUT_SHORT;
  }

  private static int tell(JournalEnd end, PrintWriter err) {
    if (end.state() == JournalEnd.State.CLOSED) {
      return 0;
    }
    err.println("plimsoll: " + end);
    return isCut(end) ? Errors.BAD_INPUT : 0;
  }
}
