package io.plimsoll.protocol;

import io.plimsoll.protocol.codec.AddAssetEncoder;

/** Refuses values that a field of a message cannot hold. */
final class FieldChecks {
  private static final int SYMBOL_LENGTH = AddAssetEncoder.symbolLength();
  private static final int UINT8_MAX = 255;

  private FieldChecks() {}

  /**
   * A value for a field of 8 bits without sign.
   *
   * @throws IllegalArgumentException if it is not 0 to 255
   */
  static short uint8(String field, int value) {
    if (value < 0 || value > UINT8_MAX) {
      throw new IllegalArgumentException(field + " must be 0 to " + UINT8_MAX + ", not " + value);
    }
    return (short) value;
  }

  /**
   * A value for a field that holds a symbol.
   *
   * @throws IllegalArgumentException if it is not 1 to 16 characters from '!' to '~'
   */
  static String symbol(String symbol) {
    int length = symbol.length();
    boolean good = length >= 1 && length <= SYMBOL_LENGTH;
    for (int i = 0; good && i < length; i++) {
      good = symbol.charAt(i) >= '!' && symbol.charAt(i) <= '~';
    }
    if (!good) {
      throw new IllegalArgumentException(
          "a symbol has 1 to " + SYMBOL_LENGTH + " characters from ! to ~, not '" + symbol + "'");
    }
    return symbol;
  }
}
