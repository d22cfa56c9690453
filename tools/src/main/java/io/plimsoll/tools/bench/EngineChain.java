package io.plimsoll.tools.bench;

import io.plimsoll.engine.event.EventSink;
import io.plimsoll.engine.journal.JournalException;
import io.plimsoll.engine.runtime.EngineHost;
import io.plimsoll.engine.runtime.EngineOptions;
import io.plimsoll.engine.runtime.EventRing;
import io.plimsoll.engine.runtime.IdleStrategies;
import io.plimsoll.protocol.CommandSink;
import org.agrona.DirectBuffer;

/** The real chain: command ring, decode, journal, apply, event ring; the engine on its thread. */
final class EngineChain implements Chain {
  private static final int EVENT_RING_BYTES = 1 << 22;

  private final EngineHost host;
  private final EventRing ring;
  private final CommandSink commands;

  private EngineChain(EngineHost host, EventRing ring) {
    this.host = host;
    this.ring = ring;
    this.commands = host.commands();
  }

  /**
   * Launches an engine.
   *
   * @param options what with; its events and error handler are set here
   * @param settings idle strategy and core of the engine's thread
   */
  static EngineChain launch(EngineOptions.Builder options, BenchSettings settings) {
    String idleStrategy = settings.idleStrategy();
    EventRing ring = new EventRing(EVENT_RING_BYTES, IdleStrategies.named(idleStrategy));
    options
        .events(settings.pins().isEmpty() ? ring : pinning(settings.pins().get().engine(), ring))
        .idleStrategy(idleStrategy)
        .errorHandler(error -> {}); // Found by checkAlive, and thrown on the driver's thread.
    return new EngineChain(EngineHost.launch(options.build()), ring);
  }

  /** The engine's thread shows itself with its first event. */
  private static EventSink pinning(int core, EventSink next) {
    return new EventSink() {
      private boolean pinned;

      @Override
      public void onEvent(DirectBuffer buffer, int offset, int length) {
        if (!pinned) {
          pinned = true;
          Pins.pin(core);
        }
        next.onEvent(buffer, offset, length);
      }
    };
  }

  @Override
  public CommandSink commands() {
    return commands;
  }

  @Override
  public int poll(EventSink sink, int limit) {
    return ring.poll(sink, limit);
  }

  @Override
  public void checkAlive() {
    if (host.failure().isPresent()) {
      Throwable failure = host.failure().get();
      if (failure instanceof JournalException journal) {
        throw journal;
      }
      throw new IllegalStateException("the engine stopped: " + failure, failure);
    }
  }

  @Override
  public void close() {
    // What nobody takes any more must not hold the engine up.
    ring.close();
    host.close();
  }
}
