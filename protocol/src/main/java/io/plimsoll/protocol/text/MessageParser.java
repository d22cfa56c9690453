package io.plimsoll.protocol.text;

import io.plimsoll.protocol.schema.EnumModel;
import io.plimsoll.protocol.schema.FieldModel;
import io.plimsoll.protocol.schema.GroupModel;
import io.plimsoll.protocol.schema.MessageModel;
import io.plimsoll.protocol.schema.Primitive;
import io.plimsoll.protocol.schema.SchemaModel;
import io.plimsoll.protocol.text.JsonValue.Array;
import io.plimsoll.protocol.text.JsonValue.Literal;
import io.plimsoll.protocol.text.JsonValue.Member;
import io.plimsoll.protocol.text.JsonValue.Struct;
import io.plimsoll.protocol.text.JsonValue.Text;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.agrona.MutableDirectBuffer;

/** Encodes a message from the JSON object that is its text form. */
final class MessageParser {
  private static final Pattern INTEGER = Pattern.compile("0|-?[1-9][0-9]*");

  private final MutableDirectBuffer out;

  private MessageParser(MutableDirectBuffer out) {
    this.out = out;
  }

  static int parse(CharSequence json, MutableDirectBuffer out, int offset) {
    Struct struct = JsonReader.read(json);
    String type = text(MessageText.TYPE, find(struct, MessageText.TYPE, MessageText.TYPE));
    if (type.equals(MessageText.UNKNOWN)) {
      return new MessageParser(out).unknown(struct, offset);
    }
    Optional<MessageModel> message = SchemaModel.get().message(type);
    if (message.isEmpty()) {
      int position = find(struct, MessageText.TYPE, MessageText.TYPE).position();
      throw new MessageTextException(
          MessageText.TYPE, position, "no message is called '" + type + "'");
    }
    return new MessageParser(out).message(message.get(), struct, offset);
  }

  private int unknown(Struct struct, int offset) {
    for (Member member : struct.members()) {
      if (!member.name().equals(MessageText.TYPE) && !member.name().equals(MessageText.HEX)) {
        throw unknownField(member, member.name(), MessageText.UNKNOWN);
      }
    }
    String hex = hex(MessageText.HEX, find(struct, MessageText.HEX, MessageText.HEX));
    Hex.put(hex, out, offset);
    return hex.length() / 2;
  }

  private int message(MessageModel message, Struct struct, int offset) {
    for (Member member : struct.members()) {
      String name = member.name();
      if (!name.equals(MessageText.TYPE)
          && message.field(name).isEmpty()
          && message.groups().stream().noneMatch(group -> group.name().equals(name))) {
        throw unknownField(member, name, message.name());
      }
    }
    message.putHeader(out, offset);
    for (FieldModel field : message.fields()) {
      putField(
          field,
          field.name(),
          find(struct, field.name(), field.name()),
          message.bodyOffset(offset));
    }
    int end = message.groupsOffset(offset);
    for (GroupModel group : message.groups()) {
      end = putGroup(group, find(struct, group.name(), group.name()), end);
    }
    return end - offset;
  }

  private int putGroup(GroupModel group, JsonValue value, int groupOffset) {
    if (!(value instanceof Array array)) {
      throw new MessageTextException(group.name(), value.position(), "an array expected");
    }
    List<JsonValue> entries = array.items();
    if (entries.size() > GroupModel.ENTRIES_MAX) {
      throw new MessageTextException(
          group.name(), value.position(), "more than " + GroupModel.ENTRIES_MAX + " entries");
    }
    group.putHeader(out, groupOffset, entries.size());
    for (int i = 0; i < entries.size(); i++) {
      String path = group.name() + "[" + i + "]";
      if (!(entries.get(i) instanceof Struct entry)) {
        throw new MessageTextException(path, entries.get(i).position(), "an object expected");
      }
      putEntry(group, path, entry, group.entryOffset(groupOffset, i));
    }
    return group.entryOffset(groupOffset, entries.size());
  }

  private void putEntry(GroupModel group, String path, Struct entry, int entryOffset) {
    for (Member member : entry.members()) {
      if (group.fields().stream().noneMatch(field -> field.name().equals(member.name()))) {
        throw unknownField(member, path + "." + member.name(), group.name());
      }
    }
    for (FieldModel field : group.fields()) {
      String fieldPath = path + "." + field.name();
      putField(field, fieldPath, find(entry, field.name(), fieldPath), entryOffset);
    }
  }

  private void putField(FieldModel field, String path, JsonValue value, int blockOffset) {
    int index = blockOffset + field.offset();
    switch (field.kind()) {
      case INTEGER -> field.primitive().put(out, index, integer(field.primitive(), path, value));
      case ENUM -> field.primitive().put(out, index, raw(field, path, value));
      case SYMBOL -> putSymbol(field, path, value, index);
      case BYTES -> putBytes(field, path, value, index);
    }
  }

  private static long raw(FieldModel field, String path, JsonValue value) {
    EnumModel enumeration = field.enumeration().orElseThrow();
    if (value instanceof Text text) {
      return enumeration
          .ofName(text.text())
          .orElseThrow(
              () ->
                  new MessageTextException(
                      path,
                      value.position(),
                      "'" + text.text() + "' is not a value of " + enumeration.name()))
          .raw();
    }
    long raw = integer(field.primitive(), path, value);
    enumeration
        .ofRaw(raw)
        .ifPresent(
            named -> {
              throw new MessageTextException(
                  path, value.position(), raw + " has a name: \"" + named.name() + "\"");
            });
    return raw;
  }

  private static long integer(Primitive primitive, String path, JsonValue value) {
    if (!(value instanceof Literal literal) || !INTEGER.matcher(literal.literal()).matches()) {
      throw new MessageTextException(path, value.position(), "an integer expected");
    }
    try {
      long parsed = Long.parseLong(literal.literal());
      if (parsed >= primitive.min() && parsed <= primitive.max()) {
        return parsed;
      }
    } catch (NumberFormatException tooLong) {
      // Told below: it is an integer, so it is out of range.
    }
    throw new MessageTextException(
        path,
        value.position(),
        literal.literal() + " is not in " + primitive.min() + " to " + primitive.max());
  }

  private void putSymbol(FieldModel field, String path, JsonValue value, int index) {
    if (value instanceof Struct struct) {
      putRawSymbol(field, path, struct, index);
      return;
    }
    String symbol = text(path, value);
    if (symbol.length() > field.size() || !symbol.chars().allMatch(Symbols::isPrintable)) {
      throw new MessageTextException(
          path,
          value.position(),
          "a symbol has at most " + field.size() + " printable ASCII characters");
    }
    out.setMemory(index, field.size(), (byte) 0);
    out.putStringWithoutLengthAscii(index, symbol);
  }

  private void putRawSymbol(FieldModel field, String path, Struct struct, int index) {
    for (Member member : struct.members()) {
      if (!member.name().equals(MessageText.HEX)) {
        throw unknownField(member, path + "." + member.name(), "a symbol");
      }
    }
    String hexPath = path + "." + MessageText.HEX;
    putBytes(field, hexPath, find(struct, MessageText.HEX, hexPath), index);
    if (Symbols.isPlain(out, index, field.size())) {
      throw new MessageTextException(hexPath, struct.position(), "this symbol has a plain text");
    }
  }

  private void putBytes(FieldModel field, String path, JsonValue value, int index) {
    String hex = hex(path, value);
    if (hex.length() != 2 * field.size()) {
      throw new MessageTextException(
          path, value.position(), 2 * field.size() + " hex digits expected, not " + hex.length());
    }
    Hex.put(hex, out, index);
  }

  private static String hex(String path, JsonValue value) {
    String text = text(path, value);
    if (!Hex.isHex(text)) {
      throw new MessageTextException(
          path, value.position(), "pairs of lower-case hex digits expected");
    }
    return text;
  }

  private static String text(String path, JsonValue value) {
    if (value instanceof Text text) {
      return text.text();
    }
    throw new MessageTextException(path, value.position(), "a string expected");
  }

  private static JsonValue find(Struct struct, String name, String path) {
    for (Member member : struct.members()) {
      if (member.name().equals(name)) {
        return member.value();
      }
    }
    throw new MessageTextException(path, struct.position(), "missing");
  }

  private static MessageTextException unknownField(Member member, String path, String owner) {
    return new MessageTextException(path, member.position(), owner + " has no such field");
  }
}
