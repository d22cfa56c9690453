package io.plimsoll.tools.cli;

import io.plimsoll.engine.journal.JournalException;
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
    if (e instanceof UserError || e instanceof JournalException) {
      line(err, e.getMessage());
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
    line(commandLine.getErr(), e.getMessage() + " (" + name + " --help)");
    return BAD_INPUT;
  }

  private static void line(PrintWriter err, String message) {
    err.println("plimsoll: " + String.valueOf(message).strip().replaceAll("\\s*\\R\\s*", "; "));
    err.flush();
  }
}
