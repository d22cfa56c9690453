package io.plimsoll.bench.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A page with one part between two marks that a program writes; the rest is left as it is. */
final class Page {
  static final String BEGIN = "<!-- measured: bench/report writes from here -->";
  static final String END = "<!-- measured: to here -->";

  private Page() {}

  /**
   * Replaces the part.
   *
   * @param file the page
   * @param part what goes between the marks
   * @throws IOException if the page cannot be read or written
   * @throws IllegalArgumentException if the marks are not there, each once and in order
   */
  static void replace(Path file, String part) throws IOException {
    Files.writeString(file, replaced(Files.readString(file), file.toString(), part));
  }

  static String replaced(String page, String name, String part) {
    int begin = page.indexOf(BEGIN);
    int end = page.indexOf(END);
    if (begin < 0 || end < begin || page.lastIndexOf(BEGIN) != begin) {
      throw new IllegalArgumentException(
          name + " has no part to write; expected the lines " + BEGIN + " and " + END);
    }
    return page.substring(0, begin) + BEGIN + "\n" + part + page.substring(end);
  }
}
