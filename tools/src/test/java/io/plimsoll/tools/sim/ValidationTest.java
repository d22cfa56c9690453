package io.plimsoll.tools.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.plimsoll.engine.core.EngineLimits;
import io.plimsoll.tools.scenario.Scenario;
import io.plimsoll.tools.scenario.ScenarioFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Keeps the figures true that docs/validation.md quotes of the model. */
class ValidationTest {
  private static final double ONE = 1e8;
  private static final double MILLION = 1e6;

  /** Before this the reported figures have more than the tape, after it less. */
  private static final long WINDOW_END = time("21:30");

  private final List<String> missing = new ArrayList<>();

  private record Done(RunStatistics statistics, CascadeMinutes cascade) {
    double in(String minute) {
      return cascade.at(time(minute)).all();
    }

    double all(long until) {
      return cascade.all().entrySet().stream()
          .filter(entry -> entry.getKey() < until)
          .mapToDouble(entry -> entry.getValue().all())
          .sum();
    }

    String largest() {
      return clock(
          cascade.all().entrySet().stream()
              .max(
                  Map.Entry.comparingByValue(
                      Comparator.comparingDouble(CascadeMinutes.Minute::all)))
              .orElseThrow()
              .getKey());
    }

    List<Map.Entry<Long, CascadeMinutes.Minute>> deleveraging() {
      return cascade.all().entrySet().stream()
          .filter(entry -> entry.getValue().deleveraged() > 0)
          .toList();
    }

    double shareOfLongs() {
      double longs =
          IntStream.range(0, 3).mapToDouble(i -> statistics.instrument(i).longsForced()).sum();
      double shorts =
          IntStream.range(0, 3).mapToDouble(i -> statistics.instrument(i).shortsForced()).sum();
      return longs / (longs + shorts);
    }
  }

  private static Done run(Scenario scenario) {
    ScenarioVenue ready = ScenarioVenue.of(scenario);
    int accounts = scenario.accounts();
    EngineLauncher launcher =
        new EngineLauncher(
            new EngineLimits(accounts + ready.ownAccounts(), 10 * accounts + 1_000),
            Optional.empty(),
            Map.of(),
            "test");
    CascadeMinutes cascade = new CascadeMinutes(ONE);
    try (ScenarioRun run =
        new ScenarioRun(
            ready,
            sink ->
                launcher.inThread(
                    (buffer, offset, length) -> {
                      cascade.onEvent(buffer, offset, length);
                      sink.onEvent(buffer, offset, length);
                    }))) {
      RunStatistics statistics = run.run(Pacer.FAST, Progress.NONE);
      assertEquals(0, statistics.rejections(), statistics.firstRejection());
      return new Done(statistics, cascade);
    }
  }

  private static long time(String clock) {
    return Instant.parse("2025-10-10T" + clock + ":00Z").getEpochSecond() * 1_000_000_000L;
  }

  private static String clock(long nanos) {
    return Instant.ofEpochSecond(nanos / 1_000_000_000L).toString().substring(11, 16);
  }

  @Test
  void thePageQuotesWhatTheModelGives() throws IOException {
    Scenario scenario = ScenarioFiles.open("validation-2025-10-10").scenario();
    String page = Files.readString(Path.of("../docs/validation.md"));

    Done done = run(scenario);
    Done fed = run(scenario.withFeedback(1_000_000_000L));

    quoted(page, "share of longs", done, fed, run -> percent(run.shareOfLongs()));
    quoted(page, "the largest minute", done, fed, Done::largest);
    quoted(
        page,
        "its share of what was liquidated until 21:30",
        done,
        fed,
        run -> percent(run.in(run.largest()) / run.all(WINDOW_END)));
    quoted(
        page,
        "of that minute, closed in the books",
        done,
        fed,
        run -> percent(run.cascade().at(time(run.largest())).closed() / run.in(run.largest())));
    quoted(
        page,
        "deleveraging, first and last minute",
        done,
        fed,
        run ->
            clock(run.deleveraging().get(0).getKey())
                + " to "
                + clock(run.deleveraging().get(run.deleveraging().size() - 1).getKey()));
    quoted(
        page,
        "deleveraged, of what was liquidated",
        done,
        fed,
        run ->
            percent(
                run.deleveraging().stream().mapToDouble(e -> e.getValue().deleveraged()).sum()
                    / run.all(Long.MAX_VALUE)));
    quoted(
        page,
        "lowest mark of BTCUSDT",
        done,
        fed,
        run ->
            String.format(
                Locale.ROOT, "%,.2f", run.statistics().instrument(0).lowestMark() / 100.0));
    for (String minute :
        List.of(
            "21:11", "21:12", "21:13", "21:14", "21:15", "21:16", "21:17", "21:18", "21:19",
            "21:20")) {
      CascadeMinutes.Minute of = done.cascade().at(time(minute));
      row(
          page,
          minute,
          millions(of.all()),
          millions(of.closed()),
          millions(of.takenOver()),
          millions(of.deleveraged()));
    }
    assertEquals("", String.join("\n", missing));
  }

  private interface Figure {
    String of(Done run);
  }

  private void quoted(String page, String what, Done done, Done fed, Figure figure) {
    String end = " | " + figure.of(done) + " | " + figure.of(fed) + " |";
    if (page.lines().noneMatch(line -> line.startsWith("| " + what + " |") && line.endsWith(end))) {
      missing.add(what + end);
    }
  }

  private void row(String page, String... cells) {
    String row = "| " + String.join(" | ", cells) + " |";
    if (page.lines().noneMatch(row::equals)) {
      missing.add(row);
    }
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.0f %%", 100 * share);
  }

  private static String millions(double money) {
    return String.format(Locale.ROOT, "%.1f", money / MILLION);
  }
}
