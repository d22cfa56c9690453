package io.plimsoll.engine.journal;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.stream.Stream;
import org.agrona.CloseHelper;

/**
 * A journal open for writing: a command journal and, if wanted, an event journal. One writer at a
 * time, kept by a lock that the operating system drops when the process dies.
 */
public final class Journal implements AutoCloseable {
  private final FileChannel lock;
  private final int fingerprint;
  private SegmentCommandJournal commands;
  private SegmentEventJournal events;

  private Journal(FileChannel lock, int fingerprint) {
    this.lock = lock;
    this.fingerprint = fingerprint;
  }

  /**
   * Creates a journal.
   *
   * @param folder absent or empty
   * @param properties what it is
   * @param durability what a command survives
   * @param recordEvents whether there is an event journal
   * @return the journal, open
   * @throws JournalException if the folder is not empty, or cannot be written; then nothing was
   *     overwritten
   */
  public static Journal create(
      Path folder, JournalProperties properties, Durability durability, boolean recordEvents) {
    refuseOccupied(folder);
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new JournalException("cannot create " + folder + ": " + e.getMessage(), e);
    }
    JournalProperties written = properties.withEvents(recordEvents);
    Journal journal = new Journal(lock(folder), written.fingerprint());
    try {
      refuseOccupied(folder); // Another writer may have come and gone before the lock was ours.
      written.write(folder);
      journal.open(folder, durability, 1, recordEvents ? 1 : 0);
      return journal;
    } catch (RuntimeException e) {
      journal.closeQuietly(e);
      throw e;
    }
  }

  /**
   * Continues a journal after its last whole command. What is there stays as it is: the writer
   * starts new segments.
   *
   * @param folder of the journal
   * @param end where its parts end; see {@link JournalReader#scan}
   * @param durability what a command survives
   * @param recordEvents whether there is an event journal; it goes on after {@link
   *     JournalScan#lastEventsSequence}, and the caller must append the events of the commands from
   *     there on
   * @return the journal, open
   * @throws JournalException if it cannot be written, or if commands of it were lost: their
   *     sequences and the ids that they gave out must not be used again
   */
  public static Journal continueAfter(
      Path folder, JournalScan end, Durability durability, boolean recordEvents) {
    return continueAfter(folder, JournalPlace.START, end, durability, recordEvents);
  }

  /**
   * As {@link #continueAfter(Path, JournalScan, Durability, boolean)}, where the journal was read
   * from a place on.
   *
   * @param from the place
   * @param end see {@link JournalReader#scan(Path, JournalPlace)}
   */
  public static Journal continueAfter(
      Path folder,
      JournalPlace from,
      JournalScan end,
      Durability durability,
      boolean recordEvents) {
    end.refuseLostCommands(folder);
    Journal journal = new Journal(lock(folder), JournalProperties.read(folder).fingerprint());
    try {
      if (!JournalReader.scan(folder, from).equals(end)) {
        throw new JournalException(folder + " was written to since it was read");
      }
      long firstEvents = recordEvents ? end.lastEventsSequence() + 1 : 0;
      journal.open(folder, durability, end.lastCommandSequence() + 1, firstEvents);
      return journal;
    } catch (RuntimeException e) {
      journal.closeQuietly(e);
      throw e;
    }
  }

  /** Whether a folder holds a journal, whole or not. */
  public static boolean exists(Path folder) {
    return Files.exists(folder.resolve(JournalLayout.PROPERTIES))
        || Files.exists(folder.resolve(JournalLayout.COMMANDS));
  }

  /** The command journal. */
  public CommandJournal commands() {
    return commands;
  }

  /** The event journal, or null if there is none. */
  public EventJournal events() {
    return events;
  }

  /**
   * The place just after the last command and its events, all of it forced to disk. Allocates, and
   * takes as long as the disk does.
   *
   * @param sequence of the last command; its events must have ended
   */
  public JournalPlace syncedPlace(long sequence) {
    return new JournalPlace(
        sequence,
        fingerprint,
        commands.syncedPlace(),
        events == null ? DocumentPlace.NONE : events.syncedPlace());
  }

  @Override
  public void close() {
    CloseHelper.closeAll(commands, events, lock);
  }

  private void open(Path folder, Durability durability, long firstCommand, long firstEvents) {
    Path commandSegment = JournalLayout.createSegment(folder.resolve(JournalLayout.COMMANDS));
    commands =
        new SegmentCommandJournal(
            new SegmentWriter(commandSegment, DocumentDescriptor.KIND_COMMAND, firstCommand),
            firstCommand,
            durability);
    if (firstEvents > 0) {
      Path eventSegment = JournalLayout.createSegment(folder.resolve(JournalLayout.EVENTS));
      events =
          new SegmentEventJournal(
              new SegmentWriter(eventSegment, DocumentDescriptor.KIND_EVENTS, firstEvents),
              firstEvents);
    }
  }

  private void closeQuietly(RuntimeException cause) {
    try {
      close();
    } catch (RuntimeException e) {
      cause.addSuppressed(e);
    }
  }

  private static void refuseOccupied(Path folder) {
    if (!Files.exists(folder)) {
      return;
    }
    if (exists(folder)) {
      throw new JournalException(
          "already holds a journal: " + folder + "; nothing was overwritten");
    }
    try (Stream<Path> entries = Files.list(folder)) {
      if (entries.anyMatch(p -> !JournalLayout.isLeftBehind(p))) {
        throw new JournalException("not an empty folder: " + folder + "; nothing was overwritten");
      }
    } catch (IOException e) {
      throw new JournalException("not a folder: " + folder + "; nothing was overwritten", e);
    }
  }

  private static FileChannel lock(Path folder) {
    FileChannel channel = null;
    try {
      channel =
          FileChannel.open(
              folder.resolve(JournalLayout.LOCK),
              StandardOpenOption.CREATE,
              StandardOpenOption.WRITE);
      FileLock lock = channel.tryLock();
      if (lock != null) {
        return channel;
      }
      channel.close();
    } catch (OverlappingFileLockException e) {
      closeAfter(channel, e);
    } catch (IOException e) {
      closeAfter(channel, e);
      throw new JournalException("cannot write to " + folder + ": " + e.getMessage(), e);
    }
    throw new JournalException("another writer is at work in " + folder);
  }

  private static void closeAfter(FileChannel channel, Exception cause) {
    if (channel != null) {
      try {
        channel.close();
      } catch (IOException e) {
        cause.addSuppressed(e);
      }
    }
  }
}
