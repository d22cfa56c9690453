package io.plimsoll.tools.sim;

import io.plimsoll.engine.core.EngineView;
import io.plimsoll.protocol.CommandSink;
import java.util.Optional;
import org.HdrHistogram.Histogram;

/**
 * The engine as the driver sees it: commands in, and a way to wait for what they caused. One thread
 * sends and waits; events reach the {@link io.plimsoll.engine.event.EventSink} given at
 * construction on that thread, during either call.
 */
public interface EngineGateway extends CommandSink, AutoCloseable {
  /** Waits until every command sent so far was answered, and all its events were handed on. */
  void settle();

  /** Whether the engine had more to do than it does at once when the last command was through. */
  boolean isWorkWaiting();

  /**
   * How long the engine took for each command since the last call, in nanoseconds: from before it
   * was journaled to after its last event was out.
   */
  Histogram takeServiceTimes();

  /** What the engine holds, for questions between two commands; none behind a ring. */
  default Optional<EngineView> view() {
    return Optional.empty();
  }

  /** Stops the engine and closes its journal. */
  @Override
  void close();
}
