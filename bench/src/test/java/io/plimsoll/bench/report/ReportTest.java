package io.plimsoll.bench.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {
  private static final String JMH =
      """
      [%s]
      """
          .formatted(
              String.join(
                  ",",
                  quiet("QuietMarkBenchmark.engine", 1_000, 40, 1.5),
                  quiet("QuietMarkBenchmark.engine", 1_000_000, 20, 0),
                  quiet("QuietMarkBenchmark.longScan", 1_000_000, 2_000_000, 0),
                  quiet("ScalingBenchmark.engine", 1_000, 25, 0),
                  quiet("ScalingBenchmark.longScan", 1_000, 1_500, 0),
                  quiet("PositionChangeBenchmark.fill", 1_000, 600, 0),
                  quiet("PositionChangeBenchmark.fill", 1_000_000, 1_000, 0),
                  """
                  {"benchmark": "io.plimsoll.bench.CascadeBenchmark.markToTakenOver", "mode": "ss",
                   "params": {"accounts": "1000000"},
                   "primaryMetric": {"score": 30000.0, "scoreError": 100.0, "scoreUnit": "us/op"},
                   "secondaryMetrics": {"liquidations": {"score": 50000.0},
                                        "cpuNanos": {"score": 1.0E8}}}""",
                  crash("engine", 160, 5.0E8, 42_000),
                  crash("longScan", 3_000, 1.0E10, 0),
                  """
                  {"benchmark": "io.plimsoll.bench.FundingSliceBenchmark.slice", "mode": "sample",
                   "params": {"accounts": "1000000"},
                   "primaryMetric": {"score": 300.0, "scoreError": "NaN", "scoreUnit": "us/op",
                     "scorePercentiles": {"50.0": 280.0, "99.0": 630.0, "100.0": 8570.0}},
                   "secondaryMetrics": {}}""",
                  """
                  {"benchmark": "io.plimsoll.bench.ReplayBenchmark.replay", "mode": "ss",
                   "params": {"verify": "true"},
                   "primaryMetric": {"score": 100.0, "scoreError": 1.0, "scoreUnit": "ms/op"},
                   "secondaryMetrics": {"events": {"score": 3000000.0},
                                        "nanos": {"score": 1.0E9}}}""",
                  """
                  {"benchmark": "io.plimsoll.bench.SnapshotStartBenchmark.start", "mode": "ss",
                   "params": {"accounts": "1000000"},
                   "primaryMetric": {"score": 320.0, "scoreError": 1.0, "scoreUnit": "ms/op"},
                   "secondaryMetrics": {"shots": {"score": 5.0}, "bytes": {"score": 1.0E9},
                                        "readNanos": {"score": 1.0E8},
                                        "takeNanos": {"score": 3.5E9}}}"""));

  private static final String SUMMARY =
      """
      {"command": "plimsoll bench", "at": "2026-11-26T12:00:00Z",
       "machine": {"cpu": "Some CPU", "cores": 2, "allowedCores": "0-1", "memoryMiB": 24105,
         "load": 1.5, "hugePages": "madvise", "os": "Linux 6", "jdk": "17.0.15",
         "flags": ["-XX:+UseParallelGC"]},
       "settings": {"accounts": 100000, "pins": "none", "idleStrategy": "busy-spin"},
       "floor": {"plannedPerSecond": 1000000, "ringsKept": false,
         "ringsSaturatedPerSecond": 20000000, "timetable": %1$s, "rings": %1$s},
       "runs": [
         {"scenario": "quiet-marks", "journal": "page-cache", "ring": "many-to-one",
          "saturatedPerSecond": 2600000, "plannedPerSecond": 1000000, "kept": true,
          "latency": %1$s, "hiccups": %1$s},
         {"scenario": "cascade", "journal": "page-cache", "ring": "many-to-one",
          "saturatedPerSecond": 0, "plannedPerSecond": 200000, "kept": false,
          "latency": %1$s, "hiccups": %1$s, "markToForcedOrder": %1$s}],
       "replays": [{"scenario": "quiet-marks", "commandsPerSecond": 3000000.0,
         "eventsPerSecond": 4000000.0}],
       "ramp": [{"scenario": "quiet-marks", "journal": "off", "ring": "many-to-one",
         "plannedPerSecond": 100000, "kept": true, "latency": %1$s}]}
      """
          .formatted(
              """
              {"count": 9, "p50": 800, "p90": 900, "p99": 4000, "p999": 15000, "p9999": 20000,
               "max": 1500000}""");

  @TempDir Path folder;
  private Path page;

  private static String quiet(String name, int accounts, double cpu, double bytes) {
    return """
        {"benchmark": "io.plimsoll.bench.%s", "mode": "avgt", "params": {"accounts": "%d"},
         "primaryMetric": {"score": %2$s.0, "scoreError": 2.0, "scoreUnit": "ns/op"},
         "secondaryMetrics": {"cpu": {"score": %s},
                              "\u00b7gc.alloc.rate.norm": {"score": %s}}}"""
        .formatted(name, accounts, cpu, bytes);
  }

  /** What JMH says of cpu counts setting up as well; the shots count their own. */
  private static String crash(String method, double millis, double cpuNanos, double looks) {
    return """
        {"benchmark": "io.plimsoll.bench.CrossCrashBenchmark.%s", "mode": "ss",
         "params": {"accounts": "20000"},
         "primaryMetric": {"score": %s, "scoreError": 1.0, "scoreUnit": "ms/op"},
         "secondaryMetrics": {"cpu": {"score": 7.0E8}, "cpuNanos": {"score": %s},
                              "liquidations": {"score": 4000.0}, "looks": {"score": %s}}}"""
        .formatted(method, millis, cpuNanos, looks);
  }

  @BeforeEach
  void write() throws IOException {
    page = folder.resolve("page.md");
    Files.writeString(page, "before\n\n" + Page.BEGIN + "\nold figures\n" + Page.END + "\nafter\n");
    Path harness = Files.createDirectory(folder.resolve("harness"));
    Files.writeString(harness.resolve("summary.json"), SUMMARY);
    Files.writeString(harness.resolve("quiet-marks.png"), "a picture");
    Files.writeString(folder.resolve("jmh.json"), JMH);
    JmhResults jmh = JmhResults.read(List.of(folder.resolve("jmh.json")));
    Report.write(jmh, harness, page, folder.resolve("plots"), "bench/report");
  }

  private void assertLine(String expected) throws IOException {
    List<String> lines = Files.readAllLines(page);
    assertTrue(lines.contains(expected), String.join("\n", lines));
  }

  private void assertTarget(String expected, String section) throws IOException {
    assertLine(expected + " [performance.md](performance.md#" + section + ") |");
  }

  @Test
  void onlyThePartBetweenTheMarksIsReplaced() throws IOException {
    String text = Files.readString(page);

    assertTrue(text.startsWith("before\n\n" + Page.BEGIN), text);
    assertTrue(text.endsWith(Page.END + "\nafter\n"), text);
    assertFalse(text.contains("old figures"), text);
  }

  @Test
  void everyTargetHasARowWithItsRatio() throws IOException {
    assertTarget(
        "| a mark that harms nobody, isolated, 1,000,000 | ≤ 10 ns, ≥ 100,000 × LongScan | 20.0 ns |"
            + " 100,000 × LongScan |",
        "a-quiet-mark");
    assertTarget(
        "| a position change with its triggers, 1,000 / 1,000,000 accounts | ≤ 150 ns p50 |"
            + " 300 ns / 500 ns mean, half a fill |  |",
        "a-position-change");
    assertTarget(
        "| the same in a crash | ≥ 100 × LongScan, ≤ 15 looks a liquidation |"
            + " 160 ms [20000], 10.5 looks a liquidation | 20.0 × LongScan |",
        "cross-accounts");
    assertTarget(
        "| liquidations of one mark, up to takeover | ≥ 2 M/s | 0.50 M/s |  |", "a-cascade");
    assertTarget(
        "| ring, journal, apply, event ring: p50, p99, p99.9 at 1 M/s | ≤ 1 µs, ≤ 5 µs, ≤ 20 µs |"
            + " 800 ns, 4.00 µs, 15.0 µs at 1,000,000/s | rings alone 800 ns, 4.00 µs, 15.0 µs;"
            + " timetable alone 800 ns, 4.00 µs, 15.0 µs |",
        "the-chain");
    assertTarget(
        "| the same chain, saturated, journaled | ≥ 2.5 M/s | 2.60 M/s | 13.0 % of the rings alone"
            + " (20.00 M/s) |",
        "the-chain");
    assertTarget(
        "| the same chain, saturated, no journal | ≥ 8 M/s | not measured in this run |  |",
        "the-chain");
    assertTarget("| replay, every event compared | ≥ 5 M events/s | 3.00 M/s |  |", "replay");
    assertTarget(
        "| start from a snapshot, 1,000,000 accounts | ≤ 2 s | 320 ms |"
            + " reading the file alone 20.0 ms; taking it 700 ms |",
        "snapshots");
    assertTarget(
        "| mark to forced order in a cascade: p50, p99, p99.9 | a histogram | 800 ns, 4.00 µs,"
            + " 15.0 µs | idle thread 800 ns, 4.00 µs, 15.0 µs |",
        "a-cascade");
    assertTarget(
        "| garbage a mark / a fill | 0 bytes | 1.50 / 0.00 bytes | the least object has 16 |",
        "memory");
    assertTarget(
        "| a slice of funding, 1,000,000: p50, p99, longest | no pause above 1 ms | 280 µs,"
            + " 630 µs, 8.57 ms |  |",
        "funding");
  }

  @Test
  void machineAndCommandAreTold() throws IOException {
    String text = Files.readString(page);

    assertTrue(text.contains("Measured 2026-11-26T12:00:00Z by `bench/report`"), text);
    assertTrue(text.contains("Some CPU, 2 cores (allowed: 0-1), 24,105 MiB"), text);
    assertTrue(text.contains("JDK 17.0.15, flags of the harness `-XX:+UseParallelGC`"), text);
  }

  @Test
  void runsThatFellBehindSaySoAndPlotsLieBesideThePage() throws IOException {
    assertLine(
        "| cascade, journal page-cache, many-to-one (fell behind) | 200,000 | 800 ns | 900 ns |"
            + " 4.00 µs | 15.0 µs | 20.0 µs | 1.50 ms |");
    assertLine(
        "| rings alone (fell behind) | 1,000,000 | 800 ns | 900 ns | 4.00 µs | 15.0 µs | 20.0 µs |"
            + " 1.50 ms |");
    assertLine("![Percentiles of quiet-marks](plots/quiet-marks.png)");
    assertLine("| 1,000 | 25.0 ns | 1.50 µs | 60.0 |");
    assertTrue(Files.size(folder.resolve("plots/scaling.png")) > 5_000);
    assertEquals("a picture", Files.readString(folder.resolve("plots/quiet-marks.png")));
  }

  @Test
  void aPageWithoutMarksIsRefused() {
    IllegalArgumentException refused =
        assertThrows(
            IllegalArgumentException.class, () -> Page.replaced("no marks", "page.md", "part"));

    assertTrue(refused.getMessage().startsWith("page.md has no part to write"));
  }
}
