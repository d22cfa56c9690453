package io.plimsoll.engine.runtime;

import io.plimsoll.engine.core.EngineView;
import io.plimsoll.protocol.CommandSink;
import org.agrona.DirectBuffer;

/**
 * An engine on the caller's own thread: the events of a command reach the event sink before {@link
 * #submit} returns. Behaves as {@link EngineHost} does, without its rings. One thread at a time.
 *
 * <p>The event sink must not submit; what it wants to answer it keeps until the submit under way
 * has returned. An exception out of the engine or the sink stops the engine for good: the journal
 * is closed whole, and every later submit fails.
 */
public final class InThreadEngine implements CommandSink, AutoCloseable {
  private final CommandProcessor processor;
  private boolean submitting;

  private InThreadEngine(CommandProcessor processor) {
    this.processor = processor;
  }

  /**
   * Launches an engine.
   *
   * @param options what with; those on rings and idling have no meaning here
   * @return the engine
   * @throws IllegalStateException if the JVM was started without a flag that is needed
   * @throws io.plimsoll.engine.journal.JournalException if the journal cannot be created or
   *     continued
   */
  public static InThreadEngine launch(EngineOptions options) {
    return new InThreadEngine(CommandProcessor.launch(options));
  }

  /**
   * Runs one command to its last event.
   *
   * @param buffer holds the command
   * @param offset of the SBE message header
   * @param length of header and body, 0 to {@link
   *     io.plimsoll.engine.journal.CommandJournal#COMMAND_LENGTH_MAX} bytes
   * @throws IllegalStateException if called from the event sink, or the engine is closed or stopped
   */
  public void submit(DirectBuffer buffer, int offset, int length) {
    if (submitting) {
      throw new IllegalStateException(
          "submit was called from the event sink; submit after the call under way has returned");
    }
    submitting = true;
    try {
      processor.process(buffer, offset, length);
    } finally {
      submitting = false;
    }
  }

  /** As {@link #submit}. */
  @Override
  public void onCommand(DirectBuffer buffer, int offset, int length) {
    submit(buffer, offset, length);
  }

  /** Sequence of the last command, rejected ones and those of a continued journal included. */
  public long sequence() {
    return processor.sequence();
  }

  /**
   * Whether the engine has more to do than it does at once: a Clock goes on with it. See {@link
   * EngineCounters#isWorkWaiting}.
   */
  public boolean isWorkWaiting() {
    return counters().isWorkWaiting();
  }

  /** A new view of what the engine holds, for questions between two commands. */
  public EngineView view() {
    return processor.view();
  }

  /** What the engine counts; any thread may read it. */
  public EngineCounters counters() {
    return processor.counters();
  }

  @Override
  public void close() {
    processor.close();
  }
}
