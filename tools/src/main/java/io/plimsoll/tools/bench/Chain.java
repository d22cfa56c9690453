package io.plimsoll.tools.bench;

import io.plimsoll.engine.event.EventSink;
import io.plimsoll.protocol.CommandSink;

/** What is measured: takes commands and gives events back. Used by the driver's thread alone. */
interface Chain extends AutoCloseable {
  /**
   * Commands that may be under way at once, so that the sink never has to wait for room: it would
   * then wait for the engine while the engine waits for somebody to take its events.
   */
  int UNDER_WAY_MAX = 8_192;

  /** Takes commands. */
  CommandSink commands();

  /**
   * Hands out events that are there; does not wait.
   *
   * @param sink takes them
   * @param limit how many at most
   * @return how many there were
   */
  int poll(EventSink sink, int limit);

  /**
   * Looks whether it still runs.
   *
   * @throws RuntimeException what stopped it
   */
  void checkAlive();

  @Override
  void close();
}
