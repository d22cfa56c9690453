package io.plimsoll.engine.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32C;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * A window that slides over a file, read only. Plain reads: a mapped file that turns out shorter
 * than it was would take the JVM down.
 */
final class FileWindow implements AutoCloseable {
  /** Room for the longest document, and for many short ones. */
  private static final int CAPACITY = 1 << 18;

  private final Path file;
  private final FileChannel channel;
  private final ByteBuffer bytes = ByteBuffer.allocateDirect(CAPACITY);
  private final UnsafeBuffer view = new UnsafeBuffer(bytes);
  private final CRC32C crc = new CRC32C();
  private long start;
  private int length;

  FileWindow(Path file) {
    this.file = file;
    try {
      channel = FileChannel.open(file, StandardOpenOption.READ);
    } catch (IOException e) {
      throw new JournalException("cannot open " + file + ": " + e.getMessage(), e);
    }
  }

  Path file() {
    return file;
  }

  DirectBuffer view() {
    return view;
  }

  /** Bytes in the file, as it is now. */
  long size() {
    try {
      return channel.size();
    } catch (IOException e) {
      throw new JournalException("cannot read " + file + ": " + e.getMessage(), e);
    }
  }

  /**
   * Slides so that a part of the file can be seen.
   *
   * @return its offset in the view, or -1 if the file ends before the end of the part
   */
  int at(long position, int count) {
    if (position < start || position + count > start + length) {
      fill(position);
      if (count > length) {
        return -1;
      }
    }
    return (int) (position - start);
  }

  /** Bytes that can be seen from a position on, without sliding. */
  int seenFrom(long position) {
    return (int) Math.max(0, start + length - position);
  }

  int intAt(int offset) {
    return view.getInt(offset, ByteOrder.LITTLE_ENDIAN);
  }

  long longAt(int offset) {
    return view.getLong(offset, ByteOrder.LITTLE_ENDIAN);
  }

  /** CRC-32C of a part of the view. */
  int crc(int offset, int count) {
    crc.reset();
    crc.update(bytes.limit(offset + count).position(offset));
    return (int) crc.getValue();
  }

  /** Forgets what was read, to read again what another process may have written meanwhile. */
  void refresh() {
    length = 0;
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new JournalException("cannot close " + file + ": " + e.getMessage(), e);
    }
  }

  private void fill(long position) {
    start = position;
    length = 0;
    bytes.clear();
    try {
      while (bytes.hasRemaining() && channel.read(bytes, start + length) > 0) {
        length = bytes.position();
      }
    } catch (IOException e) {
      throw new JournalException("cannot read " + file + ": " + e.getMessage(), e);
    }
  }
}
