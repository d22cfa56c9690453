package io.plimsoll.tools.bench.output;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.plimsoll.tools.bench.BenchResult;
import io.plimsoll.tools.bench.BenchSettings;
import io.plimsoll.tools.bench.RampStep;
import io.plimsoll.tools.bench.ReplaySpeed;
import io.plimsoll.tools.bench.RunResult;
import io.plimsoll.tools.bench.RunSpec;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;

/** All figures of a bench, for programs. Times are in nanoseconds. */
public final class BenchJson {
  private static final ObjectMapper MAPPER =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private BenchJson() {}

  /**
   * Writes the file.
   *
   * @param file where
   * @param command that was given
   * @param at when it began
   * @param machine what it ran on
   * @param settings how it ran
   * @param result what came of it
   * @throws IOException if it cannot be written
   */
  public static void write(
      Path file,
      String command,
      Instant at,
      Machine machine,
      BenchSettings settings,
      BenchResult result)
      throws IOException {
    ObjectNode root = MAPPER.createObjectNode();
    root.put("command", command).put("at", at.toString());
    root.set("machine", MAPPER.valueToTree(machine));
    root.putObject("settings")
        .put("accounts", settings.accounts())
        .put("rateWanted", settings.rate().orElse(BenchSettings.RATE_WANTED))
        .put("warmUpSeconds", settings.warmUpSeconds())
        .put("seconds", settings.seconds())
        .put("syncEvery", settings.syncEvery())
        .put("idleStrategy", settings.idleStrategy())
        .put("pins", settings.pins().map(Object::toString).orElse("none"));
    ObjectNode floor = root.putObject("floor");
    floor
        .put("plannedPerSecond", result.floor().plannedPerSecond())
        .put("ringsKept", result.floor().ringsKept())
        .put("ringsSaturatedPerSecond", result.floor().ringsSaturatedPerSecond());
    floor.set("timetable", MAPPER.valueToTree(Percentiles.of(result.floor().alone())));
    floor.set("rings", MAPPER.valueToTree(Percentiles.of(result.floor().rings())));
    ArrayNode runs = root.putArray("runs");
    result.runs().forEach(run -> add(runs.addObject(), run));
    ArrayNode replays = root.putArray("replays");
    result.replays().forEach(replay -> add(replays.addObject(), replay));
    ArrayNode ramp = root.putArray("ramp");
    result.ramp().forEach(step -> add(ramp.addObject(), step));
    MAPPER.writeValue(file.toFile(), root);
  }

  private static ObjectNode add(ObjectNode node, RunSpec spec) {
    return node.put("scenario", spec.scenario().toString())
        .put("journal", spec.journal().toString())
        .put("ring", spec.ring().toString());
  }

  private static void add(ObjectNode node, RunResult run) {
    add(node, run.spec())
        .put("saturatedPerSecond", run.saturatedPerSecond())
        .put("plannedPerSecond", run.plannedPerSecond())
        .put("achievedPerSecond", run.achievedPerSecond())
        .put("kept", run.kept())
        .put("commands", run.commands())
        .put("events", run.events());
    node.set("latency", MAPPER.valueToTree(Percentiles.of(run.latencies())));
    node.set("hiccups", MAPPER.valueToTree(Percentiles.of(run.hiccups())));
    if (run.markToOrder().getTotalCount() > 0) {
      node.set("markToForcedOrder", MAPPER.valueToTree(Percentiles.of(run.markToOrder())));
    }
  }

  private static void add(ObjectNode node, ReplaySpeed replay) {
    node.put("scenario", replay.scenario().toString())
        .put("commands", replay.commands())
        .put("events", replay.events())
        .put("nanos", replay.nanos())
        .put("eventsPerSecond", replay.eventsPerSecond())
        .put("commandsPerSecond", replay.commandsPerSecond());
  }

  private static void add(ObjectNode node, RampStep step) {
    add(node, step.spec())
        .put("plannedPerSecond", step.plannedPerSecond())
        .put("achievedPerSecond", step.achievedPerSecond())
        .put("kept", step.kept())
        .set("latency", MAPPER.valueToTree(Percentiles.of(step.latencies())));
  }
}
