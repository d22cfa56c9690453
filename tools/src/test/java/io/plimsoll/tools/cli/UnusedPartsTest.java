package io.plimsoll.tools.cli;

import static io.plimsoll.tools.cli.Cli.plimsoll;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A summary tells what of a venue file came to nothing. */
class UnusedPartsTest {
  @Test
  void stagesThatNobodyCameToAndVaultsThatNoStageNamesAreTold(@TempDir Path folder)
      throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("venue.yaml"),
            """
            vaults: [{name: named, seed: 100}, {name: forgotten, seed: 100}]
            waterfall:
              stages:
                - {kind: cancelOrders}
                - {kind: takeOver, taker: named}
                - {kind: close}
                - {kind: takeOver}
            """);

    String out =
        plimsoll("run", "--venue", file, "--accounts", 300, "--marks-per-bar", 6, "--no-journal")
            .out;

    assertTrue(out.contains("          never entered: 3 close, 4 take over"), out);
    assertTrue(
        out.lines().anyMatch(line -> line.matches("Vault +named: .*inventory [-0-9.]+")), out);
    assertTrue(
        out.lines().anyMatch(line -> line.matches("Vault +forgotten: .*; no stage names it")), out);
  }
}
