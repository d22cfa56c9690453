package io.plimsoll.tools.cli;

import io.plimsoll.engine.journal.JournalException;
import io.plimsoll.engine.snapshot.SnapshotException;
import io.plimsoll.tools.UserError;
import java.io.PrintWriter;
import picocli.CommandLine;

/** Turns what goes wrong into one line on standard error and an exit code. */
public final class Errors
    implements CommandLine.IExecutionExceptionHandler, CommandLine.IParameterExceptionHandler {
  /** A difference was found, or the program itself is at fault. */
  public static final int DIFFERENCE = 1;

  /** Usage or input is at fault. */
  public static final int BAD_INPUT = 2;

  @Override
  public int handleExecutionException(
      Exception e, CommandLine commandLine, CommandLine.ParseResult parsed) {
    if (e instanceof ReaderIsGone) {
      return 0;
    }
    commandLine.getOut().flush();
    PrintWriter err = commandLine.getErr();
    if (e instanceof UserError || e instanceof JournalException || e instanceof SnapshotException) {
      line(err, e.getMessage());
      return BAD_INPUT;
    }
    if (isOutOfMemory(e)) {
      line(err, "not enough memory; give more with " + moreMemory());
      return BAD_INPUT;
    }
    line(err, "a fault of the program, please report it (PLIMSOLL_DEBUG=1 shows where): " + e);
    if (System.getenv("PLIMSOLL_DEBUG") != null) {
      e.printStackTrace(err);
      err.flush();
    }
    return DIFFERENCE;
  }

  @Override
  public int handleParseException(CommandLine.ParameterException e, String[] args) {
    CommandLine commandLine = e.getCommandLine();
    String name = commandLine.getCommandSpec().qualifiedName();
    line(commandLine.getErr(), UsageText.of(e) + " (" + name + " --help)");
    return BAD_INPUT;
  }

  /**
   * Tells that output was lost.
   *
   * @param err where to
   * @param reason why
   * @return the exit code
   */
  public static int tellLostOutput(PrintWriter err, String reason) {
    line(err, "cannot write the output: " + reason);
    return BAD_INPUT;
  }

  /** Whether the heap was too small, on this thread or on the engine's. */
  static boolean isOutOfMemory(Throwable thrown) {
    for (Throwable e = thrown; e != null; e = e.getCause()) {
      if (e instanceof OutOfMemoryError) {
        return true;
      }
    }
    return false;
  }

  /** How to ask for twice the memory that there is. */
  static String moreMemory() {
    return "PLIMSOLL_JAVA_OPTS=-Xmx" + (Runtime.getRuntime().maxMemory() >> 19) + "m";
  }

  private static void line(PrintWriter err, String message) {
    err.println("plimsoll: " + String.valueOf(message).strip().replaceAll("\\s*\\R\\s*", "; "));
    err.flush();
  }
}
