package io.plimsoll.engine.snapshot;

import static io.plimsoll.engine.snapshot.SnapshotDescriptor.*;

import io.plimsoll.engine.core.EngineLimits;
import io.plimsoll.engine.core.StateSummary;
import io.plimsoll.engine.journal.DocumentPlace;
import io.plimsoll.engine.journal.JournalPlace;
import io.plimsoll.protocol.codec.MessageHeaderDecoder;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.HexFormat;

/**
 * What a snapshot says of itself.
 *
 * @param timestamp of the last accepted command, nanoseconds since 1970
 * @param limits of its engine
 * @param place where its journal goes on; the start for a snapshot without a journal
 * @param sequence of the last command applied
 * @param summary what it holds
 * @param blocks of state
 * @param stateBytes bytes of state
 */
public record SnapshotHeader(
    long sequence,
    long timestamp,
    EngineLimits limits,
    JournalPlace place,
    StateSummary summary,
    int blocks,
    long stateBytes) {
  /** Length of the file, bytes. */
  public long fileBytes() {
    return HEADER_LENGTH + (long) blocks * BLOCK_HEADER_LENGTH + stateBytes;
  }

  SnapshotHeader with(int blockCount, long bytes) {
    return new SnapshotHeader(sequence, timestamp, limits, place, summary, blockCount, bytes);
  }

  ByteBuffer encode() {
    ByteBuffer out = ByteBuffer.allocate(HEADER_LENGTH).order(ByteOrder.LITTLE_ENDIAN);
    out.putLong(MAGIC_OFFSET, MAGIC);
    out.putInt(FORMAT_OFFSET, FORMAT);
    out.putInt(STATE_VERSION_OFFSET, STATE_VERSION);
    out.putInt(SCHEMA_ID_OFFSET, MessageHeaderDecoder.SCHEMA_ID);
    out.putInt(SCHEMA_VERSION_OFFSET, MessageHeaderDecoder.SCHEMA_VERSION);
    out.putLong(SEQUENCE_OFFSET, sequence);
    out.putLong(TIMESTAMP_OFFSET, timestamp);
    out.putInt(ACCOUNTS_MAX_OFFSET, limits.accountsMax());
    out.putInt(ORDERS_MAX_OFFSET, limits.ordersMax());
    out.putInt(JOURNAL_OFFSET, place.journal());
    out.putInt(COMMAND_SEGMENT_OFFSET, place.command().segment());
    out.putLong(COMMAND_POSITION_OFFSET, place.command().position());
    out.putInt(COMMAND_CRC_OFFSET, place.command().crc());
    out.putInt(EVENTS_CRC_OFFSET, place.events().crc());
    out.putLong(EVENTS_POSITION_OFFSET, place.events().position());
    out.putInt(EVENTS_SEGMENT_OFFSET, place.events().segment());
    out.putInt(BLOCKS_OFFSET, blocks);
    out.putLong(ACCOUNTS_OFFSET, summary.accounts());
    out.putLong(POSITIONS_OFFSET, summary.positions());
    out.putLong(ORDERS_OFFSET, summary.orders());
    out.putLong(LIQUIDATIONS_OFFSET, summary.liquidations());
    out.put(DIGEST_OFFSET, HexFormat.of().parseHex(summary.digest()));
    out.putLong(STATE_BYTES_OFFSET, stateBytes);
    out.putInt(CRC_OFFSET, headerCrc(out));
    return out;
  }

  /** Reads a header that may be anything. */
  static SnapshotHeader decode(Path file, ByteBuffer in) {
    check(in.limit() >= Long.BYTES, file, "is cut short");
    check(in.getLong(MAGIC_OFFSET) == MAGIC, file, "is not a snapshot");
    check(in.limit() == HEADER_LENGTH, file, "is cut short");
    // First the format: another one may guard the file in another way.
    version(file, "format", in.getInt(FORMAT_OFFSET), FORMAT);
    check(in.getInt(CRC_OFFSET) == headerCrc(in), file, "is damaged in its header");
    version(file, "state version", in.getInt(STATE_VERSION_OFFSET), STATE_VERSION);
    version(file, "schema", in.getInt(SCHEMA_ID_OFFSET), MessageHeaderDecoder.SCHEMA_ID);
    version(
        file,
        "schema version",
        in.getInt(SCHEMA_VERSION_OFFSET),
        MessageHeaderDecoder.SCHEMA_VERSION);
    byte[] digest = new byte[DIGEST_LENGTH];
    in.get(DIGEST_OFFSET, digest);
    return new SnapshotHeader(
        in.getLong(SEQUENCE_OFFSET),
        in.getLong(TIMESTAMP_OFFSET),
        new EngineLimits(in.getInt(ACCOUNTS_MAX_OFFSET), in.getInt(ORDERS_MAX_OFFSET)),
        place(in),
        new StateSummary(
            in.getLong(ACCOUNTS_OFFSET),
            in.getLong(POSITIONS_OFFSET),
            in.getLong(ORDERS_OFFSET),
            in.getLong(LIQUIDATIONS_OFFSET),
            HexFormat.of().formatHex(digest)),
        in.getInt(BLOCKS_OFFSET),
        in.getLong(STATE_BYTES_OFFSET));
  }

  private static JournalPlace place(ByteBuffer in) {
    int segment = in.getInt(COMMAND_SEGMENT_OFFSET);
    if (segment == 0) {
      return JournalPlace.START;
    }
    return new JournalPlace(
        in.getLong(SEQUENCE_OFFSET),
        in.getInt(JOURNAL_OFFSET),
        new DocumentPlace(
            segment, in.getLong(COMMAND_POSITION_OFFSET), in.getInt(COMMAND_CRC_OFFSET)),
        new DocumentPlace(
            in.getInt(EVENTS_SEGMENT_OFFSET),
            in.getLong(EVENTS_POSITION_OFFSET),
            in.getInt(EVENTS_CRC_OFFSET)));
  }

  private static void version(Path file, String what, int found, int known) {
    check(
        found == known,
        file,
        "is of " + what + " " + found + ", this version reads " + known + " only");
  }

  private static void check(boolean holds, Path file, String what) {
    if (!holds) {
      throw new SnapshotException(file + " " + what);
    }
  }
}
