package io.plimsoll.engine.event;

import org.agrona.DirectBuffer;

/** Takes the events of the engine, one at a time, in order, on the engine's thread. */
@FunctionalInterface
public interface EventSink {
  /**
   * One event: SBE message header and body.
   *
   * @param buffer holds the event; valid only during the call
   * @param offset of the message header
   * @param length of header and body, in bytes
   */
  void onEvent(DirectBuffer buffer, int offset, int length);
}
