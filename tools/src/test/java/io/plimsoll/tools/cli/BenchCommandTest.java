package io.plimsoll.tools.cli;

import static io.plimsoll.tools.cli.Cli.plimsoll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BenchCommandTest {
  private static final Object[] SHORT = {
    "bench",
    "--accounts",
    300,
    "--rate",
    20_000,
    "--seconds",
    0.2,
    "--warm-up",
    0.1,
    "--idle",
    "yield"
  };

  @TempDir Path folder;

  private Cli bench(Path out, Object... more) {
    return plimsoll(
        Stream.of(Stream.of(SHORT), Stream.of(more), Stream.of("--out", out))
            .flatMap(args -> args)
            .toArray());
  }

  private static String names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> file.getFileName().toString())
          .collect(Collectors.toCollection(TreeSet::new))
          .toString();
    }
  }

  @Test
  void shortRunTellsWritesAndCleansUp() throws IOException {
    Path out = folder.resolve("out");

    Cli cli = bench(out, "--scenario", "quiet-marks,cascade", "--journal", "page-cache,off");

    assertEquals(0, cli.code, cli.toString());
    assertTrue(cli.after("Machine").contains("cores"), cli.out);
    assertTrue(cli.after("JDK").contains(System.getProperty("java.vendor")), cli.out);
    assertTrue(cli.after("Engine").contains("not pinned; idle strategy yield"), cli.out);
    assertTrue(cli.out.contains("forced orders"), cli.out);
    assertEquals(
        "[cascade-off-many-to-one-hiccups.hgrm, cascade-off-many-to-one-mark-to-order.hgrm,"
            + " cascade-off-many-to-one.hgrm, cascade-page-cache-many-to-one-hiccups.hgrm,"
            + " cascade-page-cache-many-to-one-mark-to-order.hgrm,"
            + " cascade-page-cache-many-to-one.hgrm, cascade.png,"
            + " quiet-marks-off-many-to-one-hiccups.hgrm, quiet-marks-off-many-to-one.hgrm,"
            + " quiet-marks-off-one-to-one-hiccups.hgrm, quiet-marks-off-one-to-one.hgrm,"
            + " quiet-marks-page-cache-many-to-one-hiccups.hgrm,"
            + " quiet-marks-page-cache-many-to-one.hgrm,"
            + " quiet-marks-page-cache-one-to-one-hiccups.hgrm,"
            + " quiet-marks-page-cache-one-to-one.hgrm, quiet-marks.png, rings-alone.hgrm,"
            + " summary.json, timetable.hgrm]",
        names(out));
    checkSummary(new ObjectMapper().readTree(out.resolve("summary.json").toFile()));
  }

  private static void checkSummary(JsonNode summary) {
    assertTrue(summary.get("command").asText().startsWith("plimsoll bench --accounts 300"));
    assertEquals(6, summary.get("runs").size());
    for (JsonNode run : summary.get("runs")) {
      assertEquals(4_000, run.get("commands").asLong());
      assertEquals(4_000, run.at("/latency/count").asLong());
      assertTrue(run.at("/latency/p50").asLong() <= run.at("/latency/max").asLong());
    }
    JsonNode last = summary.get("runs").get(5);
    assertEquals("cascade", last.get("scenario").asText());
    // Two of three seconds of the crash are recorded; some of its longs went during the warm-up.
    assertTrue(last.at("/markToForcedOrder/count").asLong() > 50, last.toString());
    assertEquals(2, summary.get("replays").size());
    assertTrue(summary.get("replays").get(0).get("events").asLong() > 4_000);
  }

  @Test
  void rampGoesUpUntilTheChainFallsBehind() throws IOException {
    Path out = folder.resolve("ramp");

    Cli cli = bench(out, "--scenario", "mixed-flow", "--journal", "off", "--ramp");

    assertEquals(0, cli.code, cli.toString());
    JsonNode ramp = new ObjectMapper().readTree(out.resolve("summary.json").toFile()).get("ramp");
    assertEquals(100_000, ramp.get(0).get("plannedPerSecond").asLong());
    assertTrue(ramp.size() >= 2, ramp.toString());
    assertTrue(!ramp.get(ramp.size() - 1).get("kept").asBoolean(), ramp.toString());
    assertTrue(!ramp.get(ramp.size() - 2).get("kept").asBoolean(), ramp.toString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "bench --scenario calm|--scenario is 'calm'; expected one of quiet-marks, mixed-flow, cascade, funding",
        "bench --journal paper|--journal is 'paper'; expected one of off, page-cache, sync",
        "bench --ring golden|--ring is 'golden'; expected one of many-to-one, one-to-one",
        "bench --rate 0|--rate is 0; expected 1 to 100,000,000",
        "bench --rate fast|--rate is 'fast'; expected a whole number",
        "bench --seconds 0|--seconds is 0.0; expected above 0, at most 3,600",
        "bench --warm-up NaN|--warm-up is NaN; expected above 0",
        "bench --accounts 1|--accounts is 1; expected 2 to 1,500,000",
        "bench --sync-every 0|--sync-every is 0; expected 1 to",
        "bench --idle nap|--idle is 'nap'; expected busy-spin, yield, backoff or sleep",
        "bench --pin 1|--pin is '1'; expected two cores, such as 2,3",
        "bench --pin 0,9999|--pin is 0,9999; this process may not run on both cores",
      })
  void mistakesEndInOneLineAndLeaveNoFolder(String mistake) {
    int bar = mistake.indexOf('|');
    Path out = folder.resolve("out");
    String[] args = (mistake.substring(0, bar) + " --out " + out).split(" ", -1);

    Cli cli = plimsoll((Object[]) args);

    assertEquals(2, cli.code, cli.toString());
    assertEquals(1, cli.err.lines().count(), cli.err);
    assertTrue(cli.err.contains(mistake.substring(bar + 1)), cli.err);
    assertTrue(Files.notExists(out));
  }

  @Test
  void aFolderThatIsNotEmptyIsLeftAlone() throws IOException {
    Files.writeString(folder.resolve("mine.txt"), "precious");

    Cli cli = bench(folder);

    assertEquals(2, cli.code, cli.toString());
    assertTrue(cli.err.contains("which is not empty; expected a new or empty folder"), cli.err);
    assertEquals("[mine.txt]", names(folder));
  }
}
