package io.plimsoll.tools.cli;

import static io.plimsoll.tools.cli.Cli.plimsoll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plimsoll.tools.scenario.ScenarioFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code plimsoll run SCENARIO} and {@code plimsoll scenario}. */
class ScenarioCommandTest {
  @TempDir Path folder;

  @Test
  void journalOfAScenarioReplaysToItsDigestAndExplainsItsAccounts() {
    Path journal = folder.resolve("journal");
    Cli run = plimsoll("run", "2025-10-10", "--accounts", 400, "--journal", journal);
    assertEquals(0, run.code, run::toString);

    Cli replay = plimsoll("replay", journal, "--verify");
    String explain =
        run.lines().stream().filter(line -> line.contains(" explain ")).findFirst().orElseThrow();
    String account = explain.substring(explain.lastIndexOf(' ') + 1);

    assertEquals(run.after("Digest"), replay.after("Digest"));
    assertTrue(plimsoll("explain", journal, "--account", account).out.contains("LIQUIDATION"));
    assertFalse(run.out.contains("rejected"), run.out);
  }

  @Test
  void feedbackAndSeedAndFundChangeTheRunAndPaceDoesNot() {
    String[] common = {"run", "2021-05-19", "--accounts", "100", "--no-journal", "-q"};

    String digest = quiet(common);

    assertEquals(digest, quiet(common, "--in-thread", "--pace", "1000"));
    assertNotEquals(digest, quiet(common, "--in-thread", "--feedback", "0"));
    assertNotEquals(digest, quiet(common, "--in-thread", "--seed", "2"));
    assertNotEquals(digest, quiet(common, "--in-thread", "--fund", "7"));
  }

  private static String quiet(String[] common, String... more) {
    Object[] args = new Object[common.length + more.length];
    System.arraycopy(common, 0, args, 0, common.length);
    System.arraycopy(more, 0, args, common.length, more.length);
    Cli run = plimsoll(args);
    assertEquals(0, run.code, run::toString);
    return run.out.strip();
  }

  @Test
  void listShowAndCheckTellOfEveryBundledScenario() {
    Cli list = plimsoll("scenario", "list");
    for (String name : ScenarioFiles.BUNDLED) {
      assertTrue(list.out.contains(name), list.out);
      assertTrue(plimsoll("scenario", "show", name).out.startsWith(name + ": "));
      assertEquals(ScenarioFiles.text(name), plimsoll("scenario", "show", name, "--yaml").out);
      assertTrue(plimsoll("scenario", "check", name).out.contains(name + ": sound; "));
    }
  }

  @Test
  void mistakeInAScenarioLeavesNoJournal() throws IOException {
    Path file = Files.writeString(folder.resolve("bad.yaml"), "name: bad\ncolour: red\n");
    Path journal = folder.resolve("journal");

    Cli run = plimsoll("run", file, "--journal", journal);

    assertEquals(2, run.code);
    assertEquals(1, run.err.lines().count(), run.err);
    assertTrue(run.err.contains("bad.yaml, line 1: instruments is missing"), run.err);
    assertTrue(Files.notExists(journal));
  }

  @Test
  void contractThatDoesNotFitItsPricesLeavesNoJournal() throws IOException {
    String text =
        """
        instruments:
          - symbol: BTCUSDT
            quantityScale: 8
            path: {start: 0.01, pieces: [{hold: 1m}]}
        traders: [{name: one, leverage: 2, size: 100}]
        """;
    Path file = Files.writeString(folder.resolve("scale.yaml"), text);
    Path journal = folder.resolve("journal");

    Cli run = plimsoll("run", file, "--journal", journal);

    assertEquals(2, run.code);
    assertTrue(run.err.contains("scale.yaml, line 3: instruments[1].quantityScale"), run.err);
    assertTrue(Files.notExists(journal));
  }
}
