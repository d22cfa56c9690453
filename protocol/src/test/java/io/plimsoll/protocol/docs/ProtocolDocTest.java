package io.plimsoll.protocol.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plimsoll.protocol.schema.FieldModel;
import io.plimsoll.protocol.schema.SchemaModel;
import io.plimsoll.protocol.text.MessageText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.agrona.ExpandableArrayBuffer;
import org.junit.jupiter.api.Test;

class ProtocolDocTest {
  private static final String COMMAND =
      "mvn -pl protocol test -Dtest=ProtocolDocTest -Dplimsoll.docs.write=true";
  private static final Path PAGE =
      Path.of(System.getProperty("basedir", ".")).resolve("../docs/protocol.md");

  @Test
  void thePageIsWhatTheSchemaSays() throws IOException {
    String expected = ProtocolDoc.text();
    if (Boolean.getBoolean("plimsoll.docs.write")) {
      Files.writeString(PAGE, expected);
    }

    String actual = Files.exists(PAGE) ? Files.readString(PAGE) : "";

    assertTrue(
        expected.equals(actual),
        "docs/protocol.md is not what the schema says; write it anew: " + COMMAND);
  }

  @Test
  void everyUnitOfTheSchemaIsExplained() {
    String page = ProtocolDoc.text();

    SchemaModel.get().messages().stream()
        .flatMap(
            message ->
                Stream.concat(
                    message.fields().stream(),
                    message.groups().stream().flatMap(group -> group.fields().stream())))
        .map(FieldModel::semanticType)
        .filter(unit -> !unit.isEmpty())
        .distinct()
        .forEach(unit -> assertTrue(page.contains("\n| " + unit + " | "), unit));
  }

  @Test
  void theExamplesOfThePageAreTextForms() {
    List<String> examples =
        ProtocolDoc.text().lines().map(String::strip).filter(it -> it.startsWith("{\"")).toList();

    assertTrue(examples.size() >= 3);
    for (String example : examples) {
      ExpandableArrayBuffer buffer = new ExpandableArrayBuffer();
      int length = MessageText.parse(example, buffer, 0);
      StringBuilder text = new StringBuilder();
      MessageText.append(buffer, 0, length, text);
      assertEquals(example, text.toString());
    }
  }
}
