package io.plimsoll.engine.journal;

import static io.plimsoll.engine.journal.DocumentDescriptor.KIND_EVENTS;
import static io.plimsoll.engine.journal.DocumentDescriptor.PART_LAST;

import org.agrona.DirectBuffer;

/** Batches the events of a command into documents of one segment. */
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
    if (Integer.BYTES + length > writer.payloadRoom()) {
      writer.write(KIND_EVENTS, sequence, part++);
    }
    writer.addInt(length);
    writer.add(buffer, offset, length);
  }

  @Override
  public void endOfCommand(long sequence) {
    check(sequence);
    writer.write(KIND_EVENTS, sequence, part | PART_LAST);
    lastSequence = sequence;
    part = 0;
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
      writer.close(lastSequence);
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
