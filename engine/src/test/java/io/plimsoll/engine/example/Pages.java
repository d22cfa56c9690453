package io.plimsoll.engine.example;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Compares the code on a page with the code that is compiled here. */
final class Pages {
  private Pages() {}

  /** Fails unless a page shows the part of a source file between its begin and end marks. */
  static void assertShows(String page, String sourceFile, String part) throws IOException {
    String source =
        Files.readString(
            Path.of("src", "test", "java", "io", "plimsoll", "engine", "example", sourceFile));
    String begin = "// " + part + ":begin\n";
    assertTrue(source.contains(begin), sourceFile + " has no part " + part);
    int start = source.indexOf(begin) + begin.length();
    int end = source.lastIndexOf('\n', source.indexOf("// " + part + ":end")) + 1;
    String example = source.substring(start, end).stripTrailing().stripIndent();

    String text = Files.readString(Path.of("..").resolve(page));

    assertTrue(text.contains(example), page + " does not contain:\n" + example);
  }
}
