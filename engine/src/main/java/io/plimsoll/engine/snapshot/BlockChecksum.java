package io.plimsoll.engine.snapshot;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;

/**
 * CRC-32C of a block, with its length, its number and the sequence of its snapshot: no block can
 * take the place of another.
 */
final class BlockChecksum {
  private static final int PREFIX_LENGTH = 16;

  private final CRC32C crc = new CRC32C();
  private final ByteBuffer prefix =
      ByteBuffer.allocate(PREFIX_LENGTH).order(ByteOrder.LITTLE_ENDIAN);
  private final long sequence;

  BlockChecksum(long sequence) {
    this.sequence = sequence;
  }

  int of(int number, ByteBuffer block, int length) {
    prefix.clear();
    prefix.putLong(sequence).putInt(number).putInt(length).flip();
    crc.reset();
    crc.update(prefix);
    crc.update(block.duplicate().position(0).limit(length));
    return (int) crc.getValue();
  }
}
