package io.plimsoll.engine.memory;

import java.util.Arrays;
import org.agrona.UnsafeApi;

/**
 * Fixed-length records off heap, in pages that are added and never moved.
 *
 * <p>Records are numbered from 1; 0 means none, so that a fresh record's links are empty. A freed
 * number is given out again, last freed first. A page is reserved as a whole and committed by the
 * operating system as its records are first used, so that growing costs no pause. Not thread safe.
 */
public final class RecordStore {
  private static final int PAGE_BYTES = 1 << 22;

  private final int recordLength;
  private final int pageBits;
  private final int pageMask;
  private Slab[] slabs = new Slab[0];
  private long[] pages = new long[0];
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
    this.pageBits = Integer.SIZE - 1 - Integer.numberOfLeadingZeros(PAGE_BYTES / recordLength);
    this.pageMask = (1 << pageBits) - 1;
    addPage();
  }

  /** A record of zero bytes. */
  public int allocate() {
    int record = firstFree;
    if (record != 0) {
      firstFree = getInt(record, 0);
    } else {
      record = ++last;
      if ((record >>> pageBits) == pages.length) {
        addPage();
      }
    }
    inUse++;
    long address = address(record, 0, recordLength);
    for (int i = 0; i < recordLength; i += Long.BYTES) {
      UnsafeApi.putLong(address + i, 0);
    }
    return record;
  }

  private void addPage() {
    Slab slab = new Slab((long) recordLength << pageBits);
    slabs = Arrays.copyOf(slabs, slabs.length + 1);
    slabs[slabs.length - 1] = slab;
    pages = Arrays.copyOf(pages, pages.length + 1);
    pages[pages.length - 1] = slab.address();
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
    return UnsafeApi.getLong(address(record, field, Long.BYTES));
  }

  /** Sets a 64-bit field. */
  public void putLong(int record, int field, long value) {
    UnsafeApi.putLong(address(record, field, Long.BYTES), value);
  }

  /** A 32-bit field. */
  public int getInt(int record, int field) {
    return UnsafeApi.getInt(address(record, field, Integer.BYTES));
  }

  /** Sets a 32-bit field. */
  public void putInt(int record, int field, int value) {
    UnsafeApi.putInt(address(record, field, Integer.BYTES), value);
  }

  private long address(int record, int field, int bytes) {
    if (Slab.CHECKS) {
      check(record, field, bytes);
    }
    return pages[record >>> pageBits] + (long) (record & pageMask) * recordLength + field;
  }

  private void check(int record, int field, int bytes) {
    if (record < 1 || record > last || field < 0 || field > recordLength - bytes) {
      throw new IndexOutOfBoundsException(
          "record " + record + " of " + last + ", field " + field + " of " + recordLength);
    }
  }

  /**
   * Carries all records, those given back included, so that they are given out in the same order.
   */
  public void state(StateStream stream) {
    stream.same(recordLength, "the length of a record");
    last = stream.of(last);
    firstFree = stream.of(firstFree);
    inUse = stream.of(inUse);
    while ((last >>> pageBits) >= pages.length) {
      addPage();
    }
    for (int page = 0; page <= last >>> pageBits; page++) {
      // Record 0 of the first page is none, and what lies behind the last was never written.
      int from = page == 0 ? 1 : 0;
      int to = page == last >>> pageBits ? last & pageMask : pageMask;
      stream.memory(
          pages[page] + (long) from * recordLength, (long) (to + 1 - from) * recordLength);
    }
  }
}
