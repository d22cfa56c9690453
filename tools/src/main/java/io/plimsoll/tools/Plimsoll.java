package io.plimsoll.tools;

import io.plimsoll.engine.runtime.JvmFlags;
import io.plimsoll.tools.cli.Errors;
import io.plimsoll.tools.cli.RootCommand;
import io.plimsoll.tools.cli.StandardOutput;
import java.io.BufferedWriter;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;

/** The entry point of the command line. */
public final class Plimsoll {
  private static final int OUT_BUFFER = 1 << 16;

  private Plimsoll() {}

  /**
   * Runs a command and ends the process with its exit code.
   *
   * @param args of the command line
   */
  public static void main(String[] args) {
    try {
      JvmFlags.check();
    } catch (IllegalStateException e) {
      System.err.println(
          "plimsoll: run tools/plimsoll, or java -jar plimsoll-tools.jar; otherwise "
              + e.getMessage());
      System.exit(Errors.BAD_INPUT);
    }
    silenceLibraries();
    System.exit(run(new FileOutputStream(FileDescriptor.out), args));
  }

  /** Runs a command and makes sure that all of its output arrived. */
  static int run(OutputStream stream, String... args) {
    StandardOutput output = new StandardOutput(stream);
    PrintWriter out =
        new PrintWriter(
            new BufferedWriter(new OutputStreamWriter(output, StandardCharsets.UTF_8), OUT_BUFFER));
    CommandLine commandLine = commandLine().setOut(out);
    int code = commandLine.execute(args);
    out.flush();
    if (output.failure().isPresent()) {
      return Errors.tellLostOutput(commandLine.getErr(), output.failure().get());
    }
    return code;
  }

  /** The command line, for main and for tests. */
  public static CommandLine commandLine() {
    Errors errors = new Errors();
    return new CommandLine(new RootCommand())
        .setExecutionExceptionHandler(errors)
        .setParameterExceptionHandler(errors)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setUsageHelpAutoWidth(true);
  }

  /** The journal's library greets on standard output unless told not to. */
  private static void silenceLibraries() {
    System.setProperty("chronicle.announcer.disable", "true");
    System.setProperty("chronicle.analytics.disable", "true");
  }
}
