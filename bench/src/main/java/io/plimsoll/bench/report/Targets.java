package io.plimsoll.bench.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.OptionalDouble;

/** What the project wants of its speed, beside what was measured and what it is compared with. */
final class Targets {
  private static final String NOT_MEASURED = "not measured in this run";
  private static final String MILLION = "1000000";

  private final JmhResults jmh;
  private final Summary summary;
  private final Table table =
      new Table("what", "wanted", "measured", "beside its baseline", "where the time goes");

  Targets(JmhResults jmh, Summary summary) {
    this.jmh = jmh;
    this.summary = summary;
  }

  Table table() {
    quietMark();
    cross("a mark, cross accounts, calm, 1,000,000", "≥ 10,000 × LongScan", "CrossMarkBenchmark");
    cross(
        "the same in a crash", "≥ 100 × LongScan, ≤ 15 looks a liquidation", "CrossCrashBenchmark");
    positionChange();
    cascade();
    chain();
    throughput("saturated, journaled", "≥ 2.5 M/s", "page-cache");
    throughput("saturated, no journal", "≥ 8 M/s", "off");
    replay();
    snapshotStart();
    markToForcedOrder();
    allocation();
    funding();
    return table;
  }

  private void quietMark() {
    Optional<JmhResult> engine = jmh.find("QuietMarkBenchmark.engine", "accounts", MILLION);
    Optional<JmhResult> scan = jmh.find("QuietMarkBenchmark.longScan", "accounts", MILLION);
    row(
        "a mark that harms nobody, isolated, 1,000,000",
        "≤ 10 ns, ≥ 100,000 × LongScan",
        engine.map(result -> Figures.nanos(result.cpuNanos())),
        engine.flatMap(
            e -> scan.map(s -> Figures.times(s.cpuNanos() / e.cpuNanos()) + " LongScan")),
        "a-quiet-mark");
  }

  /** A benchmark whose methods are engine and longScan, over as many accounts as it had most of. */
  private void cross(String what, String wanted, String benchmark) {
    Optional<JmhResult> engine = last(benchmark + ".engine");
    Optional<JmhResult> scan = last(benchmark + ".longScan");
    row(
        what,
        wanted,
        engine.map(
            result ->
                Figures.nanos(result.score() * result.nanosPerUnit())
                    + " "
                    + result.params().values()
                    + looks(result)),
        engine.flatMap(
            e -> scan.map(s -> Figures.times(cpuOfShots(s) / cpuOfShots(e)) + " LongScan")),
        "cross-accounts");
  }

  /**
   * Processor time of a benchmark. One whose shots count their own does so because setting up would
   * count otherwise; both sides of a ratio have as many shots.
   */
  private static double cpuOfShots(JmhResult result) {
    return result.secondary("cpuNanos").orElse(result.cpuNanos());
  }

  private static String looks(JmhResult result) {
    OptionalDouble looks = result.secondary("looks");
    double liquidations = result.secondary("liquidations").orElse(0);
    return looks.isPresent() && liquidations > 0
        ? ", " + Figures.number(looks.getAsDouble() / liquidations) + " looks a liquidation"
        : "";
  }

  private Optional<JmhResult> last(String name) {
    return jmh.all(name).stream().reduce((first, second) -> second);
  }

  private void positionChange() {
    row(
        "a position change with its triggers, 1,000 / 1,000,000 accounts",
        "≤ 150 ns p50",
        jmh.find("PositionChangeBenchmark.fill", "accounts", "1000")
            .flatMap(
                few ->
                    jmh.find("PositionChangeBenchmark.fill", "accounts", MILLION)
                        .map(
                            many ->
                                Figures.nanos(few.cpuNanos() / 2)
                                    + " / "
                                    + Figures.nanos(many.cpuNanos() / 2)
                                    + " mean, half a fill")),
        Optional.empty(),
        "a-position-change");
  }

  private void cascade() {
    row(
        "liquidations of one mark, up to takeover",
        "≥ 2 M/s",
        last("CascadeBenchmark.markToTakenOver")
            .flatMap(Targets::liquidationsPerSecond)
            .map(Figures::millions),
        last("CascadeBenchmark.markToForcedOrders")
            .flatMap(Targets::liquidationsPerSecond)
            .map(perSecond -> Figures.millions(perSecond) + " up to the forced order"),
        "a-cascade");
  }

  private static Optional<Double> liquidationsPerSecond(JmhResult result) {
    OptionalDouble liquidations = result.secondary("liquidations");
    OptionalDouble nanos = result.secondary("cpuNanos");
    return liquidations.isPresent() && nanos.isPresent()
        ? Optional.of(liquidations.getAsDouble() * 1e9 / nanos.getAsDouble())
        : Optional.empty();
  }

  private void chain() {
    row(
        "ring, journal, apply, event ring: p50, p99, p99.9 at 1 M/s",
        "≤ 1 µs, ≤ 5 µs, ≤ 20 µs",
        summary
            .run("quiet-marks", "page-cache")
            .map(
                run ->
                    three(run.get("latency"))
                        + " at "
                        + Figures.number(run.get("plannedPerSecond").asDouble())
                        + "/s"),
        Optional.of(
            "rings alone "
                + three(summary.floor().get("rings"))
                + "; timetable alone "
                + three(summary.floor().get("timetable"))),
        "the-chain");
  }

  private static String three(JsonNode percentiles) {
    return Figures.nanos(percentiles.get("p50").asDouble())
        + ", "
        + Figures.nanos(percentiles.get("p99").asDouble())
        + ", "
        + Figures.nanos(percentiles.get("p999").asDouble());
  }

  private void throughput(String what, String wanted, String journal) {
    double rings = summary.floor().get("ringsSaturatedPerSecond").asDouble();
    Optional<Double> saturated =
        summary.run("quiet-marks", journal).map(run -> run.get("saturatedPerSecond").asDouble());
    row(
        "the same chain, " + what,
        wanted,
        saturated.map(Figures::millions),
        saturated.map(
            perSecond ->
                Figures.number(100 * perSecond / rings)
                    + " % of the rings alone ("
                    + Figures.millions(rings)
                    + ")"),
        "the-chain");
  }

  private void replay() {
    Optional<JmhResult> verified = jmh.find("ReplayBenchmark.replay", "verify", "true");
    Optional<JmhResult> plain = jmh.find("ReplayBenchmark.replay", "verify", "false");
    row(
        "replay, every event compared",
        "≥ 5 M events/s",
        verified.map(Targets::eventsPerSecond).map(Figures::millions),
        plain
            .map(Targets::eventsPerSecond)
            .map(perSecond -> Figures.millions(perSecond) + " without comparing"),
        "replay");
  }

  private void snapshotStart() {
    Optional<JmhResult> start = jmh.find("SnapshotStartBenchmark.start", "accounts", MILLION);
    Optional<JmhResult> replay = jmh.find("SnapshotStartBenchmark.replay", "accounts", MILLION);
    row(
        "start from a snapshot, 1,000,000 accounts",
        "≤ 2 s",
        start.map(result -> Figures.nanos(result.score() * result.nanosPerUnit())),
        start.map(
            result ->
                "reading the file alone "
                    + Figures.nanos(perShot(result, "readNanos"))
                    + replay
                        .map(all -> ", replay " + Figures.nanos(all.score() * all.nanosPerUnit()))
                        .orElse("")
                    + "; taking it "
                    + Figures.nanos(perShot(result, "takeNanos"))),
        "snapshots");
  }

  private static double perShot(JmhResult result, String counter) {
    return result.secondary(counter).orElse(0) / result.secondary("shots").orElse(1);
  }

  private static double eventsPerSecond(JmhResult result) {
    return result.secondary("events").orElse(0) * 1e9 / result.secondary("nanos").orElse(1);
  }

  private void markToForcedOrder() {
    Optional<JsonNode> run = summary.run("cascade", "page-cache");
    row(
        "mark to forced order in a cascade: p50, p99, p99.9",
        "a histogram",
        run.map(node -> node.get("markToForcedOrder")).map(Targets::three),
        run.map(node -> "idle thread " + three(node.get("hiccups"))),
        "a-cascade");
  }

  private void allocation() {
    row(
        "garbage a mark / a fill",
        "0 bytes",
        jmh.find("QuietMarkBenchmark.engine", "accounts", "1000")
            .flatMap(Targets::bytes)
            .flatMap(
                mark ->
                    jmh.find("PositionChangeBenchmark.fill", "accounts", "1000")
                        .flatMap(Targets::bytes)
                        .map(fill -> mark + " / " + fill + " bytes")),
        Optional.of("the least object has 16"),
        "memory");
  }

  private static Optional<String> bytes(JmhResult result) {
    OptionalDouble bytes = result.secondary("gc.alloc.rate.norm");
    return bytes.isPresent() ? Optional.of(Figures.number(bytes.getAsDouble())) : Optional.empty();
  }

  private void funding() {
    Optional<JmhResult> slice = jmh.find("FundingSliceBenchmark.slice", "accounts", MILLION);
    row(
        "a slice of funding, 1,000,000: p50, p99, longest",
        "no pause above 1 ms",
        slice.map(
            result ->
                Figures.nanos(result.percentileNanos(50).orElse(0))
                    + ", "
                    + Figures.nanos(result.percentileNanos(99).orElse(0))
                    + ", "
                    + Figures.nanos(result.percentileNanos(100).orElse(0))),
        Optional.empty(),
        "funding");
  }

  private void row(
      String what,
      String wanted,
      Optional<String> measured,
      Optional<String> baseline,
      String section) {
    String where = "[performance.md](performance.md#" + section + ")";
    table.row(what, wanted, measured.orElse(NOT_MEASURED), baseline.orElse(""), where);
  }
}
