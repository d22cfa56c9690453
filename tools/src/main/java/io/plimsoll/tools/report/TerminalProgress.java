package io.plimsoll.tools.report;

import io.plimsoll.tools.sim.Progress;
import java.io.PrintStream;
import java.util.Locale;

/**
 * Progress for people: silent for the first two seconds, then one line that updates itself on a
 * terminal, or a line every five seconds elsewhere.
 */
public final class TerminalProgress implements Progress, AutoCloseable {
  private static final long QUIET_NANOS = 2_000_000_000L;
  private static final long LINE_EVERY_NANOS = 5_000_000_000L;
  private static final long UPDATE_EVERY_NANOS = 200_000_000L;

  private final PrintStream out;
  private final boolean terminal;
  private final long startedAt = System.nanoTime();
  private long shownAt = startedAt - LINE_EVERY_NANOS;
  private boolean lineIsOpen;

  /**
   * Progress that writes to a stream.
   *
   * @param out where to
   * @param terminal whether a carriage return goes back to the start of the line there
   */
  public TerminalProgress(PrintStream out, boolean terminal) {
    this.out = out;
    this.terminal = terminal;
  }

  /** Progress on standard error. The launcher says whether that is a terminal. */
  public static TerminalProgress onStandardError() {
    return new TerminalProgress(System.err, Boolean.getBoolean("plimsoll.terminal"));
  }

  @Override
  public void report(String what, long done, long total) {
    long now = System.nanoTime();
    if (now - startedAt < QUIET_NANOS
        || now - shownAt < (terminal ? UPDATE_EVERY_NANOS : LINE_EVERY_NANOS)) {
      return;
    }
    shownAt = now;
    String text =
        total > 0
            ? String.format(
                Locale.ROOT, "%s: %,d of %,d (%d %%)", what, done, total, 100 * done / total)
            : String.format(Locale.ROOT, "%s: %,d", what, done);
    if (terminal) {
      out.printf("\r%-70s", text);
      out.flush();
      lineIsOpen = true;
    } else {
      out.println(text);
    }
  }

  @Override
  public void close() {
    if (lineIsOpen) {
      out.printf("\r%-70s\r", "");
      out.flush();
      lineIsOpen = false;
    }
  }
}
