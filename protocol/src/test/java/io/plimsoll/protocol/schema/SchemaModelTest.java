package io.plimsoll.protocol.schema;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plimsoll.protocol.Messages;
import io.plimsoll.protocol.codec.MarkPriceEncoder;
import io.plimsoll.protocol.codec.MessageHeaderDecoder;
import io.plimsoll.protocol.codec.MessageHeaderEncoder;
import io.plimsoll.protocol.schema.FieldModel.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SchemaModelTest {
  private static final String CODECS = "io.plimsoll.protocol.codec.";
  private static final Set<String> UNITS =
      Set.of(
          "price",
          "quantity",
          "money",
          "value",
          "assetPrice",
          "repaid",
          "repaidPrice",
          "ppb",
          "leverage",
          "time",
          "duration",
          "id",
          "scale",
          "count");

  static List<MessageModel> messages() {
    return SchemaModel.get().messages();
  }

  static List<EnumModel> enums() {
    return SchemaModel.get().enums();
  }

  @Test
  void idAndVersionAreThoseOfTheCodecs() {
    assertEquals(MessageHeaderDecoder.SCHEMA_ID, SchemaModel.get().id());
    assertEquals(MessageHeaderDecoder.SCHEMA_VERSION, SchemaModel.get().version());
    assertTrue(messages().size() >= 29, "messages were found");
    assertTrue(enums().size() >= 14, "enums were found");
  }

  @ParameterizedTest
  @MethodSource("messages")
  void layoutIsThatOfTheCodec(MessageModel message) throws ReflectiveOperationException {
    Class<?> codec = Class.forName(CODECS + message.name() + "Decoder");

    assertEquals(codec.getField("TEMPLATE_ID").get(null), message.templateId());
    assertEquals(codec.getField("BLOCK_LENGTH").get(null), message.blockLength());
    assertFieldsAreThoseOf(codec, message.fields());
    for (GroupModel group : message.groups()) {
      String name = Character.toUpperCase(group.name().charAt(0)) + group.name().substring(1);
      Class<?> groupCodec = Class.forName(CODECS + message.name() + "Decoder$" + name + "Decoder");
      assertEquals(invoke(groupCodec, "sbeBlockLength"), group.blockLength());
      assertEquals(invoke(groupCodec, "sbeHeaderSize"), GroupModel.HEADER_LENGTH);
      assertFieldsAreThoseOf(groupCodec, group.fields());
    }
  }

  private static void assertFieldsAreThoseOf(Class<?> codec, List<FieldModel> fields)
      throws ReflectiveOperationException {
    long declared =
        Stream.of(codec.getDeclaredMethods())
            .filter(method -> method.getName().endsWith("EncodingOffset"))
            .count();
    assertEquals(declared, fields.size());
    for (FieldModel field : fields) {
      assertEquals(invoke(codec, field.name() + "Id"), field.id(), field.name());
      assertEquals(invoke(codec, field.name() + "EncodingOffset"), field.offset(), field.name());
      assertEquals(invoke(codec, field.name() + "EncodingLength"), field.size(), field.name());
    }
  }

  private static Object invoke(Class<?> type, String method) throws ReflectiveOperationException {
    return type.getMethod(method).invoke(null);
  }

  @ParameterizedTest
  @MethodSource("enums")
  void enumValuesAreThoseOfTheCodec(EnumModel model) throws ReflectiveOperationException {
    Class<?> codec = Class.forName(CODECS + model.name());
    List<String> expected = new ArrayList<>();
    for (Object constant : codec.getEnumConstants()) {
      if (!constant.toString().equals("NULL_VAL")) {
        expected.add(constant + "=" + codec.getMethod("value").invoke(constant));
      }
    }

    List<String> actual = new ArrayList<>();
    for (EnumModel.Value value : model.values()) {
      actual.add(value.name() + "=" + value.raw());
      assertEquals(value, model.ofName(value.name()).orElseThrow());
      assertEquals(value, model.ofRaw(value.raw()).orElseThrow());
    }

    assertEquals(expected, actual);
    assertTrue(model.ofName("NULL_VAL").isEmpty());
    assertTrue(model.ofRaw(255).isEmpty());
  }

  @ParameterizedTest
  @MethodSource("enums")
  void everyEnumAndValueIsDescribed(EnumModel model) {
    assertSentence(model.name(), model.description());
    for (EnumModel.Value value : model.values()) {
      assertSentence(model.name() + "." + value.name(), value.description());
    }
  }

  @ParameterizedTest
  @MethodSource("messages")
  void everyMessageAndFieldIsDescribedAndEveryIntegerHasAUnit(MessageModel message) {
    assertSentence(message.name(), message.description());
    message.fields().forEach(SchemaModelTest::assertDescribed);
    for (GroupModel group : message.groups()) {
      assertSentence(group.name(), group.description());
      group.fields().forEach(SchemaModelTest::assertDescribed);
    }
  }

  private static void assertDescribed(FieldModel field) {
    assertSentence(field.name(), field.description());
    if (field.kind() == Kind.INTEGER) {
      assertTrue(UNITS.contains(field.semanticType()), field.name() + " has a known unit");
    } else {
      assertEquals("", field.semanticType(), field.name());
    }
  }

  private static void assertSentence(String name, String description) {
    assertTrue(description.endsWith("."), name + " is described by a sentence");
  }

  @ParameterizedTest
  @MethodSource("messages")
  void everyMessageStartsWithItsNumberAndTime(MessageModel message) {
    String number = Messages.isCommand(message.templateId()) ? "correlationId" : "sequence";

    assertEquals(number, message.fields().get(0).name());
    assertEquals("timestamp", message.fields().get(1).name());
    assertEquals(1, message.fields().get(0).id());
    assertEquals(2, message.fields().get(1).id());
  }

  @ParameterizedTest
  @MethodSource("messages")
  void fieldIdsAreUniqueInAMessage(MessageModel message) {
    List<Integer> ids = new ArrayList<>();
    message.fields().forEach(field -> ids.add(field.id()));
    for (GroupModel group : message.groups()) {
      ids.add(group.id());
      group.fields().forEach(field -> ids.add(field.id()));
    }

    assertEquals(ids.stream().distinct().toList(), ids);
    for (FieldModel field : message.fields()) {
      assertEquals(field, message.field(field.id()).orElseThrow());
      assertEquals(field, message.field(field.name()).orElseThrow());
    }
  }

  @Test
  void aMessageIsKnownOnlyWithItsExactHeaderAndLength() {
    UnsafeBuffer buffer = new UnsafeBuffer(new byte[64]);
    MessageHeaderEncoder header = new MessageHeaderEncoder();
    MarkPriceEncoder markPrice = new MarkPriceEncoder().wrapAndApplyHeader(buffer, 8, header);
    markPrice.correlationId(1).timestamp(2).price(3).instrumentId(4);
    int length = Messages.HEADER_LENGTH + markPrice.encodedLength();

    assertEquals("MarkPrice", identified(buffer, length));
    assertEquals("", identified(buffer, length - 1));
    assertEquals("", identified(buffer, length + 1));
    assertEquals("", identified(buffer, 0));
    header.version(1);
    assertEquals("", identified(buffer, length));
    header.version(0).schemaId(1);
    assertEquals("", identified(buffer, length));
    header.schemaId(MessageHeaderEncoder.SCHEMA_ID).templateId(99);
    assertEquals("", identified(buffer, length));
    header.templateId(MarkPriceEncoder.TEMPLATE_ID).blockLength(1);
    assertEquals("", identified(buffer, length));
    header.blockLength(MarkPriceEncoder.BLOCK_LENGTH);
    assertEquals("MarkPrice", identified(buffer, length));
  }

  private static String identified(UnsafeBuffer buffer, int length) {
    return SchemaModel.get().identify(buffer, 8, length).map(MessageModel::name).orElse("");
  }

  @Test
  void primitivesKeepEveryValueOfTheirRange() {
    UnsafeBuffer buffer = new UnsafeBuffer(new byte[8]);
    for (Primitive primitive : Primitive.values()) {
      for (long value : new long[] {primitive.min(), primitive.max(), 0, 1, 127}) {
        primitive.put(buffer, 0, value);
        assertEquals(value, primitive.get(buffer, 0), primitive.name());
      }
    }
    assertEquals(255, Primitive.UINT8.max());
    assertEquals(-32_768, Primitive.INT16.min());
    assertEquals(4_294_967_295L, Primitive.UINT32.max());
    assertEquals(Long.MAX_VALUE, Primitive.INT64.max());
    assertFalse(Primitive.UINT16.min() < 0);
  }
}
