package io.plimsoll.tools.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs the program that docs/inspect.md shows: every sum of every kind of venue adds up. */
class SumsExampleTest {
  private static final Path PAGE = Path.of("..", "docs", "inspect.md");
  private static final String FENCE = "```";

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"default", "inverse", "socialised", "continuous"})
  void everySumOfAVenueAddsUp(String venue) throws IOException, InterruptedException {
    Path journal = folder.resolve("journal");
    Cli run =
        Cli.plimsoll(
            "run",
            "-q",
            "--venue",
            venue,
            "--tape",
            "2020-03-12",
            "--accounts",
            150,
            "--marks-per-bar",
            4,
            "--journal",
            journal);
    assertEquals(0, run.code, run.toString());
    Cli lines = Cli.plimsoll("inspect", journal, "--format", "jsonl");

    Path out = folder.resolve("out.txt");
    int code = python(program(), lines.out, out);

    assertEquals(0, code, Files.readString(out));
    assertTrue(Files.readString(out).endsWith(": adds up\n"), Files.readString(out));
  }

  /** The page's one block of Python. */
  private Path program() throws IOException {
    String page = Files.readString(PAGE);
    int start = page.indexOf(FENCE + "python\n") + FENCE.length() + "python\n".length();
    return Files.writeString(
        folder.resolve("sums.py"), page.substring(start, page.indexOf(FENCE, start)));
  }

  private int python(Path program, String input, Path out)
      throws IOException, InterruptedException {
    Path in = Files.writeString(folder.resolve("lines.jsonl"), input);
    try {
      return new ProcessBuilder("python3", program.toString())
          .redirectInput(in.toFile())
          .redirectErrorStream(true)
          .redirectOutput(out.toFile())
          .start()
          .waitFor();
    } catch (IOException notFound) {
      return abort("python3 is not installed: the example of docs/inspect.md was not tested");
    }
  }
}
