package io.plimsoll.engine.core;

import org.agrona.DirectBuffer;

/** The deterministic state machine: a command in, events out. Not thread safe. */
public final class LiquidationEngine implements AutoCloseable {
  private final EventSink events;

  /**
   * An empty engine.
   *
   * @param limits how much it may hold
   * @param events takes its events
   */
  public LiquidationEngine(EngineLimits limits, EventSink events) {
    this.events = events;
  }

  /**
   * Applies one command and emits its events before it returns.
   *
   * @param buffer holds the command
   * @param offset of the SBE message header
   * @param length of header and body
   */
  public void apply(DirectBuffer buffer, int offset, int length) {
    if (length > 0) {
      events.onEvent(buffer, offset, length);
    }
  }

  /** Commands applied so far, rejected ones included: the sequence of the last. */
  public long sequence() {
    return 0;
  }

  @Override
  public void close() {}
}
