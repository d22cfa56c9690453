package io.plimsoll.protocol.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** In the texts of these tests ' stands for ". */
class MessageTextErrorTest {
  private static final String ASSET =
      "{'type':'AddAsset','correlationId':1,'timestamp':2,'assetId':%s,'moneyScale':%s,'symbol':%s}";
  private static final String TIERS =
      "{'type':'SetRiskTiers','correlationId':1,'timestamp':2,'instrumentId':3,"
          + "'initialRate':4,'premium':5,'rateMax':6,'form':'MARGINAL','measure':'QUANTITY',"
          + "'valuation':'ENTRY','hedgeNetting':'SUM','tiers':%s}";
  private static final String ACCOUNT =
      "{'type':'AddAccount','correlationId':1,'timestamp':2,'accountId':%s,'kind':%s}";

  private static MessageTextException refused(String text) {
    return assertThrows(
        MessageTextException.class, () -> Samples.parse(text.replace('\'', '"')), text);
  }

  private static void assertRefused(String text, String field, String found, String what) {
    MessageTextException e = refused(text);

    assertEquals(field, e.field());
    assertEquals(text.indexOf(found), e.position());
    String where = field.isEmpty() ? "" : "field " + field + ", ";
    String expected = where + "character " + (text.indexOf(found) + 1) + ": " + what;
    assertEquals(expected, e.getMessage().replace('"', '\''));
  }

  @Test
  void theTemplatesOfTheseTestsAreGood() {
    Samples.parse(ASSET.formatted(1, 2, "'A'").replace('\'', '"'));
    Samples.parse(TIERS.formatted("[]").replace('\'', '"'));
    Samples.parse(ACCOUNT.formatted(1, "'FEE'").replace('\'', '"'));
  }

  @Test
  void unknownTypes() {
    assertRefused(
        "{'type':'markPrice'}", "type", "'markPrice'", "no message is called 'markPrice'");
    assertRefused("{'type':14}", "type", "14", "a string expected");
    assertRefused("{'price':14}", "type", "{", "missing");
  }

  @Test
  void missingFields() {
    assertRefused("{'type':'Clock','timestamp':2}", "correlationId", "{", "missing");
    assertRefused(
        TIERS.formatted("[{'notionalFloor':0,'quantityFloor':0,'maintenanceRate':1}]"),
        "tiers[0].leverageMax",
        "{'n",
        "missing");
    assertRefused("{'type':'Unknown'}", "hex", "{", "missing");
  }

  @Test
  void unknownFields() {
    assertRefused(
        "{'type':'Clock','correlationId':1,'timestamp':2,'price':3}",
        "price",
        "'price'",
        "Clock has no such field");
    assertRefused(
        TIERS.formatted(
            "[{'notionalFloor':0,'quantityFloor':0,'maintenanceRate':1,'leverageMax':1},"
                + "{'notionalFloor':0,'quantityFloor':0,'maintenanceRate':1,'leverageMax':1,"
                + "'type':'x'}]"),
        "tiers[1].type",
        "'type':'x'",
        "tiers has no such field");
    assertRefused(
        "{'type':'Unknown','hex':'','price':1}", "price", "'price'", "Unknown has no such field");
    assertRefused(
        ASSET.formatted(1, 2, "{'hex':'" + "ff".repeat(16) + "','x':1}"),
        "symbol.x",
        "'x'",
        "a symbol has no such field");
  }

  @Test
  void duplicateFields() {
    assertRefused(
        "{'type':'Clock','correlationId':1,'timestamp':2,'correlationId' :1}",
        "correlationId",
        "'correlationId' :",
        "duplicate field");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"1.0", "1e3", "'1'", "-0", "true", "null", "[]", "{}", "1.5", "'0x1'", "0.0"})
  void valuesThatAreNotIntegers(String value) {
    assertRefused(
        ACCOUNT.formatted(value, "'FEE'"), "accountId", value + ",'kind", "an integer expected");
  }

  @ParameterizedTest
  @CsvSource({"256", "-1", "99999999999999999999"})
  void integersOutsideTheRangeOfTheirType(String value) {
    assertRefused(
        ASSET.formatted(1, value, "'A'"), "moneyScale", value, value + " is not in 0 to 255");
  }

  @Test
  void integersOutside32And64Bits() {
    assertRefused(
        ASSET.formatted("2147483648", 2, "'A'"),
        "assetId",
        "2147483648",
        "2147483648 is not in -2147483648 to 2147483647");
    assertRefused(
        ACCOUNT.formatted("9223372036854775808", "'FEE'"),
        "accountId",
        "9223372036854775808",
        "9223372036854775808 is not in -9223372036854775808 to 9223372036854775807");
  }

  @Test
  void badEnumValues() {
    assertRefused(
        ACCOUNT.formatted(1, "'fee'"), "kind", "'fee'", "'fee' is not a value of AccountKind");
    assertRefused(
        ACCOUNT.formatted(1, "'NULL_VAL'"),
        "kind",
        "'NULL_VAL'",
        "'NULL_VAL' is not a value of AccountKind");
    assertRefused(ACCOUNT.formatted(7, 3), "kind", "3}", "3 has a name: 'FEE'");
    assertRefused(ACCOUNT.formatted(1, 256), "kind", "256", "256 is not in 0 to 255");
    assertRefused(ACCOUNT.formatted(1, "null"), "kind", "null", "an integer expected");
  }

  @Test
  void badSymbols() {
    String what = "a symbol has at most 16 printable ASCII characters";
    assertRefused(
        ASSET.formatted(1, 2, "'SEVENTEEN-LETTERS'"), "symbol", "'SEVENTEEN-LETTERS'", what);
    assertRefused(ASSET.formatted(1, 2, "'Ü'"), "symbol", "'Ü'", what);
    assertRefused(ASSET.formatted(1, 2, "'\\u0000'"), "symbol", "'\\u0000'", what);
    assertRefused(ASSET.formatted(1, 2, "5"), "symbol", "5}", "a string expected");
    assertRefused(
        ASSET.formatted(1, 2, "{'hex':'ff'}"),
        "symbol.hex",
        "'ff'",
        "32 hex digits expected, not 2");
    assertRefused(
        ASSET.formatted(1, 2, "{'hex':'41" + "00".repeat(15) + "'}"),
        "symbol.hex",
        "{'hex",
        "this symbol has a plain text");
  }

  @ParameterizedTest
  @ValueSource(strings = {"'0'", "'0G'", "'AB'", "'0x'"})
  void badHex(String hex) {
    assertRefused(
        "{'type':'Unknown','hex':" + hex + "}",
        "hex",
        hex,
        "pairs of lower-case hex digits expected");
  }

  @Test
  void badDigests() {
    assertRefused(
        "{'type':'SnapshotTaken','sequence':1,'timestamp':2,'accounts':3,'openPositions':4,"
            + "'openOrders':5,'openLiquidations':6,'digest':'0a'}",
        "digest",
        "'0a'",
        "64 hex digits expected, not 2");
  }

  @Test
  void badGroups() {
    assertRefused(TIERS.formatted("7"), "tiers", "7}", "an array expected");
    assertRefused(TIERS.formatted("[7]"), "tiers[0]", "7]", "an object expected");
    assertRefused(
        TIERS.formatted(
            "[{'notionalFloor':0,'quantityFloor':0,'maintenanceRate':'x','leverageMax':1}]"),
        "tiers[0].maintenanceRate",
        "'x'",
        "an integer expected");
    assertRefused(
        TIERS.formatted("[" + "{},".repeat(65_535) + "{}]"),
        "tiers",
        "[{}",
        "more than 65535 entries");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'type':'Clock','correlationId':1,'timestamp':2} x | x | text after the end of the message",
        "{'type':'Clock','correlationId':1,'timestamp':2}} | } | text after the end of the message",
        "[1] | [ | '{' expected",
        "{'a':1,} | } | '\"' expected",
        "{'a':[1,]} | ] | a value expected",
        "{'a' 1} | 1 | ':' expected",
        "{a:1} | a | '\"' expected",
        "{'a':01} | 1 | '}' expected",
        "{'a':+1} | + | a value expected",
        "{'a':NaN} | N | a value expected",
        "{'a':tru} | t | a value expected",
        "{'a':'\\x'} | x | an unknown escape in a string",
        "{'a':'\\u12g4'} | g | four hex digits expected",
        "{'a':1 'b':2} | 'b' | '}' expected",
      })
  void textThatIsNotOneJsonObject(String text, String found, String what) {
    MessageTextException e = refused(text);

    assertEquals("", e.field());
    assertEquals(what, e.getMessage().substring(e.getMessage().indexOf(": ") + 2));
    assertEquals(text.substring(e.position()).substring(0, found.length()), found);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "{", "{'a", "{'a':", "{'a':1", "{'a':[", "{'a':'\\", "{'\\u00"})
  void textThatEndsTooEarly(String text) {
    MessageTextException e = refused(text);

    assertEquals(text.length(), e.position());
  }

  @Test
  void controlCharactersInStrings() {
    assertRefused("{'type':'Clock\n'}", "", "\n", "a control character in a string");
  }

  @Test
  void nestingDeeperThanAnyMessage() {
    MessageTextException e = refused("{'a':" + "[".repeat(100_000));

    assertEquals("nested too deep", e.getMessage().substring(e.getMessage().indexOf(": ") + 2));
  }
}
