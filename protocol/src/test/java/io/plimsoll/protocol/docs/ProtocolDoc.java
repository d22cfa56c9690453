package io.plimsoll.protocol.docs;

import io.plimsoll.protocol.Messages;
import io.plimsoll.protocol.schema.EnumModel;
import io.plimsoll.protocol.schema.FieldModel;
import io.plimsoll.protocol.schema.FieldModel.Kind;
import io.plimsoll.protocol.schema.GroupModel;
import io.plimsoll.protocol.schema.MessageModel;
import io.plimsoll.protocol.schema.SchemaModel;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.function.IntPredicate;

/** Writes docs/protocol.md: the introduction, then what the schema says, as tables. */
final class ProtocolDoc {
  private static final String INTRODUCTION = "/io/plimsoll/protocol/docs/protocol-introduction.md";

  private final SchemaModel schema = SchemaModel.get();
  private final StringBuilder out = new StringBuilder();

  private ProtocolDoc() {}

  static String text() {
    return new ProtocolDoc().write();
  }

  private String write() {
    out.append(introduction());
    contents("Commands", Messages::isCommand);
    contents("Events", id -> !Messages.isCommand(id));
    line("Enums: " + String.join(", ", schema.enums().stream().map(ProtocolDoc::link).toList()));
    messages("Commands", Messages::isCommand);
    messages("Events", id -> !Messages.isCommand(id));
    line("");
    line("## Enums");
    schema.enums().forEach(this::enumeration);
    return out.toString();
  }

  private String introduction() {
    try (InputStream in = ProtocolDoc.class.getResourceAsStream(INTRODUCTION)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .replace("${id}", Integer.toString(schema.id()))
          .replace("${version}", Integer.toString(schema.version()))
          .replace("${header}", Integer.toString(Messages.HEADER_LENGTH))
          .replace("${max}", String.format(Locale.ROOT, "%,d", Messages.MAX_LENGTH));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<MessageModel> messages(IntPredicate wanted) {
    return schema.messages().stream().filter(it -> wanted.test(it.templateId())).toList();
  }

  private void contents(String title, IntPredicate wanted) {
    List<String> links =
        messages(wanted).stream()
            .map(message -> "[" + message.name() + "](#" + anchor(message.name()) + ")")
            .toList();
    line(title + ": " + String.join(", ", links));
    line("");
  }

  private void messages(String title, IntPredicate wanted) {
    line("");
    line("## " + title);
    messages(wanted).forEach(this::message);
  }

  private void message(MessageModel message) {
    line("");
    line("### " + message.name());
    line("");
    line(cell(message.description()));
    line("");
    line("Template id " + message.templateId() + ", block length " + message.blockLength() + ".");
    line("");
    fields(message.fields());
    for (GroupModel group : message.groups()) {
      line("");
      line(
          "Then the group `"
              + group.name()
              + "` (id "
              + group.id()
              + "), "
              + group.blockLength()
              + " bytes an entry: "
              + cell(group.description()));
      line("");
      fields(group.fields());
    }
  }

  private void fields(List<FieldModel> fields) {
    line("| field | id | type | offset | unit | |");
    line("| --- | --- | --- | --- | --- | --- |");
    for (FieldModel field : fields) {
      row(
          "`" + field.name() + "`",
          Integer.toString(field.id()),
          type(field),
          Integer.toString(field.offset()),
          field.semanticType(),
          cell(field.description()));
    }
  }

  private static String type(FieldModel field) {
    if (field.kind() == Kind.INTEGER) {
      return field.typeName();
    }
    return field
        .enumeration()
        .map(ProtocolDoc::link)
        .orElseGet(() -> "[" + field.typeName() + "](#text-form)");
  }

  private void enumeration(EnumModel model) {
    line("");
    line("### " + model.name());
    line("");
    line(
        cell(model.description())
            + " Written as "
            + model.encoding().name().toLowerCase(Locale.ROOT)
            + ".");
    line("");
    line("| value | raw | |");
    line("| --- | --- | --- |");
    for (EnumModel.Value value : model.values()) {
      row("`" + value.name() + "`", Long.toString(value.raw()), cell(value.description()));
    }
  }

  private static String link(EnumModel model) {
    return "[" + model.name() + "](#" + anchor(model.name()) + ")";
  }

  private static String anchor(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  /** What would end a table cell or start a tag is escaped. */
  private static String cell(String text) {
    return text.replace("|", "\\|").replace("<", "&lt;");
  }

  private void row(String... cells) {
    line("| " + String.join(" | ", cells) + " |");
  }

  private void line(String text) {
    out.append(text).append('\n');
  }
}
