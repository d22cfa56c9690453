package io.plimsoll.engine.memory;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.agrona.BufferUtil;
import org.agrona.UnsafeApi;

/**
 * Carries the state of an engine out, or back into a fresh one, eight bytes at a time.
 *
 * <p>A class with state has one method for both ways. It hands each of its fields to the stream and
 * takes what comes back: {@code size = stream.of(size)}. On the way out that is the value itself,
 * on the way in the one that was written at this place; so what is written and what is read cannot
 * differ in order or in kind. Memory off heap goes through as it lies there. Not thread safe.
 */
public final class StateStream {
  /** Most bytes of a block. */
  public static final int BLOCK_BYTES = 1 << 20;

  private static final int END = -1;

  /** Where the bytes go to, or come from. */
  public interface Blocks {
    /**
     * On the way out, keeps the first bytes of the block; on the way in, fills it.
     *
     * @param block {@link #BLOCK_BYTES} long, its position and limit of no meaning
     * @param length bytes to keep; on the way in 0
     * @return on the way in, how many bytes there are now, a multiple of 8; 0 after the last
     */
    int transfer(ByteBuffer block, int length);
  }

  private final ByteBuffer block =
      ByteBuffer.allocateDirect(BLOCK_BYTES).order(ByteOrder.LITTLE_ENDIAN);
  private final long address = BufferUtil.address(block);
  private final Blocks blocks;
  private final boolean reading;
  private int position;
  private int limit;

  /**
   * A stream.
   *
   * @param blocks takes or gives the bytes
   * @param reading whether state is read back
   * @throws IllegalStateException on a machine whose byte order is not little endian
   */
  public StateStream(Blocks blocks, boolean reading) {
    if (ByteOrder.nativeOrder() != ByteOrder.LITTLE_ENDIAN) {
      throw new IllegalStateException("snapshots need a machine with little endian byte order");
    }
    this.blocks = blocks;
    this.reading = reading;
    this.limit = reading ? 0 : BLOCK_BYTES;
  }

  /** Whether state is read back. */
  public boolean isReading() {
    return reading;
  }

  /** A number. */
  public long of(long value) {
    if (position == limit) {
      turn();
    }
    long carried = value;
    if (reading) {
      carried = block.getLong(position);
    } else {
      block.putLong(position, value);
    }
    position += Long.BYTES;
    return carried;
  }

  /** A number. */
  public int of(int value) {
    return Math.toIntExact(of((long) value));
  }

  /** A flag. */
  public boolean of(boolean value) {
    return of(value ? 1L : 0L) != 0;
  }

  /** The numbers of an array that are not 0; on the way in the others must be 0 already. */
  public void of(long[] values) {
    int at = -1;
    do {
      at++;
      while (!reading && at < values.length && values[at] == 0) {
        at++;
      }
      at = of(at < values.length ? at : END);
      if (at != END) {
        values[at] = of(values[at]);
      }
    } while (at != END);
  }

  /** As {@link #of(long[])}. */
  public void of(int[] values) {
    int at = -1;
    do {
      at++;
      while (!reading && at < values.length && values[at] == 0) {
        at++;
      }
      at = of(at < values.length ? at : END);
      if (at != END) {
        values[at] = of(values[at]);
      }
    } while (at != END);
  }

  /**
   * The next index of an array that has something there, from an index on; on the way in, of the
   * array that was written.
   *
   * @return -1 if there is none
   */
  public int next(Object[] slots, int from) {
    int at = from;
    while (!reading && at < slots.length && slots[at] == null) {
      at++;
    }
    return of(at < slots.length ? at : END);
  }

  /**
   * A number that is the same on both ways.
   *
   * @throws IllegalStateException if another was written
   */
  public void same(long value, String what) {
    long carried = of(value);
    if (carried != value) {
      throw new IllegalStateException(what + " was " + carried + " and is now " + value);
    }
  }

  /**
   * Memory as it lies there.
   *
   * @param from its address
   * @param bytes a multiple of 8
   */
  public void memory(long from, long bytes) {
    long at = from;
    long left = bytes;
    while (left > 0) {
      if (position == limit) {
        turn();
      }
      long count = Math.min(left, limit - position);
      if (reading) {
        UnsafeApi.copyMemory(address + position, at, count);
      } else {
        UnsafeApi.copyMemory(at, address + position, count);
      }
      position += (int) count;
      at += count;
      left -= count;
    }
  }

  /**
   * Ends the stream: hands out what is left, or makes sure that nothing is.
   *
   * @throws IllegalStateException if more was written than was read
   */
  public void finish() {
    if (!reading) {
      turn();
    } else if (position != limit || blocks.transfer(block, 0) != 0) {
      throw new IllegalStateException("there is more state than this version knows of");
    }
  }

  private void turn() {
    int count = blocks.transfer(block, reading ? 0 : position);
    position = 0;
    if (reading) {
      limit = count;
      if (count == 0) {
        throw new IllegalStateException("there is less state than this version has");
      }
    }
  }
}
