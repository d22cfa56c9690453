package io.plimsoll.engine.journal;

import io.plimsoll.engine.core.LiquidationEngine;
import io.plimsoll.engine.event.EventSink;
import java.util.Optional;
import java.util.function.Consumer;
import org.agrona.DirectBuffer;

/**
 * Applies the commands of a journal to a fresh engine, and compares its events with the recorded
 * ones if asked.
 *
 * <p>{@link #run} may be called again with a later stop. Afterwards the engine is the caller's, to
 * ask or to go on with. Not thread safe.
 */
public final class Replayer implements EventSink {
  private static final int PROGRESS_EVERY = 1 << 12;
  private static final byte[] NO_EVENT = {};

  private final JournalReader reader;
  private final EventSink sink;
  private final boolean verify;
  private final LiquidationEngine engine;
  private boolean commandWaits;
  private boolean applying;
  private long commands;
  private long events;
  private long verifiedEvents;
  private long missingEvents;
  private long lastSequence;
  private long indexInCommand;
  private EventDifference difference;

  /**
   * A replay from the start of a journal, on an empty engine with the journal's limits.
   *
   * @param reader before its first command; the caller closes it
   * @param sink takes each event, during the replay and of whatever is applied later
   * @param verify whether to compare events with the recorded ones
   */
  public Replayer(JournalReader reader, EventSink sink, boolean verify) {
    this(reader, sink, verify, engine -> {});
  }

  /**
   * A replay from a place in a journal.
   *
   * @param reader before its first command; the caller closes it
   * @param sink takes each event, during the replay and of whatever is applied later
   * @param verify whether to compare events with the recorded ones
   * @param start brings a fresh engine with the journal's limits into the state at that place
   */
  public Replayer(
      JournalReader reader, EventSink sink, boolean verify, Consumer<LiquidationEngine> start) {
    this.reader = reader;
    this.sink = sink;
    this.verify = verify && reader.hasEvents();
    this.engine = new LiquidationEngine(reader.properties().limits(), this);
    start.accept(engine);
    lastSequence = engine.sequence();
  }

  /** The engine, in the state after the last command applied. */
  public LiquidationEngine engine() {
    return engine;
  }

  /**
   * Applies commands until the stop, the end of the journal, or the first difference, whichever
   * comes first.
   *
   * @param until where to stop
   * @param progress hears how far it has come
   * @return what came of it, this and earlier calls taken together
   * @throws JournalException if the journal is damaged before its end
   */
  public ReplayResult run(ReplayUntil until, ReplayProgress progress) {
    while (difference == null && hasCommandBefore(until)) {
      commandWaits = false;
      applyCommand();
      if (commands % PROGRESS_EVERY == 0) {
        progress.onProgress(lastSequence, events);
      }
    }
    progress.onProgress(lastSequence, events);
    return new ReplayResult(
        commands,
        events,
        verifiedEvents,
        missingEvents,
        Optional.ofNullable(difference),
        lastSequence);
  }

  /** Takes an event from the engine. */
  @Override
  public void onEvent(DirectBuffer buffer, int offset, int length) {
    if (applying) {
      events++;
      if (verify && difference == null) {
        compare(buffer, offset, length);
      }
      indexInCommand++;
    }
    sink.onEvent(buffer, offset, length);
  }

  private boolean hasCommandBefore(ReplayUntil until) {
    if (!commandWaits && lastSequence < until.sequence()) {
      commandWaits = reader.nextCommand();
    }
    return commandWaits
        && reader.sequence() <= until.sequence()
        && reader.timestamp() <= until.timestamp();
  }

  private void applyCommand() {
    lastSequence = reader.sequence();
    indexInCommand = 0;
    applying = true;
    engine.apply(reader.buffer(), reader.offset(), reader.length());
    applying = false;
    commands++;
    if (verify && difference == null && reader.nextEvent()) {
      byte[] recorded =
          EventDifference.copy(reader.eventBuffer(), reader.eventOffset(), reader.eventLength());
      difference = new EventDifference(lastSequence, indexInCommand, recorded, NO_EVENT);
    }
  }

  private void compare(DirectBuffer buffer, int offset, int length) {
    if (reader.nextEvent()) {
      if (equal(buffer, offset, length)) {
        verifiedEvents++;
        return;
      }
      byte[] recorded =
          EventDifference.copy(reader.eventBuffer(), reader.eventOffset(), reader.eventLength());
      byte[] regenerated = EventDifference.copy(buffer, offset, length);
      difference = new EventDifference(lastSequence, indexInCommand, recorded, regenerated);
    } else if (reader.eventsEnded()) {
      missingEvents++;
    } else {
      byte[] regenerated = EventDifference.copy(buffer, offset, length);
      difference = new EventDifference(lastSequence, indexInCommand, NO_EVENT, regenerated);
    }
  }

  private boolean equal(DirectBuffer buffer, int offset, int length) {
    if (length != reader.eventLength()) {
      return false;
    }
    DirectBuffer recorded = reader.eventBuffer();
    int at = reader.eventOffset();
    int whole = length & -Long.BYTES;
    // Only whether they differ is asked, so any byte order will do.
    for (int i = 0; i < whole; i += Long.BYTES) {
      if (buffer.getLong(offset + i) != recorded.getLong(at + i)) {
        return false;
      }
    }
    for (int i = whole; i < length; i++) {
      if (buffer.getByte(offset + i) != recorded.getByte(at + i)) {
        return false;
      }
    }
    return true;
  }
}
