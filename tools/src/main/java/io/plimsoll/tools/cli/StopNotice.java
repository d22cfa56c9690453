package io.plimsoll.tools.cli;

import java.nio.file.Path;

/** Tells where the journal is if the process is stopped, as by Ctrl-C, before a run has ended. */
final class StopNotice {
  private volatile boolean ended;

  StopNotice(Path journal) {
    String plimsoll = System.getProperty("plimsoll.command", "plimsoll");
    String folder = JournalFolders.quoted(journal);
    String text =
        "plimsoll: stopped; the journal is in "
            + folder
            + "; "
            + plimsoll
            + " replay "
            + folder
            + " shows how far it got";
    Runnable tell =
        () -> {
          if (!ended) {
            // The line of progress is still open on a terminal.
            System.err.print(Boolean.getBoolean("plimsoll.terminal") ? System.lineSeparator() : "");
            System.err.println(text);
          }
        };
    Runtime.getRuntime().addShutdownHook(new Thread(tell, "plimsoll-stopped"));
  }

  /** The run has ended, well or not. */
  void runEnded() {
    ended = true;
  }
}
