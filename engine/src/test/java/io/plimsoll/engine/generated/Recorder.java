package io.plimsoll.engine.generated;

import java.util.ArrayList;
import java.util.List;
import org.agrona.DirectBuffer;

/** Keeps the events of one command. */
public final class Recorder {
  private List<byte[]> events = new ArrayList<>();

  /** Copies an event. */
  public void onEvent(DirectBuffer buffer, int offset, int length) {
    byte[] event = new byte[length];
    buffer.getBytes(offset, event);
    events.add(event);
  }

  /** Hands over the events since the last call. */
  public List<byte[]> take() {
    List<byte[]> taken = events;
    events = new ArrayList<>();
    return taken;
  }
}
