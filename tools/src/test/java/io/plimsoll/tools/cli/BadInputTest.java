package io.plimsoll.tools.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BadInputTest {
  @TempDir private Path folder;

  private static void assertOneLine(Cli cli, String expected) {
    assertEquals(2, cli.code, cli.toString());
    assertEquals(1, cli.err.lines().count(), cli.err);
    assertTrue(cli.err.startsWith("plimsoll: "), cli.err);
    assertTrue(cli.err.contains(expected), cli.err);
    assertEquals("", cli.out);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "run --tape nowhere|no tape named nowhere",
        "run --accounts -5|--accounts is -5; expected 1 to 5,000,000",
        "run --accounts 0|--accounts is 0",
        "run --accounts many|--accounts is 'many'; expected a whole number",
        "run --fund -1|--fund is '-1'",
        "run --fund 1.123456789|--fund is '1.123456789'",
        "run --pace 0|--pace is 0.0; expected a speed above 0",
        "run --pace NaN|--pace is NaN",
        "run --pace 1 --fast|--fast and --pace=SPEED: expected one",
        "run --marks-per-bar 3|--marks-per-bar is 3; expected 4 to 100,000",
        "run --bar 0s|--bar is '0s'; expected a duration from 1s to 1d",
        "import|FILE missing",
        "import nowhere|no such file: nowhere",
        "import nowhere --gap soon|--gap is 'soon'; expected a duration from 1ms to 365d",
        "run --seed x|--seed is 'x'; expected a whole number",
        "run --colour red|no option --colour",
        "run --feedback 10|--feedback is given; expected it with a scenario",
        "run 2025-10-10 --feedback 101|--feedback is 101; expected 0 to 100",
        "run 2025-10-10 --tape 2020-03-12|--tape is given; expected a scenario or --tape",
        "scenario show nowhere|no scenario named 'nowhere', nor a file",
        "scenario|no command; expected list, show, check or schema",
        "replay|JOURNAL missing",
        "run --pace x|--pace is 'x'; expected a number",
        "run --accounts 99999999999|--accounts is '99999999999'; expected a number of fewer digits",
        "run --seed|--seed has no value; expected N",
        "run --seed 1 --seed 2|--seed is given more than once",
        "run now|no scenario named 'now', nor a file; expected a YAML file, or one of 2020-03-12",
        "run --tape |--tape is empty; expected a name or a file",
        "run --venue nowhere|no venue named nowhere, nor a file; expected one of binance-usdm, binance-coinm",
        "run --venue |--venue is empty; expected a name or a file",
        "run --venue inverse --fund 0.000000001|--fund is '0.000000001'; expected an amount of BTC",
        "run --accounts 5 --journal |--journal is empty",
        "explain nowhere|--account ID missing",
        "replay nowhere|no such folder: nowhere",
        "inspect nowhere|no such folder: nowhere",
        "explain nowhere --account 1|no such folder: nowhere",
        "inspect nowhere --format xml|--format is 'xml'; expected one of text, jsonl, csv",
        "inspect nowhere --type Nothing|no message type Nothing",
        "replay nowhere --until -3|--until is '-3'",
        "replay nowhere --until 2025-13-01T00:00:00Z|--until is",
        "nothing|no command nothing; expected run, import, replay, inspect, snapshot, explain, report, scenario, venue, calc, compare, sweep or bench",
      })
  void mistakesOnTheCommandLineEndInOneLine(String mistake) {
    int bar = mistake.indexOf('|');
    Object[] args = mistake.substring(0, bar).split(" ", -1);

    assertOneLine(Cli.plimsoll(args), mistake.substring(bar + 1));
  }

  @Test
  void noCommandIsTold() {
    assertOneLine(Cli.plimsoll(), "no command; expected run");
  }

  @Test
  void brokenTapeIsToldWithFileLineAndFieldAndLeavesNoJournal() throws IOException {
    Path tape =
        Files.writeString(
            folder.resolve("tape.csv"),
            "1584008160000,7269.15,7295.34,7265.17,7279.36,796.530\n1584008220000,1,2,x,1,1\n");
    Path journal = folder.resolve("journal");

    assertOneLine(
        Cli.plimsoll("run", "--tape", tape, "--journal", journal),
        "tape.csv, line 2: low is 'x'; expected a price");
    assertTrue(Files.notExists(journal));
  }

  @Test
  void folderThatIsNotEmptyIsLeftAlone() throws IOException {
    Path file = Files.writeString(folder.resolve("mine.txt"), "precious");

    assertOneLine(Cli.plimsoll("run", "--accounts", 5, "--journal", folder), "which is not empty");
    try (Stream<Path> files = Files.list(folder)) {
      assertEquals(List.of(file), files.toList());
    }
    assertEquals("precious", Files.readString(file));
  }

  @Test
  void fileInPlaceOfAJournalIsTold() throws IOException {
    Path file = Files.writeString(folder.resolve("mine.txt"), "precious");

    assertOneLine(Cli.plimsoll("run", "--accounts", 5, "--journal", file), "a file");
    assertOneLine(
        Cli.plimsoll("run", "--accounts", 5, "--journal", file.resolve("below")), "mine.txt");
    assertOneLine(Cli.plimsoll("replay", file), "no such folder");
    assertOneLine(Cli.plimsoll("replay", folder), "not a journal");
  }

  @Test
  void foldersOfAJournalThatCannotBeCreatedAreRemoved() throws IOException {
    Path file = Files.writeString(folder.resolve("mine.txt"), "precious");
    Path deep = folder.resolve("a").resolve("b".repeat(300));

    assertOneLine(
        Cli.plimsoll("run", "--accounts", 5, "--journal", deep), "which cannot be created: ");
    try (Stream<Path> files = Files.list(folder)) {
      assertEquals(List.of(file), files.toList());
    }
  }
}
