package io.plimsoll.engine.memory;

import java.lang.ref.Cleaner;
import org.agrona.BitUtil;
import org.agrona.UnsafeApi;

/**
 * A piece of memory off heap at a fixed address, in whole cache lines, given back when nothing
 * refers to it any more.
 *
 * <p>It is not zeroed: the operating system commits its pages as they are first written, so that a
 * large slab costs neither memory nor time before it is used.
 *
 * <p>Access goes by raw address, through Agrona and with the access that Agrona needs anyway. With
 * {@code -Dplimsoll.memory.checks=true}, as in all tests, every access is checked against the
 * slabs' bounds by those who own them ({@link #CHECKS}).
 */
final class Slab {
  /** Whether every access is checked. A constant to the compiler, so that checks cost nothing. */
  static final boolean CHECKS = Boolean.getBoolean("plimsoll.memory.checks");

  private static final Cleaner CLEANER = Cleaner.create();

  private final long address;

  /**
   * Takes memory.
   *
   * @param bytes its length
   * @throws OutOfMemoryError if there is none
   */
  Slab(long bytes) {
    long start = UnsafeApi.allocateMemory(bytes + BitUtil.CACHE_LINE_LENGTH);
    address = (start + BitUtil.CACHE_LINE_LENGTH - 1) & -BitUtil.CACHE_LINE_LENGTH;
    CLEANER.register(this, () -> UnsafeApi.freeMemory(start));
  }

  /** Of its first byte, a multiple of the length of a cache line. */
  long address() {
    return address;
  }
}
