package io.plimsoll.tools.cli;

import java.io.PrintWriter;

/** Nobody reads our output any more, as after {@code | head}: a reason to stop, not an error. */
final class ReaderIsGone extends RuntimeException {
  ReaderIsGone() {
    super("standard output was closed", null, false, false);
  }

  /** Throws if the output no longer takes what is printed. Flushes it. */
  static void check(PrintWriter out) {
    if (out.checkError()) {
      throw new ReaderIsGone();
    }
  }
}
