package io.plimsoll.protocol.text;

import io.plimsoll.protocol.schema.EnumModel;
import io.plimsoll.protocol.schema.FieldModel;
import io.plimsoll.protocol.schema.GroupModel;
import io.plimsoll.protocol.schema.MessageModel;
import io.plimsoll.protocol.schema.SchemaModel;
import java.util.List;
import java.util.Optional;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * Every message as one JSON object on one line, and back; bytes to text to bytes gives the same
 * bytes, whatever they are. Integers are exact. The form is described in docs/protocol.md. Holds no
 * state, for any number of threads.
 */
public final class MessageText {
  static final String TYPE = "type";
  static final String UNKNOWN = "Unknown";
  static final String HEX = "hex";

  private MessageText() {}

  /**
   * Appends the text form of a message, without a line end.
   *
   * @param buffer holds the message
   * @param offset of the message header
   * @param length of header and body, in bytes
   * @param out takes the text
   */
  public static void append(DirectBuffer buffer, int offset, int length, StringBuilder out) {
    Optional<MessageModel> known = SchemaModel.get().identify(buffer, offset, length);
    if (known.isEmpty()) {
      out.append("{\"type\":\"Unknown\",\"hex\":\"");
      Hex.append(buffer, offset, length, out);
      out.append("\"}");
      return;
    }
    MessageModel message = known.get();
    out.append("{\"type\":\"").append(message.name()).append('"');
    for (FieldModel field : message.fields()) {
      out.append(',');
      appendField(field, buffer, message.bodyOffset(offset), out);
    }
    int groupOffset = message.groupsOffset(offset);
    for (GroupModel group : message.groups()) {
      int count = group.count(buffer, groupOffset);
      appendGroup(group, count, buffer, groupOffset, out);
      groupOffset = group.entryOffset(groupOffset, count);
    }
    out.append('}');
  }

  /**
   * Encodes a message from its text form. The order of the members does not matter; each must be
   * there once, and no others.
   *
   * @param json one JSON object, with nothing but blanks around it
   * @param out takes the message, and must have room for it; after an error its content is
   *     undefined
   * @param offset where the message header goes
   * @return the length of header and body, in bytes
   * @throws MessageTextException if the text is not the text form of a message
   */
  public static int parse(CharSequence json, MutableDirectBuffer out, int offset) {
    return MessageParser.parse(json, out, offset);
  }

  private static void appendGroup(
      GroupModel group, int count, DirectBuffer buffer, int groupOffset, StringBuilder out) {
    out.append(",\"").append(group.name()).append("\":[");
    List<FieldModel> fields = group.fields();
    for (int i = 0; i < count; i++) {
      out.append(i == 0 ? "{" : ",{");
      for (int j = 0; j < fields.size(); j++) {
        if (j > 0) {
          out.append(',');
        }
        appendField(fields.get(j), buffer, group.entryOffset(groupOffset, i), out);
      }
      out.append('}');
    }
    out.append(']');
  }

  private static void appendField(
      FieldModel field, DirectBuffer buffer, int blockOffset, StringBuilder out) {
    out.append('"').append(field.name()).append("\":");
    int index = blockOffset + field.offset();
    switch (field.kind()) {
      case INTEGER -> out.append(field.getLong(buffer, blockOffset));
      case ENUM -> appendEnum(field, field.getLong(buffer, blockOffset), out);
      case SYMBOL -> appendSymbol(buffer, index, field.size(), out);
      case BYTES -> {
        out.append('"');
        Hex.append(buffer, index, field.size(), out);
        out.append('"');
      }
    }
  }

  private static void appendEnum(FieldModel field, long raw, StringBuilder out) {
    Optional<EnumModel.Value> value = field.enumeration().orElseThrow().ofRaw(raw);
    if (value.isPresent()) {
      out.append('"').append(value.get().name()).append('"');
    } else {
      out.append(raw);
    }
  }

  private static void appendSymbol(DirectBuffer buffer, int index, int size, StringBuilder out) {
    if (!Symbols.isPlain(buffer, index, size)) {
      out.append("{\"hex\":\"");
      Hex.append(buffer, index, size, out);
      out.append("\"}");
      return;
    }
    out.append('"');
    for (int i = index; i < index + size && buffer.getByte(i) != 0; i++) {
      char c = (char) buffer.getByte(i);
      if (c == '"' || c == '\\') {
        out.append('\\');
      }
      out.append(c);
    }
    out.append('"');
  }
}
