package io.plimsoll.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DecimalsTest {
  @Property
  void textIsThatOfAnExactDecimalAndParsesBack(
      @ForAll long scaled, @ForAll @IntRange(max = Decimals.SCALE_MAX) int scale) {
    String text = Decimals.format(scaled, scale);

    assertEquals(BigDecimal.valueOf(scaled, scale).toPlainString(), text);
    assertEquals(scaled, Decimals.parse(text, scale));
  }

  @ParameterizedTest
  @CsvSource({
    "114994.8, 2, 11499480",
    "114994.80000000, 2, 11499480",
    "-0.05, 2, -5",
    "-0, 4, 0",
    "007, 1, 70",
    "9223372036854775807, 0, 9223372036854775807",
    "-9.223372036854775808, 18, -9223372036854775808",
  })
  void numbersAreReadExactly(String text, int scale, long scaled) {
    assertEquals(scaled, Decimals.parse(text, scale));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "-", ".5", "5.", "+1", "1e3", " 1", "1 ", "1,000", "0x1", "1.2.3", "--1", "١"})
  void textThatIsNotADecimalNumberIsRefused(String text) {
    NumberFormatException e =
        assertThrows(NumberFormatException.class, () -> Decimals.parse(text, 2));

    assertEquals("'" + text + "' is not a decimal number", e.getMessage());
  }

  @Test
  void digitsPastTheScaleAreRefusedNotRounded() {
    NumberFormatException e =
        assertThrows(NumberFormatException.class, () -> Decimals.parse("1.001", 2));

    assertEquals("'1.001' has more than 2 digits after the point", e.getMessage());
  }

  @ParameterizedTest
  @CsvSource({
    "9223372036854775808, 0",
    "-9223372036854775809, 0",
    "92233720368547758.08, 2",
    "100, 17",
    "99999999999999999999999, 0",
  })
  void numbersPast64BitsAreRefusedNotWrapped(String text, int scale) {
    NumberFormatException e =
        assertThrows(NumberFormatException.class, () -> Decimals.parse(text, scale));

    assertEquals("'" + text + "' does not fit in 64 bits", e.getMessage());
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 19})
  void scalesOutsideTheRangeAreRefused(int scale) {
    assertThrows(IllegalArgumentException.class, () -> Decimals.format(1, scale));
    assertThrows(IllegalArgumentException.class, () -> Decimals.parse("1", scale));
  }

  @Test
  void appendingKeepsWhatStandsBefore() {
    StringBuilder out = new StringBuilder("at ");

    Decimals.append(-5, 3, out);

    assertTrue(out.toString().contentEquals("at -0.005"));
  }
}
