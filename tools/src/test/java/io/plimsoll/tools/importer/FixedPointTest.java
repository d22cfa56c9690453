package io.plimsoll.tools.importer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FixedPointTest {
  private final FixedPoint number = new FixedPoint();

  private void assertExact(String text) {
    assertTrue(number.parse(text), text);
    BigDecimal expected = new BigDecimal(text).stripTrailingZeros();
    BigDecimal found = BigDecimal.valueOf(number.unscaled(), number.scale());
    assertEquals(0, expected.compareTo(found), text);
    assertEquals(Math.max(0, expected.scale()), number.scale(), text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0",
        "0.0",
        "-0",
        "1",
        "007",
        "+5",
        "-3.50",
        ".5",
        "5.",
        "100",
        "0.000000000000000001",
        "999999999999999999",
        "0.999999999999999999",
        "121582.79100450",
        "1e5",
        "1E-5",
        "1.20e-05",
        "12.5e+3",
        "1.2e+16",
        "100e-2",
        "1000e-1",
        "0e99"
      })
  void numbersAreExact(String text) {
    assertExact(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "-",
        ".",
        "1,5",
        "1.2.3",
        "abc",
        "1e",
        "e5",
        "1e5.5",
        "1e9999",
        "1e30",
        "0x10",
        " 1",
        "1000000000000000000",
        "0.0000000000000000001",
        "1.0000000000000000001",
        "NaN",
        "--1"
      })
  void textsThatAreNoNumberOfEighteenDigitsAreRefused(String text) {
    assertFalse(number.parse(text), text);
  }

  @Test
  void randomNumbersAreExact() {
    SplittableRandom random = new SplittableRandom(11);

    for (int i = 0; i < 20_000; i++) {
      long unscaled = random.nextLong(1_000_000_000_000_000_000L) >> random.nextInt(60);
      assertExact(BigDecimal.valueOf(unscaled, random.nextInt(19)).toPlainString());
    }
  }
}
