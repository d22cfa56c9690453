package io.plimsoll.engine.journal;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import net.openhft.chronicle.bytes.PointerBytesStore;
import net.openhft.chronicle.queue.ExcerptAppender;
import net.openhft.chronicle.queue.ExcerptTailer;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueue;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueueBuilder;
import net.openhft.chronicle.queue.rollcycles.LargeRollCycles;
import net.openhft.chronicle.wire.DocumentContext;

/**
 * Appends documents to the queue file of one segment; the only class that knows Chronicle Queue.
 */
final class ChronicleFile implements AutoCloseable {
  /**
   * The queue names its file after the day and starts a new one at midnight. Its clock stands still
   * here, so that a segment is one file and the wall clock has no say.
   */
  private static final long CLOCK = 0;

  private static final long SPACE_CHECK_BYTES = 16L << 20;

  /** The file grows in blocks of 64 MiB, and a full disk under a mapped file would kill the JVM. */
  private static final long SPACE_MIN_BYTES = 160L << 20;

  private final Path segment;
  private final FileStore store;
  private final SingleChronicleQueue queue;
  private final ExcerptAppender appender;
  private final PointerBytesStore document = new PointerBytesStore();
  private FileChannel channel;
  private long bytesUntilSpaceCheck;

  /**
   * Opens a new segment.
   *
   * @param segment an empty folder
   */
  ChronicleFile(Path segment) {
    this.segment = segment;
    try {
      store = Files.getFileStore(segment);
    } catch (IOException e) {
      throw new JournalException("cannot write to " + segment + ": " + e.getMessage(), e);
    }
    checkSpace();
    queue =
        SingleChronicleQueueBuilder.binary(segment)
            .rollCycle(LargeRollCycles.HUGE_DAILY)
            .timeProvider(() -> CLOCK)
            .build();
    appender = queue.createAppender();
    // Opened by the thread that launches, used by the engine's: one at a time all the same.
    appender.singleThreadedCheckDisabled(true);
  }

  void append(long address, int length) {
    bytesUntilSpaceCheck -= length;
    if (bytesUntilSpaceCheck < 0) {
      checkSpace();
    }
    document.set(address, length);
    appender.writeBytes(document);
  }

  /** Forces the file to disk; on a shared mapping that covers what was written through it. */
  void sync() {
    try {
      if (channel == null) {
        channel = FileChannel.open(JournalLayout.queueFile(segment), StandardOpenOption.WRITE);
      }
      channel.force(false);
    } catch (IOException e) {
      throw new JournalException("cannot force " + segment + " to disk: " + e.getMessage(), e);
    }
  }

  /**
   * Where the last document starts in the segment's file: its header of four bytes. Allocates.
   *
   * @throws JournalException if the queue does not find it
   */
  long lastPosition() {
    try (ExcerptTailer tailer = queue.createTailer()) {
      tailer.singleThreadedCheckDisabled(true);
      if (tailer.moveToIndex(appender.lastIndexAppended())) {
        try (DocumentContext last = tailer.readingDocument()) {
          if (last.isPresent()) {
            return last.wire().bytes().readPosition() - Integer.BYTES;
          }
        }
      }
    }
    throw new JournalException(segment + " does not find its last document again");
  }

  @Override
  public void close() {
    appender.close();
    queue.close();
    try {
      if (channel != null) {
        channel.close();
      }
    } catch (IOException e) {
      throw new JournalException("cannot close " + segment + ": " + e.getMessage(), e);
    }
  }

  private void checkSpace() {
    try {
      long free = store.getUsableSpace();
      if (free < SPACE_MIN_BYTES) {
        throw new JournalException(
            "disk is full: "
                + (free >> 20)
                + " MiB left for "
                + segment
                + ", at least "
                + (SPACE_MIN_BYTES >> 20)
                + " MiB are needed");
      }
    } catch (IOException e) {
      throw new JournalException("cannot write to " + segment + ": " + e.getMessage(), e);
    }
    bytesUntilSpaceCheck = SPACE_CHECK_BYTES;
  }
}
