package io.plimsoll.engine.runtime;

import io.plimsoll.engine.event.EventSink;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.agrona.DirectBuffer;

/** Keeps a copy of each event as text, to compare in one go. */
final class CollectingSink implements EventSink {
  final List<String> events = new ArrayList<>();

  @Override
  public void onEvent(DirectBuffer buffer, int offset, int length) {
    byte[] copy = new byte[length];
    buffer.getBytes(offset, copy);
    events.add(text(copy));
  }

  static String text(byte[] event) {
    return HexFormat.of().formatHex(event);
  }

  static List<String> texts(List<byte[]> events) {
    return events.stream().map(CollectingSink::text).toList();
  }
}
