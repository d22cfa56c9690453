package io.plimsoll.tools.sim;

import io.plimsoll.engine.core.EngineLimits;
import io.plimsoll.engine.core.EngineView;
import io.plimsoll.engine.event.EventSink;
import io.plimsoll.engine.runtime.EngineHost;
import io.plimsoll.engine.runtime.EngineOptions;
import io.plimsoll.engine.runtime.EventRing;
import io.plimsoll.engine.runtime.IdleStrategies;
import io.plimsoll.engine.runtime.InThreadEngine;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.SingleWriterRecorder;
import org.agrona.DirectBuffer;

/**
 * Launches engines for a run.
 *
 * @param limits of the engine
 * @param journal folder of its journal, absent or empty; none for no journal
 * @param notes what the journal says about itself
 * @param createdBy program and version, for the journal
 * @param snapshots how many of its snapshots the journal keeps; a run takes one after each bar or
 *     minute, for its digest, so mostly none
 */
public record EngineLauncher(
    EngineLimits limits,
    Optional<Path> journal,
    Map<String, String> notes,
    String createdBy,
    int snapshots) {
  private static final int SIGNIFICANT_DIGITS = 3;

  /** A launcher of an engine whose journal keeps no snapshots. */
  public EngineLauncher(
      EngineLimits limits, Optional<Path> journal, Map<String, String> notes, String createdBy) {
    this(limits, journal, notes, createdBy, 0);
  }

  /**
   * An engine on the driver's own thread.
   *
   * @param events takes its events
   */
  public EngineGateway inThread(EventSink events) {
    SingleWriterRecorder serviceTimes = new SingleWriterRecorder(SIGNIFICANT_DIGITS);
    return new InThread(
        InThreadEngine.launch(options(serviceTimes).events(events).build()), serviceTimes);
  }

  /**
   * An engine on a thread of its own, behind a ring for commands and one for events.
   *
   * @param events takes its events, on the driver's thread
   * @param idleStrategy what the engine's thread does when there is nothing to do
   */
  public EngineGateway ring(EventSink events, String idleStrategy) {
    SingleWriterRecorder serviceTimes = new SingleWriterRecorder(SIGNIFICANT_DIGITS);
    EventRing ring = new EventRing(RingGateway.EVENT_RING_BYTES, IdleStrategies.named("yield"));
    EngineOptions options =
        options(serviceTimes)
            .events(ring)
            .idleStrategy(idleStrategy)
            .errorHandler(
                error -> {}) // The gateway finds it, and throws it on the driver's thread.
            .build();
    return new RingGateway(EngineHost.launch(options), ring, events, serviceTimes);
  }

  private EngineOptions.Builder options(SingleWriterRecorder serviceTimes) {
    EngineOptions.Builder options =
        EngineOptions.builder()
            .limits(limits)
            .createdBy(createdBy)
            .journalNotes(notes)
            .snapshotsKept(snapshots)
            .serviceTimes(serviceTimes);
    journal.ifPresent(options::journalFolder);
    return options;
  }

  private record InThread(InThreadEngine engine, SingleWriterRecorder serviceTimes)
      implements EngineGateway {
    @Override
    public void onCommand(DirectBuffer buffer, int offset, int length) {
      engine.submit(buffer, offset, length);
    }

    @Override
    public void settle() {
      // A command is through when submit returns.
    }

    @Override
    public Optional<EngineView> view() {
      return Optional.of(engine.view());
    }

    @Override
    public boolean isWorkWaiting() {
      return engine.isWorkWaiting();
    }

    @Override
    public Histogram takeServiceTimes() {
      return serviceTimes.getIntervalHistogram();
    }

    @Override
    public void close() {
      engine.close();
    }
  }
}
