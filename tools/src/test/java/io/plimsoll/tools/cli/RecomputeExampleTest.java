package io.plimsoll.tools.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs docs/examples/recompute.py, the rules written a further time, in Python. */
class RecomputeExampleTest {
  private static final Path PROGRAM = Path.of("..", "docs", "examples", "recompute.py");
  private static final Pattern FILL_PRICE =
      Pattern.compile(
          "(\"sequence\":(\\d+),\"record\":\"command\".*\"type\":\"Fill\".*\"price\":)(\\d+)");

  @TempDir private Path folder;

  private List<String> lines;

  @BeforeEach
  void inspectARun() throws IOException, InterruptedException {
    if (!pythonIsThere()) {
      abort("python3 is not installed: docs/examples/recompute.py was not tested");
    }
    Path journal = folder.resolve("journal");
    Cli run =
        Cli.plimsoll("run", "-q", "--accounts", 400, "--marks-per-bar", 4, "--journal", journal);
    assertEquals(0, run.code, run.toString());
    lines = Cli.plimsoll("inspect", journal, "--format", "jsonl").lines();
  }

  @Test
  void commandsAloneGiveEveryWalletAndPosition() throws IOException, InterruptedException {
    for (String step :
        List.of(
            "ISOLATED",
            "CROSS",
            "PlaceOrder",
            "CancelRequested",
            "StageEntered",
            "TakeOver",
            "UNWIND",
            "SURPLUS")) {
      assertTrue(
          lines.stream().anyMatch(line -> line.contains('"' + step + '"')),
          "no " + step + " in it");
    }
    Result result = recompute(lines);
    assertEquals(0, result.code, result.text);
    assertTrue(result.text.contains("403 of 403 wallets agree"), result.text);
  }

  @Test
  void oneFillAtAnotherPriceIsFoundWithItsSequence() throws IOException, InterruptedException {
    List<String> falsified = new ArrayList<>(lines);
    int at = lastLineOf(FILL_PRICE);
    Matcher fill = FILL_PRICE.matcher(falsified.get(at));
    assertTrue(fill.find());
    String sequence = fill.group(2);
    long price = Long.parseLong(fill.group(3)) + 1;
    falsified.set(at, fill.replaceFirst(Matcher.quoteReplacement(fill.group(1) + price)));

    Result result = recompute(falsified);
    assertEquals(1, result.code, result.text);
    assertTrue(result.text.contains("sequence " + sequence + ":"), result.text);
  }

  @Test
  void oneBalanceReportedWrongIsFoundWithItsSequence() throws IOException, InterruptedException {
    Pattern balance =
        Pattern.compile("\"sequence\":(\\d+),\"record\":\"event\".*\"balance\":(?=\\d)");
    List<String> falsified = new ArrayList<>(lines);
    int at = lastLineOf(balance);
    Matcher event = balance.matcher(falsified.get(at));
    assertTrue(event.find());
    String sequence = event.group(1);
    falsified.set(at, new StringBuilder(falsified.get(at)).insert(event.end(), '9').toString());

    Result result = recompute(falsified);
    assertEquals(1, result.code, result.text);
    assertTrue(result.text.contains("sequence " + sequence + ":"), result.text);
  }

  @Test
  void journalWithWhatIsNotCoveredIsRefusedInOneLine() throws IOException, InterruptedException {
    Path journal = folder.resolve("continuous");
    Cli run =
        Cli.plimsoll("run", "-q", "--venue", "continuous", "--accounts", 20, "--journal", journal);
    assertEquals(0, run.code, run.toString());

    Result result = recompute(Cli.plimsoll("inspect", journal, "--format", "jsonl").lines());
    assertEquals(2, result.code, result.text);
    assertTrue(
        result.text.matches("sequence \\d+: \\w+: not covered by this program\n"), result.text);
  }

  @Test
  void linesThatEndEarlyOrAreMissingAreRefused() throws IOException, InterruptedException {
    assertNotEquals(0, recompute(List.of()).code);
    assertNotEquals(0, recompute(lines.subList(0, lines.size() - 1)).code);
    List<String> gap = new ArrayList<>(lines);
    gap.subList(2, 4).clear();
    assertNotEquals(0, recompute(gap).code);
  }

  private int lastLineOf(Pattern pattern) {
    for (int i = lines.size() - 1; i >= 0; i--) {
      if (pattern.matcher(lines.get(i)).find()) {
        return i;
      }
    }
    throw new AssertionError("no line has " + pattern);
  }

  private record Result(int code, String text) {}

  private Result recompute(List<String> input) throws IOException, InterruptedException {
    Path in = Files.write(folder.resolve("lines.jsonl"), input);
    Path out = folder.resolve("out.txt");
    Process python =
        new ProcessBuilder("python3", PROGRAM.toString())
            .redirectInput(in.toFile())
            .redirectErrorStream(true)
            .redirectOutput(out.toFile())
            .start();
    int code = python.waitFor();
    return new Result(code, Files.readString(out));
  }

  private static boolean pythonIsThere() throws InterruptedException {
    try {
      Process python =
          new ProcessBuilder("python3", "-c", "pass")
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return python.waitFor() == 0;
    } catch (IOException notFound) {
      return false;
    }
  }
}
