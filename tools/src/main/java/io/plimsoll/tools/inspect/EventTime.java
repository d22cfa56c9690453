package io.plimsoll.tools.inspect;

import io.plimsoll.protocol.Messages;
import java.nio.ByteOrder;
import org.agrona.DirectBuffer;

/** When an event happened: every event has the timestamp of its command at the same place. */
public final class EventTime {
  private static final int OFFSET = Messages.HEADER_LENGTH + Long.BYTES;

  private EventTime() {}

  /**
   * The timestamp of an event.
   *
   * @param buffer in which it stands
   * @param offset of its header
   * @return nanoseconds since 1970
   */
  public static long of(DirectBuffer buffer, int offset) {
    return buffer.getLong(offset + OFFSET, ByteOrder.LITTLE_ENDIAN);
  }
}
