package io.plimsoll.engine.snapshot;

import static io.plimsoll.engine.snapshot.SnapshotDescriptor.BLOCK_HEADER_LENGTH;
import static io.plimsoll.engine.snapshot.SnapshotDescriptor.HEADER_LENGTH;

import io.plimsoll.engine.memory.StateStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;

/** Writes blocks of state, each with its checksum, behind the room for a header. */
final class SnapshotOutput implements StateStream.Blocks {
  private final FileChannel channel;
  private final BlockChecksum checksum;
  private final ByteBuffer head =
      ByteBuffer.allocate(BLOCK_HEADER_LENGTH).order(ByteOrder.LITTLE_ENDIAN);
  private int blocks;
  private long bytes;

  SnapshotOutput(FileChannel channel, long sequence) throws IOException {
    this.channel = channel;
    this.checksum = new BlockChecksum(sequence);
    channel.position(HEADER_LENGTH);
  }

  @Override
  public int transfer(ByteBuffer block, int length) {
    head.clear();
    head.putInt(length).putInt(checksum.of(blocks, block, length)).flip();
    try {
      write(head);
      write(block.duplicate().position(0).limit(length));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    blocks++;
    bytes += length;
    return 0;
  }

  private void write(ByteBuffer from) throws IOException {
    while (from.hasRemaining()) {
      channel.write(from);
    }
  }

  /** Writes the header in front of what was written. */
  SnapshotHeader finish(SnapshotHeader header) throws IOException {
    SnapshotHeader whole = header.with(blocks, bytes);
    channel.position(0);
    write(whole.encode());
    channel.force(true);
    return whole;
  }
}
