package io.plimsoll.tools.cli;

import static io.plimsoll.tools.cli.Cli.plimsoll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plimsoll.tools.venue.VenueFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VenueCommandTest {
  @Test
  void listNamesEveryProfileAndExample() {
    Cli list = plimsoll("venue", "list");

    assertEquals(0, list.code, list.toString());
    VenueFiles.PROFILES.forEach(name -> assertTrue(list.out.contains("  " + name + " "), name));
    VenueFiles.BUILT_IN.forEach(name -> assertTrue(list.out.contains("  " + name + " "), name));
  }

  @Test
  void showTellsSourcesAndMarksAssumptions() {
    Cli show = plimsoll("venue", "show", "bybit");

    assertEquals(0, show.code, show.toString());
    assertTrue(show.after("  rules.marginCall").startsWith("none"), show.out);
    assertTrue(show.after("  rules.marginCall").contains("assumption: "), show.out);
    assertTrue(show.after("  fund.drawdownStart").contains("source: Bybit API v5"), show.out);
    assertTrue(show.out.contains("Not modelled"), show.out);
  }

  @Test
  void shownFileIsAVenueOfItsOwn(@TempDir Path folder) throws IOException {
    Path copy = folder.resolve("copy.yaml");
    Files.writeString(copy, plimsoll("venue", "show", "okx", "--yaml").out);

    Cli check = plimsoll("venue", "check", copy, "okx");

    assertEquals(0, check.code, check.toString());
    assertEquals(2, check.lines().size());
    assertEquals(
        plimsoll("venue", "show", "okx", "--commands").out,
        plimsoll("venue", "show", copy, "--commands").out);
  }

  @Test
  void checkNamesFileLineAndKey(@TempDir Path folder) throws IOException {
    Path broken = folder.resolve("broken.yaml");
    Files.writeString(broken, "name: x\nfees: {taker: 12 %}\n");

    Cli check = plimsoll("venue", "check", broken);

    assertEquals(2, check.code);
    assertEquals(
        "plimsoll: "
            + broken
            + ", line 2: fees.taker is '12 %'; expected a percentage from 0 % to"
            + " 10 % with at most 7 decimals, such as 0.02 %\n",
        check.err);
  }

  @Test
  void spotOnlyVenueIsShownButDoesNotRun() {
    Cli show = plimsoll("venue", "show", "mimo");
    Cli run = plimsoll("run", "--venue", "mimo", "--accounts", 5, "--no-journal");

    assertTrue(show.out.contains("Leveraged accounts are rejected: it is a spot"), show.out);
    assertEquals(2, run.code);
    assertEquals(1, run.err.lines().count(), run.err);
    assertTrue(run.err.contains("takes no leveraged accounts"), run.err);
  }
}
