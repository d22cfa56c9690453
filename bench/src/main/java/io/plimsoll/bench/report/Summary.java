package io.plimsoll.bench.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What {@code plimsoll bench} wrote into summary.json. */
record Summary(JsonNode root) {
  static Summary read(Path file) throws IOException {
    return new Summary(new ObjectMapper().readTree(file.toFile()));
  }

  JsonNode machine() {
    return root.get("machine");
  }

  JsonNode settings() {
    return root.get("settings");
  }

  JsonNode floor() {
    return root.get("floor");
  }

  List<JsonNode> list(String name) {
    List<JsonNode> nodes = new ArrayList<>();
    root.get(name).forEach(nodes::add);
    return nodes;
  }

  Optional<JsonNode> run(String scenario, String journal) {
    return list("runs").stream()
        .filter(
            run ->
                run.get("scenario").asText().equals(scenario)
                    && run.get("journal").asText().equals(journal))
        .findFirst();
  }

  Optional<JsonNode> replay(String scenario) {
    return list("replays").stream()
        .filter(replay -> replay.get("scenario").asText().equals(scenario))
        .findFirst();
  }
}
