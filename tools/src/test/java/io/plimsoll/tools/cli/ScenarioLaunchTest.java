package io.plimsoll.tools.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plimsoll.tools.UserError;
import io.plimsoll.tools.scenario.Scenario;
import io.plimsoll.tools.scenario.ScenarioFiles;
import io.plimsoll.tools.sim.Pacer;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScenarioLaunchTest {
  /** More than an engine takes as a deposit, and more than a file can say. */
  private static final long TOO_MUCH = (1L << 60) + 1;

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void venueThatTheEngineRefusesLeavesNoJournal(boolean inThread) {
    Scenario scenario = ScenarioFiles.open("lessons").scenario().withFund(TOO_MUCH);
    Path journal = folder.resolve("made").resolve("journal");
    ScenarioLaunch launch =
        new ScenarioLaunch(
            scenario,
            Optional.of(FreshFolder.create("--journal", journal)),
            Pacer.FAST,
            new ReportOptions(),
            inThread,
            true,
            2);
    StringWriter out = new StringWriter();

    UserError refused = assertThrows(UserError.class, () -> launch.run(new PrintWriter(out, true)));

    assertTrue(
        refused.getMessage().startsWith("scenario lessons: the engine rejects sequence "),
        refused.getMessage());
    assertTrue(Files.notExists(folder.resolve("made")));
    assertEquals("", out.toString());
  }
}
