package io.plimsoll.bench.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What JMH wrote with {@code -rf json}. */
record JmhResults(List<JmhResult> all) {
  static JmhResults read(List<Path> files) throws IOException {
    List<JmhResult> results = new ArrayList<>();
    for (Path file : files) {
      for (JsonNode node : new ObjectMapper().readTree(file.toFile())) {
        results.add(result(node));
      }
    }
    return new JmhResults(List.copyOf(results));
  }

  /**
   * A line.
   *
   * @param name class and method
   * @param params that it must have, name and value in turn
   */
  Optional<JmhResult> find(String name, String... params) {
    return all.stream()
        .filter(result -> result.name().equals(name) && matches(result, params))
        .findFirst();
  }

  /** All lines of a method, in order. */
  List<JmhResult> all(String name) {
    return all.stream().filter(result -> result.name().equals(name)).toList();
  }

  private static boolean matches(JmhResult result, String... params) {
    for (int i = 0; i < params.length; i += 2) {
      if (!params[i + 1].equals(result.params().get(params[i]))) {
        return false;
      }
    }
    return true;
  }

  private static JmhResult result(JsonNode node) {
    JsonNode metric = node.get("primaryMetric");
    String name = node.get("benchmark").asText();
    int method = name.lastIndexOf('.');
    int classAndMethod = name.lastIndexOf('.', method - 1) + 1;
    Map<String, String> params = new TreeMap<>();
    node.path("params").properties().forEach(e -> params.put(e.getKey(), e.getValue().asText()));
    Map<Double, Double> percentiles = new TreeMap<>();
    if (node.get("mode").asText().equals("sample")) {
      metric
          .get("scorePercentiles")
          .properties()
          .forEach(e -> percentiles.put(Double.valueOf(e.getKey()), e.getValue().asDouble()));
    }
    Map<String, Double> secondary = new TreeMap<>();
    node.path("secondaryMetrics")
        .properties()
        .forEach(e -> secondary.put(label(e.getKey()), e.getValue().get("score").asDouble()));
    return new JmhResult(
        name.substring(classAndMethod),
        node.get("mode").asText(),
        params,
        metric.get("score").asDouble(),
        metric.get("scoreError").asDouble(Double.NaN),
        metric.get("scoreUnit").asText(),
        percentiles,
        secondary);
  }

  /** JMH marks the profilers' own scores with a dot in front. */
  private static String label(String key) {
    return key.startsWith("\u00b7") ? key.substring(1) : key;
  }
}
