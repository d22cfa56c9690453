package io.plimsoll.protocol;

import io.plimsoll.protocol.codec.MessageHeaderDecoder;
import java.nio.ByteOrder;
import org.agrona.DirectBuffer;

/** What holds for every message, whatever its type. */
public final class Messages {
  /** Longest message that the engine takes, header included, in bytes. */
  public static final int MAX_LENGTH = 4096;

  /** Length of the message header, in bytes. */
  public static final int HEADER_LENGTH = MessageHeaderDecoder.ENCODED_LENGTH;

  private static final int COMMAND_MAX = 99;

  private Messages() {}

  /**
   * Which message it is.
   *
   * @param buffer holds the message
   * @param offset of the message header; at least the header must be readable
   * @return the template id, 0 to 65,535
   */
  public static int templateId(DirectBuffer buffer, int offset) {
    return 0xFFFF
        & buffer.getShort(
            offset + MessageHeaderDecoder.templateIdEncodingOffset(), ByteOrder.LITTLE_ENDIAN);
  }

  /** Whether the template id lies in the range of commands, 1 to 99. */
  public static boolean isCommand(int templateId) {
    return templateId >= 1 && templateId <= COMMAND_MAX;
  }
}
