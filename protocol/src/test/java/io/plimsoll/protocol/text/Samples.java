package io.plimsoll.protocol.text;

import io.plimsoll.protocol.schema.EnumModel;
import io.plimsoll.protocol.schema.FieldModel;
import io.plimsoll.protocol.schema.GroupModel;
import io.plimsoll.protocol.schema.MessageModel;
import io.plimsoll.protocol.schema.SchemaModel;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import org.agrona.concurrent.UnsafeBuffer;

/** Random messages of every type, laid out by hand: no codec and no text form is used. */
final class Samples {
  private static final int ENTRIES_MAX = 5;

  private Samples() {}

  /** One random message of each type. */
  static Arbitrary<List<byte[]>> oneOfEach() {
    List<Arbitrary<byte[]>> messages = new ArrayList<>();
    SchemaModel.get().messages().forEach(message -> messages.add(message(message)));
    return Combinators.combine(messages).as(list -> list);
  }

  /** A random message of a random type. */
  static Arbitrary<byte[]> any() {
    return Arbitraries.of(SchemaModel.get().messages()).flatMap(Samples::message);
  }

  private static Arbitrary<byte[]> message(MessageModel message) {
    List<Arbitrary<byte[]>> parts = new ArrayList<>();
    parts.add(
        Arbitraries.just(
            littleEndian(8)
                .putShort((short) message.blockLength())
                .putShort((short) message.templateId())
                .putShort((short) SchemaModel.get().id())
                .putShort((short) SchemaModel.get().version())
                .array()));
    message.fields().forEach(field -> parts.add(field(field)));
    message.groups().forEach(group -> parts.add(group(group)));
    return Combinators.combine(parts).as(Samples::concat);
  }

  private static Arbitrary<byte[]> group(GroupModel group) {
    List<Arbitrary<byte[]>> fields = new ArrayList<>();
    group.fields().forEach(field -> fields.add(field(field)));
    return Combinators.combine(fields)
        .as(Samples::concat)
        .list()
        .ofMaxSize(ENTRIES_MAX)
        .map(
            entries -> {
              byte[] header =
                  littleEndian(4)
                      .putShort((short) group.blockLength())
                      .putShort((short) entries.size())
                      .array();
              return concat(List.of(header, concat(entries)));
            });
  }

  private static Arbitrary<byte[]> field(FieldModel field) {
    return switch (field.kind()) {
      case INTEGER ->
          Arbitraries.longs()
              .between(field.primitive().min(), field.primitive().max())
              .map(value -> integer(value, field.size()));
      case ENUM -> {
        List<EnumModel.Value> values = field.enumeration().orElseThrow().values();
        yield Arbitraries.oneOf(
                Arbitraries.of(values).map(EnumModel.Value::raw),
                Arbitraries.longs().between(field.primitive().min(), field.primitive().max()))
            .map(value -> integer(value, field.size()));
      }
      case SYMBOL ->
          Arbitraries.oneOf(
              Arbitraries.strings()
                  .withCharRange(' ', '~')
                  .ofMaxLength(field.size())
                  .map(text -> text.getBytes(StandardCharsets.US_ASCII))
                  .map(text -> Arrays.copyOf(text, field.size())),
              bytes(field.size()));
      case BYTES -> bytes(field.size());
    };
  }

  private static Arbitrary<byte[]> bytes(int length) {
    return Arbitraries.bytes().array(byte[].class).ofSize(length);
  }

  private static byte[] integer(long value, int size) {
    return Arrays.copyOf(littleEndian(Long.BYTES).putLong(value).array(), size);
  }

  private static ByteBuffer littleEndian(int size) {
    return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static byte[] concat(List<byte[]> parts) {
    ByteBuffer all = ByteBuffer.allocate(parts.stream().mapToInt(part -> part.length).sum());
    parts.forEach(all::put);
    return all.array();
  }

  /** The text form of a message that does not start at index 0. */
  static String text(byte[] message) {
    UnsafeBuffer buffer = new UnsafeBuffer(new byte[message.length + 3]);
    buffer.putBytes(3, message);
    StringBuilder out = new StringBuilder();
    MessageText.append(buffer, 3, message.length, out);
    return out.toString();
  }

  /** The message of a text form, written where other bytes stood before. */
  static byte[] parse(String text) {
    UnsafeBuffer buffer = new UnsafeBuffer(new byte[text.length() + 1024]);
    buffer.setMemory(0, buffer.capacity(), (byte) 0xAA);
    int length = MessageText.parse(text, buffer, 5);
    byte[] message = new byte[length];
    buffer.getBytes(5, message);
    return message;
  }
}
