package io.plimsoll.engine.journal;

import static io.plimsoll.engine.journal.DocumentDescriptor.KIND_CLOSED;
import static io.plimsoll.engine.journal.DocumentDescriptor.KIND_OPENED;
import static io.plimsoll.engine.journal.DocumentDescriptor.PART_LAST;

import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.agrona.DirectBuffer;

/**
 * Strings the segments of one folder together, entry by entry, and checks that no sequence is
 * missing. A segment counts up to where the next one starts: what a torn end holds beyond that was
 * written again.
 */
final class SegmentChain implements AutoCloseable {
  private record Segment(Path folder, long firstSequence) {}

  private final String name;
  private final int kind;
  private final Path folder;
  private final List<Segment> segments = new ArrayList<>();
  private QueueFileReader reader;
  private int index = -1;
  private boolean ended;
  private long lastWhole;
  private long lastBegun;
  private int nextPart;
  private JournalEnd end;

  /** The entry of the document that is being read: its sequence, and where in the payload. */
  private long sequence;

  private int entryOffset;
  private int entryLength;

  /** Bytes of the payload of a run that are not read yet. */
  private int runLeft;

  /** Where the newest segment ends, if its file does not even say where it starts. */
  private JournalEnd unreadable;

  SegmentChain(String name, Path folder, int kind) {
    this(name, folder, kind, 0, DocumentPlace.NONE);
  }

  /**
   * A chain that goes on behind a document; what lies before it is not looked at.
   *
   * @param after the sequence of the document, its last part; 0 for the start
   * @param place where it lies
   * @throws JournalException if it does not lie there
   */
  SegmentChain(String name, Path folder, int kind, long after, DocumentPlace place) {
    this.name = name;
    this.kind = kind;
    this.folder = folder;
    lastWhole = after;
    lastBegun = after;
    for (Path segment : JournalLayout.segments(folder)) {
      if (JournalLayout.number(segment) < place.segment()) {
        continue;
      }
      unreadable = null;
      long first = firstSequence(segment);
      if (first > 0) {
        segments.add(new Segment(segment, first));
      }
    }
    if (segments.isEmpty()) {
      ended = true;
      end = unreadable == null ? cutShort(folder, 0, JournalEnd.NO_FILE) : unreadable;
    } else if (!place.exists() && segments.get(0).firstSequence != 1) {
      throw gap(1, segments.get(0).firstSequence, segments.get(0).folder);
    }
    if (place.exists()) {
      goBehind(place);
    }
  }

  private void goBehind(DocumentPlace place) {
    boolean there =
        !segments.isEmpty()
            && JournalLayout.number(segments.get(0).folder) == place.segment()
            && segments.get(0).firstSequence <= lastWhole;
    if (there) {
      index = 0;
      reader =
          new QueueFileReader(JournalLayout.queueFile(segments.get(0).folder), place.position());
      there =
          lastWhole < limit()
              && reader.next()
              && reader.kind() == kind
              && reader.sequence() == lastWhole
              && reader.crc() == place.crc();
    }
    if (!there) {
      close();
      throw new JournalException(
          "the " + name + " does not hold sequence " + lastWhole + " where it was written");
    }
  }

  /** The sequence that a segment starts with, or 0 if its file does not get as far as to say. */
  private long firstSequence(Path segment) {
    Path file = JournalLayout.queueFile(segment);
    if (file == null) {
      unreadable = cutShort(segment, 0, JournalEnd.NO_FILE);
      return 0;
    }
    try (QueueFileReader opening = new QueueFileReader(file)) {
      if (!opening.next()) {
        unreadable = cutShort(file, opening.position(), opening.size());
        return 0;
      }
      if (opening.kind() != KIND_OPENED || opening.sequence() < 1) {
        throw opening.damaged("the segment does not start with its opening document");
      }
      return opening.sequence();
    }
  }

  private JournalEnd cutShort(Path file, long position, long size) {
    return new JournalEnd(name, lastWhole, JournalEnd.State.CUT_SHORT, file, position, size);
  }

  /**
   * Moves to the next entry: a command, or events of one command.
   *
   * @return whether there is one
   * @throws JournalException if documents are missing or damaged in the middle
   */
  boolean next() {
    while (!ended) {
      if (reader == null) {
        openNext();
      } else if (runLeft > 0) {
        nextOfRun();
        if (sequence < limit()) {
          checkOrder(0, true);
          return true;
        }
      } else if (!reader.next()) {
        leaveSegment(reader.endState());
      } else if (reader.kind() == KIND_CLOSED) {
        if (reader.sequence() != lastWhole && reader.sequence() < limit()) {
          throw reader.damaged(
              name + " was closed after sequence " + reader.sequence() + ", not " + lastWhole);
        }
        leaveSegment(JournalEnd.State.CLOSED);
      } else if (reader.kind() == DocumentDescriptor.runOf(kind)) {
        sequence = reader.sequence() - 1;
        entryOffset = reader.payloadOffset();
        entryLength = 0;
        runLeft = reader.payloadLength();
      } else if (reader.kind() == kind) {
        sequence = reader.sequence();
        entryOffset = reader.payloadOffset();
        entryLength = reader.payloadLength();
        if (sequence < limit()) {
          boolean partitioned = kind == DocumentDescriptor.KIND_EVENTS;
          boolean last = !partitioned || (reader.part() & PART_LAST) != 0;
          checkOrder(reader.part() & ~PART_LAST, last);
          return true;
        }
      } else if (reader.kind() != KIND_OPENED) {
        throw reader.damaged("a document of another kind in the " + name);
      }
    }
    return false;
  }

  private void nextOfRun() {
    int at = entryOffset + entryLength;
    int length = runLeft < Integer.BYTES ? -1 : reader.buffer().getInt(at, ByteOrder.LITTLE_ENDIAN);
    if (length < 0 || length > runLeft - Integer.BYTES) {
      throw reader.damaged("an entry does not fit its document");
    }
    sequence++;
    entryOffset = at + Integer.BYTES;
    entryLength = length;
    runLeft -= Integer.BYTES + length;
  }

  long sequence() {
    return sequence;
  }

  /** Whether the entry is the last of its sequence. */
  boolean isLastPart() {
    return nextPart == 0;
  }

  DirectBuffer buffer() {
    return reader.buffer();
  }

  int payloadOffset() {
    return entryOffset;
  }

  int payloadLength() {
    return entryLength;
  }

  /** The last sequence of which anything was read. */
  long lastBegun() {
    return lastBegun;
  }

  boolean isEnded() {
    return ended;
  }

  /** Where the chain ends, once {@link #next} has returned false. */
  JournalEnd end() {
    return end;
  }

  JournalException damaged(String what) {
    return reader.damaged(what);
  }

  @Override
  public void close() {
    if (reader != null) {
      reader.close();
      reader = null;
    }
    ended = true;
  }

  private void openNext() {
    index++;
    nextPart = 0;
    reader = new QueueFileReader(JournalLayout.queueFile(segments.get(index).folder));
  }

  private long limit() {
    return index + 1 < segments.size() ? segments.get(index + 1).firstSequence : Long.MAX_VALUE;
  }

  private void checkOrder(int part, boolean last) {
    if (sequence != lastWhole + 1 || part != nextPart) {
      throw reader.damaged(
          name
              + " goes from sequence "
              + lastWhole
              + " to part "
              + part
              + " of sequence "
              + sequence);
    }
    lastBegun = sequence;
    nextPart = last ? 0 : part + 1;
    lastWhole = last ? sequence : lastWhole;
  }

  private void leaveSegment(JournalEnd.State state) {
    if (index + 1 < segments.size()) {
      if (lastWhole + 1 != limit()) {
        throw gap(lastWhole + 1, limit(), segments.get(index + 1).folder);
      }
      reader.close();
      reader = null;
      return;
    }
    ended = true;
    Path file = JournalLayout.queueFile(segments.get(index).folder);
    end =
        unreadable == null
            ? new JournalEnd(name, lastWhole, state, file, reader.position(), reader.size())
            : cutShort(unreadable.file(), unreadable.position(), unreadable.size());
  }

  private JournalException gap(long expected, long found, Path segment) {
    return new JournalException(
        "part of the "
            + name
            + " in "
            + folder
            + " is missing: sequence "
            + expected
            + " is not there, yet "
            + segment
            + " starts with "
            + found);
  }
}
