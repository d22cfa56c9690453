package io.plimsoll.protocol.text;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.plimsoll.protocol.CommandEncoder;
import io.plimsoll.protocol.RiskTier;
import io.plimsoll.protocol.VenueRules;
import io.plimsoll.protocol.codec.ContractType;
import io.plimsoll.protocol.codec.MessageHeaderDecoder;
import io.plimsoll.protocol.codec.SetRiskTiersDecoder;
import io.plimsoll.protocol.codec.Side;
import io.plimsoll.protocol.schema.FieldModel;
import io.plimsoll.protocol.schema.GroupModel;
import io.plimsoll.protocol.schema.MessageModel;
import io.plimsoll.protocol.schema.SchemaModel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

class MessageTextTest {
  private static final String CODECS = "io.plimsoll.protocol.codec.";
  private static final String MARGINAL =
      "\"initialRate\":0,\"premium\":0,\"rateMax\":0,\"form\":\"MARGINAL\","
          + "\"measure\":\"MARK_NOTIONAL\",\"valuation\":\"MARK\",\"hedgeNetting\":\"SUM\",";
  private static final String TIER =
      "{\"notionalFloor\":0,\"quantityFloor\":0,\"maintenanceRate\":1,\"leverageMax\":1}";
  private static final JsonMapper JACKSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private final StringBuilder line = new StringBuilder();
  private final CommandEncoder commands =
      new CommandEncoder((buffer, offset, length) -> take(buffer, offset, length))
          .at(1_760_130_360_000_000_000L)
          .correlationId(7);

  private void take(DirectBuffer buffer, int offset, int length) {
    line.setLength(0);
    MessageText.append(buffer, offset, length, line);
  }

  @Provide
  Arbitrary<List<byte[]>> oneOfEach() {
    return Samples.oneOfEach();
  }

  @Provide
  Arbitrary<byte[]> messages() {
    return Samples.any();
  }

  @Test
  void fieldsStandInSchemaOrderOnOneLine() {
    commands.markPrice(1, 11_499_480);

    assertEquals(
        "{\"type\":\"MarkPrice\",\"correlationId\":7,\"timestamp\":1760130360000000000,"
            + "\"price\":11499480,\"instrumentId\":1}",
        line.toString());
  }

  @Test
  void enumsAreWrittenByName() {
    commands.configureVenue(VenueRules.DEFAULT);

    assertEquals(
        "{\"type\":\"ConfigureVenue\",\"correlationId\":7,\"timestamp\":1760130360000000000,"
            + "\"marginCallRatio\":0,\"unwindFraction\":0,\"unwindSlippage\":0,"
            + "\"triggerRule\":\"AT_OR_BELOW\",\"closingFeeCounted\":\"NO\","
            + "\"isolatedSurplusTo\":\"FUND\",\"crossSurplusTo\":\"ACCOUNT\","
            + "\"changesWithPosition\":\"NO\"}",
        line.toString());
  }

  @Test
  void symbolsAreStringsWithoutTheirPadding() {
    commands.addInstrument(1, 2, "A\"B\\C", ContractType.LINEAR, 3, 4, 5, 6, 7, 8, 9);

    assertTrue(
        line.toString().endsWith("\"contractType\":\"LINEAR\",\"symbol\":\"A\\\"B\\\\C\"}"),
        line.toString());
  }

  @Test
  void groupsAreArraysOfObjects() {
    commands.setRiskTiers(1, List.of(new RiskTier(0, 4, 5), new RiskTier(6, 7, 8)));

    assertEquals(
        "{\"type\":\"SetRiskTiers\",\"correlationId\":7,\"timestamp\":1760130360000000000,"
            + "\"instrumentId\":1,"
            + MARGINAL
            + "\"tiers\":["
            + "{\"notionalFloor\":0,\"quantityFloor\":0,\"maintenanceRate\":4,\"leverageMax\":5},"
            + "{\"notionalFloor\":6,\"quantityFloor\":0,\"maintenanceRate\":7,\"leverageMax\":8}]}",
        line.toString());
  }

  @Test
  void anEnumValueThatHasNoNameIsWrittenAsItsNumber() {
    commands.placeOrder(1, 2, 3, Side.NULL_VAL, 4, 5, false);

    assertTrue(line.toString().contains("\"side\":255,\"reduceOnly\":\"NO\","), line.toString());
  }

  @Test
  void bytesThatAreNoMessageAreWrittenAsHex() {
    assertEquals("{\"type\":\"Unknown\",\"hex\":\"00ff10\"}", Samples.text(new byte[] {0, -1, 16}));
    assertEquals("{\"type\":\"Unknown\",\"hex\":\"\"}", Samples.text(new byte[0]));
  }

  @Test
  void orderAndBlanksBetweenTokensDoNotMatter() {
    byte[] message =
        Samples.parse(
            " {\"price\" : 3 ,\t\"timestamp\":2,\"instrumentId\":4,\n\"type\":\"Mark\\u0050rice\","
                + "\"correlationId\":-1}\r\n");

    assertEquals(
        "{\"type\":\"MarkPrice\",\"correlationId\":-1,\"timestamp\":2,\"price\":3,"
            + "\"instrumentId\":4}",
        Samples.text(message));
  }

  @Property(tries = 300)
  void everyMessageComesBackByteForByte(@ForAll("oneOfEach") List<byte[]> messages) {
    for (byte[] message : messages) {
      String text = Samples.text(message);

      assertFalse(text.startsWith("{\"type\":\"Unknown\""), text);
      assertFalse(text.contains("\n"), text);
      assertArrayEquals(message, Samples.parse(text), text);
    }
  }

  @Property(tries = 100)
  void anotherJsonReaderFindsTheValuesThatTheCodecsRead(@ForAll("oneOfEach") List<byte[]> messages)
      throws ReflectiveOperationException, JsonProcessingException {
    List<MessageModel> models = SchemaModel.get().messages();
    assertEquals(models.size(), messages.size());
    for (int i = 0; i < models.size(); i++) {
      MessageModel model = models.get(i);
      JsonNode json = JACKSON.readTree(Samples.text(messages.get(i)));
      Object decoder = decoder(model, messages.get(i));

      List<String> names = new ArrayList<>(List.of("type"));
      model.fields().forEach(field -> names.add(field.name()));
      model.groups().forEach(group -> names.add(group.name()));
      assertEquals(names, namesOf(json));
      assertEquals(model.name(), json.get("type").textValue());
      for (FieldModel field : model.fields()) {
        assertSame(field, decoder, json.get(field.name()));
      }
      for (GroupModel group : model.groups()) {
        assertSame(group, decoder, json.get(group.name()));
      }
    }
  }

  private static Object decoder(MessageModel model, byte[] message)
      throws ReflectiveOperationException {
    Class<?> type = Class.forName(CODECS + model.name() + "Decoder");
    Object decoder = type.getConstructor().newInstance();
    type.getMethod("wrapAndApplyHeader", DirectBuffer.class, int.class, MessageHeaderDecoder.class)
        .invoke(decoder, new UnsafeBuffer(message), 0, new MessageHeaderDecoder());
    return decoder;
  }

  private static void assertSame(GroupModel group, Object decoder, JsonNode json)
      throws ReflectiveOperationException {
    Iterable<?> entries = (Iterable<?>) decoder.getClass().getMethod(group.name()).invoke(decoder);
    int i = 0;
    for (Object entry : entries) {
      List<String> names = group.fields().stream().map(FieldModel::name).toList();
      assertEquals(names, namesOf(json.get(i)));
      for (FieldModel field : group.fields()) {
        assertSame(field, entry, json.get(i).get(field.name()));
      }
      i++;
    }
    assertEquals(i, json.size());
  }

  private static void assertSame(FieldModel field, Object decoder, JsonNode json)
      throws ReflectiveOperationException {
    Class<?> type = decoder.getClass();
    switch (field.kind()) {
      case INTEGER -> {
        Object value = type.getMethod(field.name()).invoke(decoder);
        assertTrue(json.isIntegralNumber() && json.canConvertToLong(), field.name());
        assertEquals(((Number) value).longValue(), json.longValue(), field.name());
      }
      case ENUM -> {
        long raw = ((Number) type.getMethod(field.name() + "Raw").invoke(decoder)).longValue();
        if (json.isTextual()) {
          Object value = type.getMethod(field.name()).invoke(decoder);
          assertEquals(value.toString(), json.textValue(), field.name());
        } else {
          assertEquals(raw, json.longValue(), field.name());
          assertTrue(field.enumeration().orElseThrow().ofRaw(raw).isEmpty(), field.name());
        }
      }
      case SYMBOL, BYTES -> assertArrayEquals(elements(field, decoder), bytes(field, json));
    }
  }

  private static byte[] elements(FieldModel field, Object decoder)
      throws ReflectiveOperationException {
    byte[] elements = new byte[field.length()];
    for (int i = 0; i < elements.length; i++) {
      Object element = decoder.getClass().getMethod(field.name(), int.class).invoke(decoder, i);
      elements[i] = ((Number) element).byteValue();
    }
    return elements;
  }

  private static byte[] bytes(FieldModel field, JsonNode json) {
    if (json.isObject()) {
      assertEquals(List.of("hex"), namesOf(json));
      return HexFormat.of().parseHex(json.get("hex").textValue());
    }
    byte[] bytes =
        field.kind() == FieldModel.Kind.BYTES
            ? HexFormat.of().parseHex(json.textValue())
            : json.textValue().getBytes(StandardCharsets.US_ASCII);
    return Arrays.copyOf(bytes, field.length());
  }

  private static List<String> namesOf(JsonNode json) {
    List<String> names = new ArrayList<>();
    json.fieldNames().forEachRemaining(names::add);
    return names;
  }

  @Property
  void anyBytesComeBackByteForByte(@ForAll byte[] bytes) {
    assertArrayEquals(bytes, Samples.parse(Samples.text(bytes)));
  }

  @Property
  void damagedMessagesComeBackByteForByte(
      @ForAll("messages") byte[] message, @ForAll int where, @ForAll byte value, @ForAll int cut) {
    byte[] damaged = Arrays.copyOf(message, Math.floorMod(cut, message.length + 4));
    if (damaged.length > 0) {
      damaged[Math.floorMod(where, Math.min(damaged.length, 32))] = value;
    }

    assertArrayEquals(damaged, Samples.parse(Samples.text(damaged)));
  }

  @Property
  void damagedTextIsReadStrictlyOrRefusedButNeverBreaks(
      @ForAll("messages") byte[] message, @ForAll int where, @ForAll char inserted) {
    StringBuilder text = new StringBuilder(Samples.text(message));
    text.setCharAt(Math.floorMod(where, text.length()), inserted);

    try {
      byte[] parsed = Samples.parse(text.toString());

      assertArrayEquals(parsed, Samples.parse(Samples.text(parsed)));
    } catch (MessageTextException refused) {
      assertTrue(refused.position() <= text.length(), refused.getMessage());
    }
  }

  @Test
  void groupsLongerThanTheEngineTakesStillHaveAText() {
    byte[] text =
        Samples.parse(
            "{\"type\":\"SetRiskTiers\",\"correlationId\":1,\"timestamp\":1,\"instrumentId\":1,"
                + MARGINAL
                + "\"tiers\":["
                + (TIER + ",").repeat(299)
                + TIER
                + "]}");

    SetRiskTiersDecoder read =
        new SetRiskTiersDecoder()
            .wrapAndApplyHeader(new UnsafeBuffer(text), 0, new MessageHeaderDecoder());
    assertEquals(300, read.tiers().count());
    assertArrayEquals(text, Samples.parse(Samples.text(text)));
  }
}
