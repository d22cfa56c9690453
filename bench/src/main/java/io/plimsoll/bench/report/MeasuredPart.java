package io.plimsoll.bench.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The measured part of the page, as Markdown. */
final class MeasuredPart {
  private static final String[] PERCENTILES = {"p50", "p90", "p99", "p999", "p9999", "max"};

  private final JmhResults jmh;
  private final Summary summary;
  private final String command;
  private final String plots;
  private final StringBuilder out = new StringBuilder();

  /**
   * A part.
   *
   * @param jmh what JMH measured
   * @param summary what the harness measured
   * @param command that measured all
   * @param plots folder of the plots as the page links to it
   */
  MeasuredPart(JmhResults jmh, Summary summary, String command, String plots) {
    this.jmh = jmh;
    this.summary = summary;
    this.command = command;
    this.plots = plots;
  }

  String markdown() {
    head();
    section("Wanted and measured", new Targets(jmh, summary).table());
    scaling();
    latency();
    section("Sent as fast as they are taken", throughput());
    ramp();
    section("JMH's own figures", jmhTable());
    return out.toString();
  }

  private void head() {
    JsonNode machine = summary.machine();
    List<String> flags = new ArrayList<>();
    machine.get("flags").forEach(flag -> flags.add("`" + flag.asText() + "`"));
    line(
        "Measured "
            + summary.root().get("at").asText()
            + " by `"
            + command
            + "`, which wrote everything down to the end of this part.");
    line("");
    line(
        "Machine: "
            + machine.get("cpu").asText()
            + ", "
            + machine.get("cores").asText()
            + " cores (allowed: "
            + machine.get("allowedCores").asText()
            + "), "
            + Figures.number(machine.get("memoryMiB").asDouble())
            + " MiB, "
            + machine.get("os").asText()
            + ", transparent huge pages "
            + machine.get("hugePages").asText()
            + ", load average "
            + Figures.number(machine.get("load").asDouble())
            + " when the harness began. JDK "
            + machine.get("jdk").asText()
            + ", flags of the harness "
            + String.join(" ", flags)
            + ". Threads pinned: "
            + summary.settings().get("pins").asText()
            + "; idle strategy "
            + summary.settings().get("idleStrategy").asText()
            + ". A load average above 0 is other work on the same cores: compare columns, not days.");
  }

  private void scaling() {
    Table table = new Table("accounts", "engine", "LongScan", "LongScan : engine");
    for (JmhResult engine : jmh.all("ScalingBenchmark.engine")) {
      String accounts = engine.params().get("accounts");
      jmh.find("ScalingBenchmark.longScan", "accounts", accounts)
          .ifPresent(
              scan ->
                  table.row(
                      String.format(Locale.ROOT, "%,d", Long.parseLong(accounts)),
                      Figures.nanos(engine.cpuNanos()),
                      Figures.nanos(scan.cpuNanos()),
                      Figures.number(scan.cpuNanos() / engine.cpuNanos())));
    }
    if (!table.isEmpty()) {
      section("A mark that harms nobody, over the number of accounts", table);
      line("");
      line("![Time of a quiet mark over the number of accounts](" + plots + "/scaling.png)");
    }
  }

  private void latency() {
    line("");
    line("### From the planned time of a command to its answer");
    line("");
    line(
        "Command ring, decode, journal, apply, event ring; two threads; "
            + Figures.number(summary.settings().get("accounts").asDouble())
            + " accounts. Below each run, how late a thread woke that only slept meanwhile.");
    Table table = latencyTable();
    JsonNode floor = summary.floor();
    String rate = Figures.number(floor.get("plannedPerSecond").asDouble());
    percentiles(table, "timetable alone", rate, floor.get("timetable"));
    String rings = "rings alone" + (floor.get("ringsKept").asBoolean() ? "" : " (fell behind)");
    percentiles(table, rings, rate, floor.get("rings"));
    Table forced = latencyTable();
    for (JsonNode run : summary.list("runs")) {
      String name = name(run) + (run.get("kept").asBoolean() ? "" : " (fell behind)");
      String planned = Figures.number(run.get("plannedPerSecond").asDouble());
      percentiles(table, name, planned, run.get("latency"));
      percentiles(table, "– idle thread", "", run.get("hiccups"));
      if (run.has("markToForcedOrder")) {
        percentiles(forced, name, planned, run.get("markToForcedOrder"));
      }
    }
    line("");
    out.append(table);
    plots();
    if (!forced.isEmpty()) {
      section("From the planned time of the mark that caused it to a forced order", forced);
    }
  }

  private static Table latencyTable() {
    return new Table("", "a second", "p50", "p90", "p99", "p99.9", "p99.99", "max");
  }

  private static String name(JsonNode run) {
    return run.get("scenario").asText()
        + ", journal "
        + run.get("journal").asText()
        + ", "
        + run.get("ring").asText();
  }

  private static void percentiles(Table table, String name, String rate, JsonNode values) {
    String[] cells = new String[2 + PERCENTILES.length];
    cells[0] = name;
    cells[1] = rate;
    for (int i = 0; i < PERCENTILES.length; i++) {
      cells[2 + i] = Figures.nanos(values.get(PERCENTILES[i]).asDouble());
    }
    table.row(cells);
  }

  private void plots() {
    summary.list("runs").stream()
        .map(run -> run.get("scenario").asText())
        .distinct()
        .forEach(
            scenario -> {
              line("");
              line("![Percentiles of " + scenario + "](" + plots + "/" + scenario + ".png)");
            });
  }

  private Table throughput() {
    double rings = summary.floor().get("ringsSaturatedPerSecond").asDouble();
    Table table = new Table("", "commands a second", "of the rings alone");
    table.row("rings alone, one-to-one", Figures.millions(rings), "100 %");
    for (JsonNode run : summary.list("runs")) {
      double saturated = run.get("saturatedPerSecond").asDouble();
      if (saturated > 0) {
        table.row(
            name(run), Figures.millions(saturated), Figures.number(100 * saturated / rings) + " %");
      }
    }
    for (JsonNode replay : summary.list("replays")) {
      table.row(
          "replay of " + replay.get("scenario").asText() + ", every event compared",
          Figures.millions(replay.get("commandsPerSecond").asDouble())
              + ", "
              + Figures.millions(replay.get("eventsPerSecond").asDouble())
              + " events",
          "");
    }
    return table;
  }

  private void ramp() {
    Table table = new Table("ramp", "a second", "kept", "p50", "p99", "p99.9", "max");
    for (JsonNode step : summary.list("ramp")) {
      JsonNode latency = step.get("latency");
      table.row(
          name(step),
          Figures.number(step.get("plannedPerSecond").asDouble()),
          step.get("kept").asBoolean() ? "yes" : "no",
          Figures.nanos(latency.get("p50").asDouble()),
          Figures.nanos(latency.get("p99").asDouble()),
          Figures.nanos(latency.get("p999").asDouble()),
          Figures.nanos(latency.get("max").asDouble()));
    }
    if (!table.isEmpty()) {
      section("Where it saturates", table);
    }
  }

  private Table jmhTable() {
    Table table = new Table("benchmark", "parameters", "mode", "score", "±", "unit", "cpu");
    for (JmhResult result : jmh.all()) {
      table.row(
          result.name(),
          String.join(" ", result.params().values()),
          result.mode(),
          Figures.number(result.score()),
          Double.isNaN(result.error()) ? "" : Figures.number(result.error()),
          result.unit(),
          result.secondary("cpu").isPresent()
              ? Figures.nanos(result.secondary("cpu").getAsDouble())
              : "");
    }
    return table;
  }

  private void section(String title, Table table) {
    line("");
    line("### " + title);
    line("");
    out.append(table);
  }

  private void line(String text) {
    out.append(text).append('\n');
  }
}
