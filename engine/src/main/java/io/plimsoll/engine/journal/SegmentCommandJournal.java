package io.plimsoll.engine.journal;

import org.agrona.DirectBuffer;

/** Writes commands to one segment: those that arrived together as one document. */
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
  public void add(long sequence, DirectBuffer buffer, int offset, int length) {
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
    if (length > writer.room()) {
      flush();
    }
    writer.add(buffer, offset, length);
    writer.endEntry();
    lastSequence = sequence;
    unsynced++;
  }

  @Override
  public void flush() {
    int count = writer.entries();
    if (count > 0) {
      writer.flush(lastSequence - count + 1, 0);
    }
    if (syncEvery > 0 && unsynced >= syncEvery) {
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
      writer.close(lastSequence - writer.entries());
    }
  }
}
