package io.plimsoll.engine.memory;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * A set of numbers from 0 that can be walked in order: a bit a number, off heap, in pages that are
 * added where a number first falls into them.
 *
 * <p>A page counts its members, so that an empty one is passed over at once. Not thread safe.
 */
public final class OrderedIntSet {
  private static final int PAGE_BITS = 15;
  private static final int PAGE_LENGTH = 1 << PAGE_BITS;
  private static final int WORD_BITS = 6;
  private static final int NO_PAGE = -1;

  // The first page is there from the start, so that numbers below its length are added for nothing.
  private UnsafeBuffer[] pages = {page()};
  private int[] counts = new int[1];
  private int size;

  private static UnsafeBuffer page() {
    return new UnsafeBuffer(ByteBuffer.allocateDirect(PAGE_LENGTH / Byte.SIZE));
  }

  /** Puts a number in, whether or not it is in. */
  public void add(int number) {
    int page = number >>> PAGE_BITS;
    if (page >= pages.length) {
      pages = Arrays.copyOf(pages, page + 1);
      counts = Arrays.copyOf(counts, page + 1);
    }
    if (pages[page] == null) {
      pages[page] = page();
    }
    change(page, number, true);
  }

  /** Takes a number out, if it is in. */
  public void remove(int number) {
    int page = number >>> PAGE_BITS;
    if (page < pages.length && pages[page] != null) {
      change(page, number, false);
    }
  }

  private void change(int page, int number, boolean in) {
    int at = offset(number);
    long bit = 1L << number;
    long word = pages[page].getLong(at);
    if (((word & bit) != 0) != in) {
      pages[page].putLong(at, word ^ bit);
      counts[page] += in ? 1 : -1;
      size += in ? 1 : -1;
    }
  }

  /** How many numbers are in it. */
  public int size() {
    return size;
  }

  /** The least member at or above a number; −1 if there is none. */
  public int next(int from) {
    int start = from;
    for (int page = from >>> PAGE_BITS; page < pages.length; page++) {
      int found = counts[page] == 0 ? -1 : nextInPage(page, start);
      if (found >= 0) {
        return found;
      }
      start = (page + 1) << PAGE_BITS;
    }
    return -1;
  }

  private int nextInPage(int page, int from) {
    UnsafeBuffer words = pages[page];
    int at = offset(from);
    // A shift by a long's number counts modulo 64: it cuts off what lies below.
    long word = words.getLong(at) & (-1L << from);
    while (word == 0) {
      at += Long.BYTES;
      if (at == PAGE_LENGTH / Byte.SIZE) {
        return -1;
      }
      word = words.getLong(at);
    }
    int inPage = ((at / Long.BYTES) << WORD_BITS) + Long.numberOfTrailingZeros(word);
    return (page << PAGE_BITS) + inPage;
  }

  private static int offset(int number) {
    return (number & (PAGE_LENGTH - 1)) >>> WORD_BITS << 3;
  }

  /** Carries its members. */
  public void state(StateStream stream) {
    size = stream.of(size);
    int length = stream.of(pages.length);
    if (stream.isReading()) {
      pages = new UnsafeBuffer[length];
      counts = new int[length];
    }
    for (int page = 0; page < length; page++) {
      int count = stream.of(pages[page] == null ? NO_PAGE : counts[page]);
      if (stream.isReading() && count != NO_PAGE) {
        pages[page] = page();
        counts[page] = count;
      }
      if (count > 0) {
        stream.memory(pages[page].addressOffset(), PAGE_LENGTH / Byte.SIZE);
      }
    }
  }
}
