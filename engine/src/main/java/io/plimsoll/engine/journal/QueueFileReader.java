package io.plimsoll.engine.journal;

import static io.plimsoll.engine.journal.DocumentDescriptor.CRC_OFFSET;
import static io.plimsoll.engine.journal.DocumentDescriptor.DOCUMENT_LENGTH_MAX;
import static io.plimsoll.engine.journal.DocumentDescriptor.HEADER_LENGTH;
import static io.plimsoll.engine.journal.DocumentDescriptor.KIND_OFFSET;
import static io.plimsoll.engine.journal.DocumentDescriptor.LENGTH_OFFSET;
import static io.plimsoll.engine.journal.DocumentDescriptor.PART_OFFSET;
import static io.plimsoll.engine.journal.DocumentDescriptor.SEQUENCE_OFFSET;

import java.nio.file.Path;
import org.agrona.DirectBuffer;

/**
 * Reads our documents out of one file of Chronicle Queue, in order, trusting nothing.
 *
 * <p>Such a file is a run of documents, each after a word that holds its length in 30 bits, a flag
 * for the queue's own (its header and indexes, passed over here) and a flag for "still being
 * written"; each starts at a multiple of four. The file is longer than its data, the rest is zero.
 */
final class QueueFileReader implements AutoCloseable {
  private static final int LENGTH_MASK = (1 << 30) - 1;
  private static final int OWN_FLAG = 1 << 30;
  private static final int UNFINISHED_FLAG = 1 << 31;

  private final FileWindow window;
  private long position;
  private int document;
  private boolean ended;
  private JournalEnd.State endState = JournalEnd.State.NOT_CLOSED;

  QueueFileReader(Path file) {
    this(file, 0);
  }

  /** A reader whose next document is the one at a position. */
  QueueFileReader(Path file, long position) {
    window = new FileWindow(file);
    this.position = position;
  }

  /**
   * Moves to the next document.
   *
   * @return whether there is one
   * @throws JournalException if the file is damaged and whole documents follow the damage
   */
  boolean next() {
    while (!ended) {
      int word = window.at(position, Integer.BYTES);
      int header = word < 0 ? 0 : window.intAt(word);
      int length = header & LENGTH_MASK;
      if (word < 0) {
        end(header, position, JournalEnd.State.CUT_SHORT);
      } else if (header == 0 || (header & UNFINISHED_FLAG) != 0) {
        end(header, afterUnfinished(), JournalEnd.State.NOT_CLOSED);
      } else if ((header & OWN_FLAG) != 0) {
        if (window.at(position + Integer.BYTES + length - 1, 1) < 0 || isOurs(length)) {
          end(header, position, JournalEnd.State.CUT_SHORT);
        } else {
          position += advance(length);
        }
      } else if (length < HEADER_LENGTH
          || length > DOCUMENT_LENGTH_MAX
          || !isWhole(position + Integer.BYTES, length)) {
        end(header, position, JournalEnd.State.CUT_SHORT);
      } else {
        document = window.at(position + Integer.BYTES, length);
        position += advance(length);
        return true;
      }
    }
    return false;
  }

  int kind() {
    return window.intAt(document + KIND_OFFSET);
  }

  long sequence() {
    return window.longAt(document + SEQUENCE_OFFSET);
  }

  int part() {
    return window.intAt(document + PART_OFFSET);
  }

  /** Holds the payload until the next call of {@link #next}. */
  DirectBuffer buffer() {
    return window.view();
  }

  int payloadOffset() {
    return document + HEADER_LENGTH;
  }

  int payloadLength() {
    return window.intAt(document + LENGTH_OFFSET);
  }

  /** The document's own checksum. */
  int crc() {
    return window.intAt(document + CRC_OFFSET);
  }

  /** How the file ends, once {@link #next} has returned false. */
  JournalEnd.State endState() {
    return endState;
  }

  /** Byte after the last document that was passed. */
  long position() {
    return position;
  }

  /** Bytes in the file, as it is now. */
  long size() {
    return window.size();
  }

  JournalException damaged(String what) {
    return new JournalException(
        window.file() + " is damaged before byte " + position + ": " + what);
  }

  @Override
  public void close() {
    window.close();
  }

  private static long advance(int length) {
    return Integer.BYTES + (length + 3L & ~3L);
  }

  /** Ends here, unless a live writer has gone on meanwhile. */
  private void end(int header, long searchFrom, JournalEnd.State state) {
    long found = findWholeAfter(searchFrom);
    window.refresh();
    int word = window.at(position, Integer.BYTES);
    if (word >= 0 && window.intAt(word) != header) {
      return;
    }
    if (found >= 0) {
      throw new JournalException(
          window.file()
              + " is damaged at byte "
              + position
              + ": it cannot be read there, yet a whole document follows at byte "
              + found);
    }
    ended = true;
    endState = state;
  }

  /**
   * A writer may have been killed after it filled a document and before it finished its word: that
   * one is whole, and yet was never written. Damage shows only in what comes after it.
   */
  private long afterUnfinished() {
    long at = position + Integer.BYTES;
    int offset = window.at(at, HEADER_LENGTH);
    if (offset >= 0) {
      int length = HEADER_LENGTH + window.intAt(offset + LENGTH_OFFSET);
      if (length >= HEADER_LENGTH && length <= DOCUMENT_LENGTH_MAX && isWhole(at, length)) {
        return position + advance(length) - Integer.BYTES;
      }
    }
    return position;
  }

  /** Whether a document that claims to be the queue's is one of ours: then its flag is wrong. */
  private boolean isOurs(int length) {
    return length >= HEADER_LENGTH
        && length <= DOCUMENT_LENGTH_MAX
        && isWhole(position + Integer.BYTES, length);
  }

  private boolean isWhole(long at, int length) {
    int offset = window.at(at, length);
    return offset >= 0
        && DocumentDescriptor.isKind(window.intAt(offset + KIND_OFFSET))
        && window.intAt(offset + LENGTH_OFFSET) == length - HEADER_LENGTH
        && window.crc(offset + KIND_OFFSET, length - KIND_OFFSET)
            == window.intAt(offset + CRC_OFFSET);
  }

  /** Looks for a whole document of ours behind a place that cannot be read. */
  private long findWholeAfter(long place) {
    long at = place + Integer.BYTES;
    while (window.at(at, HEADER_LENGTH) >= 0) {
      long stop = at + window.seenFrom(at) - HEADER_LENGTH;
      for (; at <= stop; at += Integer.BYTES) {
        int offset = window.at(at, HEADER_LENGTH);
        if (DocumentDescriptor.isKind(window.intAt(offset + KIND_OFFSET))) {
          int payload = window.intAt(offset + LENGTH_OFFSET);
          if (payload >= 0
              && payload <= DocumentDescriptor.PAYLOAD_LENGTH_MAX
              && isWhole(at, HEADER_LENGTH + payload)) {
            return at;
          }
          stop = at + Math.max(0, window.seenFrom(at) - HEADER_LENGTH);
        }
      }
    }
    return -1;
  }
}
