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

/** Builds documents in memory and writes each whole to a segment. */
final class SegmentWriter {
  private final ByteBuffer bytes = ByteBuffer.allocateDirect(DOCUMENT_LENGTH_MAX);
  private final UnsafeBuffer document = new UnsafeBuffer(bytes);
  private final CRC32C crc = new CRC32C();
  private final Path segment;
  private final ChronicleFile file;
  private int payloadLength;
  private int lastCrc;

  SegmentWriter(Path segment, long firstSequence) {
    this.segment = segment;
    file = new ChronicleFile(segment);
    write(KIND_OPENED, firstSequence, 0);
  }

  int payloadLength() {
    return payloadLength;
  }

  int payloadRoom() {
    return PAYLOAD_LENGTH_MAX - payloadLength;
  }

  void addInt(int value) {
    document.putInt(HEADER_LENGTH + payloadLength, value, ByteOrder.LITTLE_ENDIAN);
    payloadLength += Integer.BYTES;
  }

  void add(DirectBuffer buffer, int offset, int length) {
    document.putBytes(HEADER_LENGTH + payloadLength, buffer, offset, length);
    payloadLength += length;
  }

  /** Writes the document that was built; the next starts empty. */
  void write(int kind, long sequence, int part) {
    document.putInt(KIND_OFFSET, kind, ByteOrder.LITTLE_ENDIAN);
    document.putLong(SEQUENCE_OFFSET, sequence, ByteOrder.LITTLE_ENDIAN);
    document.putInt(PART_OFFSET, part, ByteOrder.LITTLE_ENDIAN);
    document.putInt(LENGTH_OFFSET, payloadLength, ByteOrder.LITTLE_ENDIAN);
    int length = HEADER_LENGTH + payloadLength;
    crc.reset();
    crc.update(bytes.limit(length).position(KIND_OFFSET));
    lastCrc = (int) crc.getValue();
    document.putInt(CRC_OFFSET, lastCrc, ByteOrder.LITTLE_ENDIAN);
    file.append(document.addressOffset(), length);
    payloadLength = 0;
  }

  void sync() {
    file.sync();
  }

  /** Where the document lies that was written last. */
  DocumentPlace lastPlace() {
    return new DocumentPlace(JournalLayout.number(segment), file.lastPosition(), lastCrc);
  }

  void close(long lastSequence) {
    payloadLength = 0;
    try {
      write(KIND_CLOSED, lastSequence, 0);
      file.sync();
    } finally {
      file.close();
    }
  }
}
