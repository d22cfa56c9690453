package io.plimsoll.engine.journal;

import static io.plimsoll.engine.journal.DocumentDescriptor.KIND_COMMAND;

import org.agrona.DirectBuffer;

/** Writes command documents to one segment. */
final class SegmentCommandJournal implements CommandJournal {
  private final SegmentWriter writer;
  private final int syncEvery;
  private long lastSequence;
  private int unsynced;
  private boolean closed;

  SegmentCommandJournal(SegmentWriter writer, long firstSequence, Durability durability) {
    this.writer = writer;
    this.syncEvery = durability.syncEvery();
    this.lastSequence = firstSequence - 1;
  }

  @Override
  public void append(long sequence, DirectBuffer buffer, int offset, int length) {
    if (closed) {
      throw new IllegalStateException("the command journal is closed");
    }
    if (sequence != lastSequence + 1) {
      throw new IllegalArgumentException(
          "sequence must be " + (lastSequence + 1) + ", not " + sequence);
    }
    if (length < 0 || length > COMMAND_LENGTH_MAX) {
      throw new IllegalArgumentException(
          "a command has 0 to " + COMMAND_LENGTH_MAX + " bytes, not " + length);
    }
    writer.add(buffer, offset, length);
    writer.write(KIND_COMMAND, sequence, 0);
    lastSequence = sequence;
    if (syncEvery > 0 && ++unsynced >= syncEvery) {
      sync();
    }
  }

  @Override
  public void sync() {
    unsynced = 0;
    writer.sync();
  }

  /** Forces all to disk, and says where the last document lies. */
  DocumentPlace syncedPlace() {
    sync();
    return writer.lastPlace();
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      writer.close(lastSequence);
    }
  }
}
