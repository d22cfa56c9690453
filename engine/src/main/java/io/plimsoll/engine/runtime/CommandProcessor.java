package io.plimsoll.engine.runtime;

import io.plimsoll.engine.core.EngineLimits;
import io.plimsoll.engine.core.EngineView;
import io.plimsoll.engine.core.LiquidationEngine;
import io.plimsoll.engine.event.EventSink;
import io.plimsoll.engine.journal.CommandJournal;
import io.plimsoll.engine.journal.EventJournal;
import io.plimsoll.engine.journal.Journal;
import io.plimsoll.engine.journal.JournalException;
import io.plimsoll.engine.journal.JournalProperties;
import io.plimsoll.engine.journal.JournalReader;
import io.plimsoll.engine.journal.JournalScan;
import io.plimsoll.engine.journal.ReplayProgress;
import io.plimsoll.engine.journal.ReplayUntil;
import io.plimsoll.engine.journal.Replayer;
import io.plimsoll.engine.snapshot.JournalStart;
import io.plimsoll.protocol.Messages;
import io.plimsoll.protocol.codec.CommandAcceptedDecoder;
import io.plimsoll.protocol.codec.TakeSnapshotDecoder;
import java.nio.file.Path;
import org.HdrHistogram.SingleWriterRecorder;
import org.agrona.CloseHelper;
import org.agrona.DirectBuffer;

/**
 * What both ways to run an engine share: journal a command, apply it, journal and hand out its
 * events, count. One thread at a time.
 */
final class CommandProcessor implements EventSink, AutoCloseable {
  private final EngineCounters counters = new EngineCounters();
  private final EventSink sink;
  private final SingleWriterRecorder serviceTimes;
  private LiquidationEngine engine;

  /** Of the engine's thread, for the counters. */
  private EngineView counted;

  private CommandJournal commandJournal;
  private EventJournal eventJournal;

  /** Releases the journals and what belongs to them; null without. */
  private AutoCloseable journal;

  /** Of a journal in a folder, if snapshots are kept. */
  private SnapshotTaker snapshots;

  private Journal snapshotted;

  private long sequence;
  private boolean replaying;

  /** Whether the command under way is a TakeSnapshot, which may yet be rejected. */
  private boolean takesSnapshot;

  private Throwable failure;
  private boolean closed;

  private CommandProcessor(EventSink sink, SingleWriterRecorder serviceTimes) {
    this.sink = sink;
    this.serviceTimes = serviceTimes;
  }

  /** Launches with the given journals, each of which may be null. */
  static CommandProcessor launch(
      EngineLimits limits, EventSink sink, CommandJournal commands, EventJournal events) {
    CommandProcessor processor = new CommandProcessor(sink, null);
    processor.use(() -> CloseHelper.closeAll(commands, events), commands, events);
    processor.use(new LiquidationEngine(limits, processor));
    return processor;
  }

  /** Launches, and continues a journal if the options say so. */
  static CommandProcessor launch(EngineOptions options) {
    JvmFlags.check(options.journalFolder().isPresent());
    CommandProcessor processor =
        new CommandProcessor(options.events(), options.serviceTimes().orElse(null));
    Path folder = options.journalFolder().orElse(null);
    if (folder != null && options.continueJournal() && Journal.exists(folder)) {
      processor.recover(folder, options);
    } else {
      if (folder != null) {
        JournalProperties properties =
            JournalProperties.of(options.limits(), options.createdBy(), options.journalNotes());
        processor.use(
            Journal.create(folder, properties, options.durability(), options.journalEvents()));
      }
      processor.use(new LiquidationEngine(options.limits(), processor));
    }
    if (folder != null && options.snapshotsKept() > 0) {
      processor.snapshots = new SnapshotTaker(folder, options, processor.counters);
    }
    return processor;
  }

  private void use(LiquidationEngine started) {
    engine = started;
    counted = started.view();
  }

  EngineCounters counters() {
    return counters;
  }

  long sequence() {
    return sequence;
  }

  EngineView view() {
    return engine.view();
  }

  /** What stopped the engine, or null. */
  Throwable failure() {
    return failure;
  }

  /** Whether commands are journaled: those that came together are then recorded together. */
  boolean isJournaled() {
    return commandJournal != null;
  }

  /**
   * Runs one command to its last event.
   *
   * @throws IllegalStateException if the engine was closed or has stopped
   */
  void process(DirectBuffer buffer, int offset, int length) {
    checkRunning();
    checkLength(length);
    try {
      long startNanos = serviceTimes == null ? 0 : System.nanoTime();
      if (commandJournal != null) {
        commandJournal.add(sequence + 1, buffer, offset, length);
        commandJournal.flush();
      }
      takesSnapshot = snapshots != null && isTakeSnapshot(buffer, offset, length);
      apply(buffer, offset, length, startNanos);
      flushEvents();
      if (takesSnapshot) {
        takesSnapshot = false;
        snapshots.endOfCommand(engine, snapshotted);
      }
    } catch (Throwable e) {
      fail(e);
      throw e;
    }
  }

  /**
   * Records some commands in one go, then runs each to its last event. What was recorded behind a
   * command that stops the engine is not run.
   *
   * @param batch without {@link #isTakeSnapshot}
   * @throws IllegalStateException if the engine was closed or has stopped
   */
  void process(CommandBatch batch) {
    checkRunning();
    try {
      long startNanos = serviceTimes == null ? 0 : System.nanoTime();
      DirectBuffer buffer = batch.buffer();
      long next = sequence + 1;
      for (int at = batch.first(); at >= 0; at = batch.next(at)) {
        commandJournal.add(next, buffer, batch.offset(at), batch.length(at));
        next++;
      }
      commandJournal.flush();
      for (int at = batch.first(); at >= 0; at = batch.next(at)) {
        apply(buffer, batch.offset(at), batch.length(at), startNanos);
      }
      flushEvents();
    } catch (Throwable e) {
      fail(e);
      throw e;
    }
  }

  private void checkRunning() {
    if (closed) {
      throw new IllegalStateException("the engine is closed");
    }
    if (failure != null) {
      throw new IllegalStateException(
          "the engine stopped at sequence " + sequence + ": " + failure, failure);
    }
  }

  private void fail(Throwable cause) {
    failure = cause;
    closeJournal(cause);
  }

  private void apply(DirectBuffer buffer, int offset, int length, long startNanos) {
    sequence++;
    engine.apply(buffer, offset, length);
    if (engine.sequence() != sequence) {
      throw new IllegalStateException(
          "the engine counts " + engine.sequence() + ", the journal " + sequence);
    }
    if (eventJournal != null) {
      eventJournal.endOfCommand(sequence);
    }
    if (serviceTimes != null) {
      serviceTimes.recordValue(System.nanoTime() - startNanos);
    }
    counters.onApplied(sequence, counted);
  }

  private void flushEvents() {
    if (eventJournal != null) {
      eventJournal.flush();
    }
  }

  /** Whether a command is one to process alone: a snapshot says where its documents end. */
  static boolean isTakeSnapshot(DirectBuffer buffer, int offset, int length) {
    return length >= Messages.HEADER_LENGTH
        && Messages.templateId(buffer, offset) == TakeSnapshotDecoder.TEMPLATE_ID;
  }

  /** Refuses what no journal would take, whether there is one or not. */
  static void checkLength(int length) {
    if (length < 0 || length > CommandJournal.COMMAND_LENGTH_MAX) {
      throw new IllegalArgumentException(
          "a command has 0 to " + CommandJournal.COMMAND_LENGTH_MAX + " bytes, not " + length);
    }
  }

  /** Takes an event from the engine. */
  @Override
  public void onEvent(DirectBuffer buffer, int offset, int length) {
    if (eventJournal != null) {
      eventJournal.append(sequence, buffer, offset, length);
    }
    if (takesSnapshot) {
      snapshots.onEvent(buffer, offset);
    }
    if (!replaying) {
      if (Messages.templateId(buffer, offset) == CommandAcceptedDecoder.TEMPLATE_ID) {
        // The last event: whoever has taken it can ask what waits.
        counters.workWaiting(engine.isWorkWaiting());
      }
      counters.onEvent(buffer, offset, length);
      sink.onEvent(buffer, offset, length);
    }
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      CloseHelper.close(journal);
    }
  }

  private void use(Journal opened) {
    snapshotted = opened;
    use(opened, opened.commands(), opened.events());
  }

  private void use(AutoCloseable owner, CommandJournal commands, EventJournal events) {
    journal = owner;
    commandJournal = commands;
    eventJournal = events;
  }

  /**
   * Starts from the newest snapshot that can be used, replays what came after it, writes the events
   * that a kill left out, and goes on behind it.
   */
  private void recover(Path folder, EngineOptions options) {
    replaying = true;
    try (JournalStart start =
        JournalStart.newest(
            folder, this, true, ReplayUntil.END, options.journalEvents(), options.notices())) {
      if (!start.reader().properties().limits().equals(options.limits())) {
        throw new JournalException(
            folder
                + " was written with "
                + start.reader().properties().limits()
                + " and cannot be continued with "
                + options.limits());
      }
      sequence = start.place().sequence();
      JournalScan end = JournalReader.scan(folder, start.place());
      end.refuseLostCommands(folder); // Before the replay, which may take long.
      use(start.replayer().engine());
      replay(folder, start.replayer(), end.lastEventsSequence());
      use(
          Journal.continueAfter(
              folder, start.place(), end, options.durability(), options.journalEvents()));
      while (sequence < end.lastCommandSequence()) {
        sequence++;
        replay(folder, start.replayer(), sequence);
        if (eventJournal != null) {
          eventJournal.endOfCommand(sequence);
        }
      }
      flushEvents();
      counters.snapshotAt(start.place().sequence());
    } catch (Throwable e) {
      closeJournal(e);
      throw e;
    }
    replaying = false;
    counters.startAt(sequence);
    counters.workWaiting(engine.isWorkWaiting());
  }

  private void replay(Path folder, Replayer replayer, long until) {
    replayer
        .run(ReplayUntil.sequence(until), ReplayProgress.NONE)
        .difference()
        .ifPresent(
            difference -> {
              throw new JournalException(folder + " does not replay as recorded: " + difference);
            });
    sequence = Math.max(sequence, until);
  }

  /** Leaves the journal whole for whoever looks into what went wrong. */
  private void closeJournal(Throwable cause) {
    try {
      CloseHelper.close(journal);
    } catch (RuntimeException e) {
      cause.addSuppressed(e);
    }
  }
}
