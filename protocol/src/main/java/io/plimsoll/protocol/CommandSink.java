package io.plimsoll.protocol;

import org.agrona.DirectBuffer;

/** Takes encoded commands, one at a time. */
@FunctionalInterface
public interface CommandSink {
  /**
   * One command: SBE message header and body.
   *
   * @param buffer holds the command; valid only during the call
   * @param offset of the message header
   * @param length of header and body, in bytes
   */
  void onCommand(DirectBuffer buffer, int offset, int length);
}
