package io.plimsoll.protocol.text;

import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/** Bytes as lower-case hex digits. */
final class Hex {
  private static final String DIGITS = "0123456789abcdef";
  private static final int NIBBLE_BITS = 4;
  private static final int NIBBLE = 0xF;

  private Hex() {}

  static void append(DirectBuffer buffer, int index, int length, StringBuilder out) {
    for (int i = index; i < index + length; i++) {
      int b = buffer.getByte(i);
      out.append(DIGITS.charAt(b >> NIBBLE_BITS & NIBBLE)).append(DIGITS.charAt(b & NIBBLE));
    }
  }

  static boolean isHex(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (DIGITS.indexOf(text.charAt(i)) < 0) {
        return false;
      }
    }
    return text.length() % 2 == 0;
  }

  /** Writes the bytes of a text for which {@link #isHex} holds. */
  static void put(String text, MutableDirectBuffer buffer, int index) {
    for (int i = 0; i < text.length(); i += 2) {
      int high = DIGITS.indexOf(text.charAt(i));
      int low = DIGITS.indexOf(text.charAt(i + 1));
      buffer.putByte(index + i / 2, (byte) (high << NIBBLE_BITS | low));
    }
  }
}
