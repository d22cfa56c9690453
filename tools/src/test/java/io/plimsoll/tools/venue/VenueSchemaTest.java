package io.plimsoll.tools.venue;

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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The published JSON Schema and the reader say yes and no to the same files. */
class VenueSchemaTest {
  private static final YAMLMapper YAML =
      YAMLMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
          .build();
  private static final Schema SCHEMA =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
          .getSchema(VenueFiles.schema(), InputFormat.JSON);

  private static List<String> wrongBySchema(JsonNode file) {
    return SCHEMA.validate(file.toString(), InputFormat.JSON).stream()
        .map(Object::toString)
        .toList();
  }

  /** What the reader says; empty if it takes the file. */
  private static String wrongByReader(JsonNode file) throws IOException {
    try {
      VenueReader.read(YAML.writeValueAsString(file), "file.yaml", "file");
      return "";
    } catch (UserError e) {
      return e.getMessage();
    }
  }

  static Stream<String> builtIn() {
    return Stream.concat(VenueFiles.PROFILES.stream(), VenueFiles.BUILT_IN.stream());
  }

  @ParameterizedTest
  @MethodSource("builtIn")
  void schemaTakesEveryBuiltInFile(String name) throws IOException {
    assertEquals(List.of(), wrongBySchema(YAML.readTree(VenueFiles.text(name))));
  }

  @Test
  void schemaTakesEveryExampleOfThePage() throws IOException {
    String page = Files.readString(Path.of("../docs/venue-files.md"));
    List<String> blocks =
        Arrays.stream(page.substring(page.indexOf("## Examples")).split("\n(?! {4}|\n)", -1))
            .map(block -> block.lines().filter(l -> l.startsWith("    ") || l.isBlank()).toList())
            .map(lines -> String.join("\n", lines).stripIndent())
            .filter(block -> !block.isBlank())
            .toList();

    assertTrue(blocks.size() >= 6, blocks.toString());
    for (String block : blocks) {
      assertEquals(List.of(), wrongBySchema(YAML.readTree(block)), block);
    }
  }

  /**
   * Each key of each profile in turn is misspelt, and its value replaced by one of the wrong kind:
   * both refuse it, or, where any text will do, both take it.
   */
  @ParameterizedTest
  @MethodSource("builtIn")
  void schemaAndReaderAgreeOnEveryKey(String name) throws IOException {
    JsonNode file = YAML.readTree(VenueFiles.text(name));
    List<String> tried = new ArrayList<>();

    forEachKey(
        file,
        (parent, key) -> {
          JsonNode value = parent.get(key);
          try {
            parent.remove(key);
            parent.set(key + "X", value);
            agree(file, key + " misspelt", tried);
            parent.remove(key + "X");
            for (String wrong : List.of("[[]]", "{\"no\": {}}", "\"?\"", "\"-3 %\"", "\"1,5\"")) {
              parent.set(key, new ObjectMapper().readTree(wrong));
              agree(file, key + " is " + wrong, tried);
            }
            parent.set(key, value);
          } catch (IOException e) {
            throw new AssertionError(e);
          }
        });

    assertTrue(tried.size() > 20, tried.toString());
  }

  private static void agree(JsonNode file, String what, List<String> tried) throws IOException {
    tried.add(what);
    List<String> schema = wrongBySchema(file);
    String reader = wrongByReader(file);
    // Which ids there are, and whether all is covered, no schema can tell.
    boolean beyondSchema =
        reader.contains("neither source nor assumption")
            || reader.contains("cited nowhere")
            || reader.contains("id of a reference")
            || reader.contains("is no key of the section")
            || reader.contains("that no other")
            || reader.contains("of the first instrument")
            || reader.contains("expected one of fund")
            || reader.contains("has a source too");
    if (!beyondSchema) {
      assertEquals(
          reader.isEmpty(), schema.isEmpty(), what + "; reader: " + reader + "; schema: " + schema);
    }
  }

  private interface Visit {
    void key(ObjectNode parent, String key);
  }

  private static void forEachKey(JsonNode node, Visit visit) {
    if (node instanceof ArrayNode array) {
      // Entries are alike: the first and the last stand for all.
      List.of(0, array.size() - 1).stream()
          .filter(i -> i >= 0)
          .distinct()
          .forEach(i -> forEachKey(array.get(i), visit));
    } else if (node instanceof ObjectNode object) {
      List<String> keys = new ArrayList<>();
      object.fieldNames().forEachRemaining(keys::add);
      Consumer<String> both =
          key -> {
            visit.key(object, key);
            if (!Provenance.KEYS.contains(key)) {
              forEachKey(object.get(key), visit);
            }
          };
      keys.forEach(both);
    }
  }
}
