package io.plimsoll.engine.journal;

import static io.plimsoll.engine.journal.DocumentDescriptor.KIND_COMMAND;
import static io.plimsoll.engine.journal.DocumentDescriptor.KIND_EVENTS;

import io.plimsoll.engine.event.EventSink;
import io.plimsoll.protocol.Messages;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.agrona.DirectBuffer;

/**
 * Reads a journal from its start: each command, then the events that it caused.
 *
 * <pre>{@code
 * try (JournalReader reader = JournalReader.open(folder)) {
 *   while (reader.nextCommand()) {
 *     // reader.sequence(), reader.buffer(), reader.offset(), reader.length()
 *     reader.forEachEvent((buffer, offset, length) -> ...);
 *   }
 *   System.out.println(reader.end());
 * }
 * }</pre>
 *
 * <p>Nothing in the folder is changed, created or locked; a writer may be at work, and the reader
 * then sees what was there when it got to the end. A journal that was cut anywhere reads up to the
 * last whole command. Damage before that is a {@link JournalException}. Not thread safe.
 */
public final class JournalReader implements AutoCloseable {
  private static final int TIMESTAMP_OFFSET = Messages.HEADER_LENGTH + Long.BYTES;

  private final Path commandFolder;
  private final JournalPlace from;
  private final JournalProperties properties;
  private final SegmentChain commands;
  private final SegmentChain events;
  private boolean onCommand;
  private boolean onEventDocument;
  private boolean eventsComplete;
  private int cursor;
  private int eventOffset;
  private int eventLength;

  private JournalReader(Path folder, JournalPlace from) {
    properties = JournalProperties.read(folder);
    this.from = from;
    checkPlace(folder);
    Path eventFolder = folder.resolve(JournalLayout.EVENTS);
    commandFolder = folder.resolve(JournalLayout.COMMANDS);
    commands = openCommands();
    try {
      events =
          Files.isDirectory(eventFolder)
              ? new SegmentChain(
                  "event journal", eventFolder, KIND_EVENTS, from.sequence(), from.events())
              : null;
    } catch (RuntimeException e) {
      commands.close();
      throw e;
    }
  }

  private void checkPlace(Path folder) {
    if (from.isStart()) {
      return;
    }
    if (properties.fingerprint() != from.journal()) {
      throw new JournalException("it is of another journal");
    }
    if (Files.isDirectory(folder.resolve(JournalLayout.EVENTS)) != from.events().exists()) {
      throw new JournalException(
          from.events().exists()
              ? "the event journal is gone"
              : "events were not recorded when it was taken");
    }
  }

  private SegmentChain openCommands() {
    return new SegmentChain(
        "command journal", commandFolder, KIND_COMMAND, from.sequence(), from.command());
  }

  /**
   * Opens a journal.
   *
   * @param folder of the journal
   * @return a reader before the first command
   * @throws JournalException if there is no such folder, it is not a journal, this version cannot
   *     read it, or it is damaged
   */
  public static JournalReader open(Path folder) {
    return open(folder, JournalPlace.START);
  }

  /**
   * Opens a journal at a place, without a look at what lies before it.
   *
   * @param folder of the journal
   * @param from where to go on
   * @return a reader before the first command after the place
   * @throws JournalException as {@link #open(Path)}, or if the journal does not hold the place
   */
  public static JournalReader open(Path folder, JournalPlace from) {
    if (!Files.isDirectory(folder)) {
      throw new JournalException("no such folder: " + folder);
    }
    if (!Files.isRegularFile(folder.resolve(JournalLayout.PROPERTIES))) {
      throw new JournalException(
          "not a journal: " + folder + " has no " + JournalLayout.PROPERTIES);
    }
    if (!Files.isDirectory(folder.resolve(JournalLayout.COMMANDS))) {
      throw new JournalException(
          "not a journal: " + folder + " has no folder " + JournalLayout.COMMANDS);
    }
    return new JournalReader(folder, from);
  }

  /**
   * Reads a journal through, to see how far it reaches.
   *
   * @param folder of the journal
   * @return where it ends
   * @throws JournalException as {@link #open(Path)} and {@link #nextCommand}
   */
  public static JournalScan scan(Path folder) {
    return scan(folder, JournalPlace.START);
  }

  /**
   * Reads a journal from a place on, to see how far it reaches.
   *
   * @param folder of the journal
   * @param from where to begin
   * @return where it ends: the same as from the start, if what lies before the place is whole
   * @throws JournalException as {@link #open(Path, JournalPlace)} and {@link #nextCommand}
   */
  public static JournalScan scan(Path folder, JournalPlace from) {
    try (JournalReader reader = open(folder, from)) {
      while (reader.nextCommand()) {
        // Only the end is of interest.
      }
      return reader.end();
    }
  }

  /** What {@code journal.properties} says. */
  public JournalProperties properties() {
    return properties;
  }

  /** Whether the journal has events at all. */
  public boolean hasEvents() {
    return events != null;
  }

  /**
   * Moves to the next command; what is left of the events of this one is passed over.
   *
   * @return whether there is one
   * @throws JournalException if the journal is damaged before its end
   */
  public boolean nextCommand() {
    if (onCommand) {
      while (nextEvent()) {
        // Passed over.
      }
    }
    eventsComplete = false;
    onCommand = commands.next();
    return onCommand;
  }

  /** Sequence of the command. */
  public long sequence() {
    return commands.sequence();
  }

  /** Holds the command until the next call of {@link #nextCommand}. */
  public DirectBuffer buffer() {
    return commands.buffer();
  }

  /** Offset of the command in its buffer. */
  public int offset() {
    return commands.payloadOffset();
  }

  /** Length of the command, in bytes. */
  public int length() {
    return commands.payloadLength();
  }

  /** Whether the command is long enough, and of a kind, to have a timestamp. */
  public boolean hasTimestamp() {
    return length() >= TIMESTAMP_OFFSET + Long.BYTES
        && Messages.isCommand(Messages.templateId(buffer(), offset()));
  }

  /** Timestamp of the command, in nanoseconds since 1970-01-01T00:00Z; 0 if it has none. */
  public long timestamp() {
    return hasTimestamp()
        ? buffer().getLong(offset() + TIMESTAMP_OFFSET, ByteOrder.LITTLE_ENDIAN)
        : 0;
  }

  /**
   * Moves to the next recorded event of the command.
   *
   * @return whether there is one
   * @throws JournalException if the event journal is damaged before its end
   */
  public boolean nextEvent() {
    if (events == null || !onCommand || eventsComplete) {
      return false;
    }
    while (onEventDocument || events.next()) {
      if (!onEventDocument) {
        onEventDocument = true;
        cursor = 0;
      }
      if (events.sequence() != sequence()) {
        return false;
      }
      if (cursor < events.payloadLength()) {
        readEvent();
        return true;
      }
      onEventDocument = false;
      if (events.isLastPart()) {
        eventsComplete = true;
        return false;
      }
    }
    return false;
  }

  /** Holds the event until the next call of {@link #nextEvent} or {@link #nextCommand}. */
  public DirectBuffer eventBuffer() {
    return events.buffer();
  }

  /** Offset of the event in its buffer. */
  public int eventOffset() {
    return eventOffset;
  }

  /** Length of the event, in bytes. */
  public int eventLength() {
    return eventLength;
  }

  /**
   * Hands out the events of the command that have not been read yet.
   *
   * @param sink takes each
   * @return how many there were
   */
  public int forEachEvent(EventSink sink) {
    int count = 0;
    while (nextEvent()) {
      sink.onEvent(eventBuffer(), eventOffset, eventLength);
      count++;
    }
    return count;
  }

  /** Whether the recorded events have come to their end; false if there is no event journal. */
  public boolean eventsEnded() {
    return events != null && events.isEnded();
  }

  /** Whether there are no more commands: {@link #nextCommand} has returned false. */
  public boolean isEnded() {
    return commands.end() != null;
  }

  /**
   * How the journal ends.
   *
   * @return where; known once {@link #nextCommand} has returned false
   * @throws IllegalStateException before that
   * @throws JournalException if the event journal is damaged before its end
   */
  public JournalScan end() {
    if (!isEnded()) {
      throw new IllegalStateException("there are more commands");
    }
    while (events != null && events.next()) {
      // Events past the last command: the commands were lost, and the end says so.
    }
    long last = commands.end().lastSequence();
    long reach = events == null ? 0 : events.lastBegun();
    if (reach > last && lastCommandNow() >= reach) {
      reach = last;
    }
    return new JournalScan(
        commands.end(),
        Optional.ofNullable(events).map(SegmentChain::end),
        reach,
        events == null && properties.eventsRecorded() && last > 0);
  }

  /** A writer at work may have gone on since the commands were read: then none of them is lost. */
  private long lastCommandNow() {
    try (SegmentChain chain = openCommands()) {
      while (chain.next()) {
        // Only the end is of interest.
      }
      return chain.end().lastSequence();
    }
  }

  @Override
  public void close() {
    commands.close();
    if (events != null) {
      events.close();
    }
  }

  private void readEvent() {
    int left = events.payloadLength() - cursor;
    int at = events.payloadOffset() + cursor;
    eventLength = left < Integer.BYTES ? -1 : events.buffer().getInt(at, ByteOrder.LITTLE_ENDIAN);
    if (eventLength < 0 || eventLength > left - Integer.BYTES) {
      throw events.damaged("an event does not fit its document");
    }
    eventOffset = at + Integer.BYTES;
    cursor += Integer.BYTES + eventLength;
  }
}
