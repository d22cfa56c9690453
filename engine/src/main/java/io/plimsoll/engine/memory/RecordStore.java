package io.plimsoll.engine.memory;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Fixed-length records off heap, in pages that are added and never moved.
 *
 * <p>Records are numbered from 1; 0 means none, so that a fresh record's links are empty. A freed
 * number is given out again, last freed first. Not thread safe.
 */
public final class RecordStore {
  private static final int PAGE_BITS = 12;
  private static final int PAGE_MASK = (1 << PAGE_BITS) - 1;

  private final int recordLength;
  private UnsafeBuffer[] pages = new UnsafeBuffer[0];
  private int last;
  private int firstFree;
  private int inUse;

  /**
   * An empty store.
   *
   * @param recordLength bytes a record, a multiple of 8
   */
  public RecordStore(int recordLength) {
    if (recordLength <= 0 || (recordLength & 7) != 0) {
      throw new IllegalArgumentException("record length must be a multiple of 8: " + recordLength);
    }
    this.recordLength = recordLength;
  }

  /** A record of zero bytes. */
  public int allocate() {
    inUse++;
    if (firstFree != 0) {
      int record = firstFree;
      firstFree = getInt(record, 0);
      page(record).setMemory(offset(record), recordLength, (byte) 0);
      return record;
    }
    last++;
    if ((last >>> PAGE_BITS) == pages.length) {
      pages = Arrays.copyOf(pages, pages.length + 1);
      ByteBuffer memory = ByteBuffer.allocateDirect(recordLength << PAGE_BITS);
      pages[pages.length - 1] = new UnsafeBuffer(memory);
    }
    return last;
  }

  /** Gives a record back. */
  public void free(int record) {
    putInt(record, 0, firstFree);
    firstFree = record;
    inUse--;
  }

  /** Records in use. */
  public int size() {
    return inUse;
  }

  /** The highest number given out so far. */
  public int last() {
    return last;
  }

  /** A 64-bit field. */
  public long getLong(int record, int field) {
    return page(record).getLong(offset(record) + field);
  }

  /** Sets a 64-bit field. */
  public void putLong(int record, int field, long value) {
    page(record).putLong(offset(record) + field, value);
  }

  /** A 32-bit field. */
  public int getInt(int record, int field) {
    return page(record).getInt(offset(record) + field);
  }

  /** Sets a 32-bit field. */
  public void putInt(int record, int field, int value) {
    page(record).putInt(offset(record) + field, value);
  }

  private UnsafeBuffer page(int record) {
    return pages[record >>> PAGE_BITS];
  }

  private int offset(int record) {
    return (record & PAGE_MASK) * recordLength;
  }
}
