package io.plimsoll.engine.runtime;

import io.plimsoll.engine.journal.CommandJournal;
import org.agrona.BitUtil;
import org.agrona.BufferUtil;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Commands that were in the ring together, copied out of it, so that they are journaled before the
 * first of them is applied. One thread.
 */
final class CommandBatch {
  /** What the journal writes as one document, or nearly. */
  private static final int CAPACITY = 1 << 16;

  private final UnsafeBuffer buffer =
      new UnsafeBuffer(
          BufferUtil.allocateDirectAligned(
              CAPACITY + CommandJournal.COMMAND_LENGTH_MAX, BitUtil.CACHE_LINE_LENGTH));
  private int end;
  private int size;

  /** Whether there is room for a command of a length, of which an empty batch always has. */
  boolean hasRoom(int length) {
    return end + Long.BYTES + length <= CAPACITY || size == 0;
  }

  void add(DirectBuffer source, int offset, int length) {
    buffer.putInt(end, length);
    buffer.putBytes(end + Long.BYTES, source, offset, length);
    end = BitUtil.align(end + Long.BYTES + length, Long.BYTES);
    size++;
  }

  int size() {
    return size;
  }

  void clear() {
    end = 0;
    size = 0;
  }

  DirectBuffer buffer() {
    return buffer;
  }

  /** The place of the first command, or -1. */
  int first() {
    return size == 0 ? -1 : 0;
  }

  /** The place of the command after the one at a place, or -1. */
  int next(int at) {
    int next = BitUtil.align(offset(at) + length(at), Long.BYTES);
    return next == end ? -1 : next;
  }

  int offset(int at) {
    return at + Long.BYTES;
  }

  int length(int at) {
    return buffer.getInt(at);
  }
}
