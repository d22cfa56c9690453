package io.plimsoll.protocol.text;

import org.agrona.DirectBuffer;

/** Which bytes of a symbol have a plain text: printable ASCII, then only zero bytes. */
final class Symbols {
  private Symbols() {}

  static boolean isPrintable(int c) {
    return c >= ' ' && c <= '~';
  }

  static boolean isPlain(DirectBuffer buffer, int index, int size) {
    int i = index;
    while (i < index + size && isPrintable(buffer.getByte(i))) {
      i++;
    }
    while (i < index + size && buffer.getByte(i) == 0) {
      i++;
    }
    return i == index + size;
  }
}
