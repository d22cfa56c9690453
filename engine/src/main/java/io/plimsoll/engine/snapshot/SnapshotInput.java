package io.plimsoll.engine.snapshot;

import static io.plimsoll.engine.snapshot.SnapshotDescriptor.BLOCK_HEADER_LENGTH;
import static io.plimsoll.engine.snapshot.SnapshotDescriptor.HEADER_LENGTH;

import io.plimsoll.engine.memory.StateStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/** Reads blocks of state; gives out none whose checksum does not hold. */
final class SnapshotInput implements StateStream.Blocks {
  private final Path file;
  private final FileChannel channel;
  private final SnapshotHeader header;
  private final BlockChecksum checksum;
  private final ByteBuffer head =
      ByteBuffer.allocate(BLOCK_HEADER_LENGTH).order(ByteOrder.LITTLE_ENDIAN);
  private int blocks;

  SnapshotInput(Path file, FileChannel channel, SnapshotHeader header) throws IOException {
    this.file = file;
    this.channel = channel;
    this.header = header;
    this.checksum = new BlockChecksum(header.sequence());
    long size = channel.size();
    if (size != header.fileBytes()) {
      throw new SnapshotException(
          file + " is " + size + " bytes long and should be " + header.fileBytes());
    }
    channel.position(HEADER_LENGTH);
  }

  @Override
  public int transfer(ByteBuffer block, int length) {
    if (blocks == header.blocks()) {
      return 0;
    }
    try {
      read(head.clear());
      int count = head.getInt(0);
      boolean fits = count > 0 && count <= StateStream.BLOCK_BYTES && (count & 7) == 0;
      if (fits) {
        read(block.duplicate().position(0).limit(count));
      }
      if (!fits || checksum.of(blocks, block, count) != head.getInt(Integer.BYTES)) {
        throw new SnapshotException(file + " is damaged in block " + blocks);
      }
      blocks++;
      return count;
    } catch (IOException e) {
      throw new SnapshotException("cannot read " + file + ": " + e.getMessage(), e);
    }
  }

  private void read(ByteBuffer to) throws IOException {
    while (to.hasRemaining()) {
      if (channel.read(to) < 0) {
        throw new SnapshotException(file + " is cut short");
      }
    }
  }
}
