package io.plimsoll.engine.journal;

import static io.plimsoll.engine.journal.DocumentDescriptor.CRC_OFFSET;
import static io.plimsoll.engine.journal.DocumentDescriptor.DOCUMENT_LENGTH_MAX;
import static io.plimsoll.engine.journal.DocumentDescriptor.HEADER_LENGTH;
import static io.plimsoll.engine.journal.DocumentDescriptor.KIND_CLOSED;
import static io.plimsoll.engine.journal.DocumentDescriptor.KIND_OFFSET;
import static io.plimsoll.engine.journal.DocumentDescriptor.KIND_OPENED;
import static io.plimsoll.engine.journal.DocumentDescriptor.LENGTH_OFFSET;
import static io.plimsoll.engine.journal.DocumentDescriptor.PART_OFFSET;
import static io.plimsoll.engine.journal.DocumentDescriptor.PAYLOAD_LENGTH_MAX;
import static io.plimsoll.engine.journal.DocumentDescriptor.SEQUENCE_OFFSET;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.zip.CRC32C;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Gathers entries in memory, one a sequence, and writes them to a segment as one document.
 *
 * <p>Each entry lies behind its length. A single one is written as a document of its own kind: the
 * header's last field is the length of the payload, so it takes the place of the entry's, and
 * nothing has to be moved.
 *
 * <pre>
 *   run:     [header 24][length][entry][length][entry] ...
 *   single:      [header 24    ][entry]
 * </pre>
 */
final class SegmentWriter {
  private static final int SINGLE = Integer.BYTES;

  private final ByteBuffer bytes = ByteBuffer.allocateDirect(DOCUMENT_LENGTH_MAX + SINGLE);
  private final UnsafeBuffer document = new UnsafeBuffer(bytes);
  private final CRC32C crc = new CRC32C();
  private final Path segment;
  private final ChronicleFile file;
  private final int kind;

  /** Where the next byte goes; where the entry that is being built starts, its length included. */
  private int end = HEADER_LENGTH;

  private int entry = HEADER_LENGTH;
  private int entries;
  private int lastCrc;

  /**
   * Opens a segment.
   *
   * @param kind COMMAND or EVENTS
   */
  SegmentWriter(Path segment, int kind, long firstSequence) {
    this.kind = kind;
    this.segment = segment;
    file = new ChronicleFile(segment);
    write(0, KIND_OPENED, firstSequence, 0, 0);
  }

  /** Whole entries that are not written yet. */
  int entries() {
    return entries;
  }

  /** Bytes that still fit the entry that is being built. */
  int room() {
    int limit = (entries == 0 ? SINGLE : 0) + HEADER_LENGTH + PAYLOAD_LENGTH_MAX;
    return limit - Math.max(end, entry + Integer.BYTES);
  }

  void addInt(int value) {
    begin();
    document.putInt(end, value, ByteOrder.LITTLE_ENDIAN);
    end += Integer.BYTES;
  }

  void add(DirectBuffer buffer, int offset, int length) {
    begin();
    document.putBytes(end, buffer, offset, length);
    end += length;
  }

  private void begin() {
    if (end == entry) {
      end += Integer.BYTES;
    }
  }

  /** Ends an entry, which may be empty. */
  void endEntry() {
    begin();
    document.putInt(entry, end - entry - Integer.BYTES, ByteOrder.LITTLE_ENDIAN);
    entry = end;
    entries++;
  }

  /**
   * Writes the whole entries; one that is being built stays.
   *
   * @param firstSequence of the first of them
   * @param part of a single one
   */
  void flush(long firstSequence, int part) {
    if (entries == 1) {
      int length = entry - HEADER_LENGTH - Integer.BYTES;
      write(SINGLE, kind, firstSequence, part, length);
    } else if (entries > 1) {
      int run = DocumentDescriptor.runOf(kind);
      write(0, run, firstSequence, 0, entry - HEADER_LENGTH);
    }
    int rest = end - entry;
    document.putBytes(HEADER_LENGTH, document, entry, rest);
    entry = HEADER_LENGTH;
    end = HEADER_LENGTH + rest;
    entries = 0;
  }

  private void write(int at, int documentKind, long sequence, int part, int payloadLength) {
    document.putInt(at + KIND_OFFSET, documentKind, ByteOrder.LITTLE_ENDIAN);
    document.putLong(at + SEQUENCE_OFFSET, sequence, ByteOrder.LITTLE_ENDIAN);
    document.putInt(at + PART_OFFSET, part, ByteOrder.LITTLE_ENDIAN);
    document.putInt(at + LENGTH_OFFSET, payloadLength, ByteOrder.LITTLE_ENDIAN);
    int length = HEADER_LENGTH + payloadLength;
    crc.reset();
    crc.update(bytes.limit(at + length).position(at + KIND_OFFSET));
    lastCrc = (int) crc.getValue();
    document.putInt(at + CRC_OFFSET, lastCrc, ByteOrder.LITTLE_ENDIAN);
    file.append(document.addressOffset() + at, length);
  }

  void sync() {
    file.sync();
  }

  /** Where the document lies that was written last. */
  DocumentPlace lastPlace() {
    return new DocumentPlace(JournalLayout.number(segment), file.lastPosition(), lastCrc);
  }

  void close(long lastSequence) {
    try {
      write(0, KIND_CLOSED, lastSequence, 0, 0);
      file.sync();
    } finally {
      file.close();
    }
  }
}
