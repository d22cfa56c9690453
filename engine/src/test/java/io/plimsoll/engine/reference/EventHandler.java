package io.plimsoll.engine.reference;

import org.agrona.DirectBuffer;

/** Takes the events of the reference engine, one at a time, in order. */
@FunctionalInterface
public interface EventHandler {
  /**
   * One event: SBE message header and body.
   *
   * @param buffer holds the event; valid only during the call
   * @param offset of the message header
   * @param length of header and body, in bytes
   */
  void onEvent(DirectBuffer buffer, int offset, int length);
}
