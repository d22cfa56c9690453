package io.plimsoll.tools.inspect;

import org.agrona.DirectBuffer;

/** Takes the records of a journal in order: each command, then its events. */
public interface RecordSink {
  /**
   * A command.
   *
   * @param sequence of the command
   * @param buffer holds it, during the call
   * @param offset of the message header
   * @param length in bytes
   */
  void onCommand(long sequence, DirectBuffer buffer, int offset, int length);

  /**
   * An event.
   *
   * @param sequence of the command that caused it
   * @param index among that command's events, from 0
   * @param buffer holds it, during the call
   * @param offset of the message header
   * @param length in bytes
   */
  void onEvent(long sequence, int index, DirectBuffer buffer, int offset, int length);
}
