package io.plimsoll.tools.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.plimsoll.tools.UserError;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The published JSON Schema and the reader say yes and no to the same scenario files. */
class ScenarioSchemaTest {
  private static final YAMLMapper YAML =
      YAMLMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
          .build();
  private static final Schema SCHEMA =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
          .getSchema(ScenarioFiles.schema(), InputFormat.JSON);

  /** Sections whose keys are no names of the format, or the venue's. */
  private static final Set<String> NOT_INTO = Set.of("venue", "sources", "assumptions");

  static List<String> bundled() {
    return ScenarioFiles.BUNDLED;
  }

  private static List<String> wrongBySchema(JsonNode file) {
    return SCHEMA.validate(file.toString(), InputFormat.JSON).stream()
        .map(Object::toString)
        .toList();
  }

  /** What the reader says; empty if it takes the file. */
  private static String wrongByReader(JsonNode file) throws IOException {
    try {
      ScenarioReader.read(
          YAML.writeValueAsString(file), "file.yaml", "file", new ScenarioFolder(Optional.empty()));
      return "";
    } catch (UserError e) {
      return e.getMessage();
    }
  }

  @ParameterizedTest
  @MethodSource("bundled")
  void schemaTakesEveryBundledFile(String name) throws IOException {
    assertEquals(List.of(), wrongBySchema(YAML.readTree(ScenarioFiles.text(name))));
  }

  /** Each key in turn is misspelt, and its value replaced by one of the wrong kind. */
  @ParameterizedTest
  @MethodSource("bundled")
  void schemaAndReaderAgreeOnEveryKey(String name) throws IOException {
    JsonNode file = YAML.readTree(ScenarioFiles.text(name));
    List<String> tried = new ArrayList<>();

    everyKey(file, file, tried);

    assertTrue(tried.size() > 20, tried.toString());
  }

  private static void everyKey(JsonNode file, JsonNode node, List<String> tried)
      throws IOException {
    if (node instanceof ArrayNode array) {
      // Entries are alike: the first stands for all.
      if (!array.isEmpty()) {
        everyKey(file, array.get(0), tried);
      }
    } else if (node instanceof ObjectNode object) {
      List<String> keys = new ArrayList<>();
      object.fieldNames().forEachRemaining(keys::add);
      for (String key : keys) {
        JsonNode value = object.remove(key);
        object.set(key + "X", value);
        agree(file, key + " misspelt", tried);
        object.remove(key + "X");
        for (String wrong : List.of("[[]]", "{\"no\": {}}", "\"?\"")) {
          object.set(key, new ObjectMapper().readTree(wrong));
          agree(file, key + " is " + wrong, tried);
        }
        object.set(key, value);
        if (!NOT_INTO.contains(key)) {
          everyKey(file, value, tried);
        }
      }
    }
  }

  private static void agree(JsonNode file, String what, List<String> tried) throws IOException {
    tried.add(what);
    String reader = wrongByReader(file);
    // Which names there are, what sums to what, and what is covered, no schema can tell.
    boolean beyondSchema =
        reader.contains(": venue.") // Told by the schema of venue files.
            || reader.contains("neither source nor assumption")
            || reader.contains("cited nowhere")
            || reader.contains("id of a reference")
            || reader.contains("is no key of the section")
            || reader.contains("sum to 100 %")
            || reader.contains("expected symbols: ")
            || reader.contains("a venue: no venue named")
            || reader.contains("a contract of venue")
            || reader.contains("no tape named")
            || reader.contains("expected shares of ")
            || reader.contains("expected a crowd, or traders")
            || reader.contains("the symbol of an instrument above it")
            || reader.contains("as risk is what a stop would lose")
            || reader.contains("expected collateral: ")
            || reader.contains("as nothing counts as collateral")
            || reader.contains("sum to at most 100 %")
            || reader.contains("one of btcusdt");
    if (!beyondSchema) {
      List<String> schema = wrongBySchema(file);
      assertEquals(
          reader.isEmpty(), schema.isEmpty(), what + "; reader: " + reader + "; schema: " + schema);
    }
  }
}
