package io.plimsoll.engine.journal;

import static io.plimsoll.engine.journal.DocumentDescriptor.PART_LAST;

import org.agrona.DirectBuffer;

/** Writes the events of commands to one segment: those of several as one document. */
final class SegmentEventJournal implements EventJournal {
  private final SegmentWriter writer;
  private long lastSequence;
  private int part;
  private boolean closed;

  SegmentEventJournal(SegmentWriter writer, long firstSequence) {
    this.writer = writer;
    this.lastSequence = firstSequence - 1;
  }

  @Override
  public void append(long sequence, DirectBuffer buffer, int offset, int length) {
    check(sequence);
    if (length < 0 || length > EVENT_LENGTH_MAX) {
      throw new IllegalArgumentException(
          "an event has 0 to " + EVENT_LENGTH_MAX + " bytes, not " + length);
    }
    int needed = Integer.BYTES + length;
    if (needed > writer.room()) {
      flush(); // What is here of this command moves to the front.
      if (needed > writer.room()) {
        writer.endEntry();
        writer.flush(sequence, part++);
      }
    }
    writer.addInt(length);
    writer.add(buffer, offset, length);
  }

  @Override
  public void endOfCommand(long sequence) {
    check(sequence);
    if (writer.room() < 0) {
      flush();
    }
    writer.endEntry();
    lastSequence = sequence;
    if (part > 0) {
      writer.flush(sequence, part | PART_LAST);
      part = 0;
    }
  }

  @Override
  public void flush() {
    int count = writer.entries();
    if (count > 0) {
      writer.flush(lastSequence - count + 1, PART_LAST);
    }
  }

  @Override
  public void sync() {
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
      try {
        flush();
      } finally {
        writer.close(lastSequence - writer.entries());
      }
    }
  }

  private void check(long sequence) {
    if (closed) {
      throw new IllegalStateException("the event journal is closed");
    }
    if (sequence != lastSequence + 1) {
      throw new IllegalArgumentException(
          "sequence must be " + (lastSequence + 1) + ", not " + sequence);
    }
  }
}
