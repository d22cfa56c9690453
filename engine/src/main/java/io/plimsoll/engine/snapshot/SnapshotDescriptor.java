package io.plimsoll.engine.snapshot;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/**
 * Layout of the header of a snapshot, little endian.
 *
 * <pre>
 * offset   0  long  magic
 *          8  int   format of the file
 *         12  int   version of the state
 *         16  int   id of the schema of messages
 *         20  int   its version
 *         24  long  sequence
 *         32  long  timestamp of the last accepted command
 *         40  int   accountsMax
 *         44  int   ordersMax
 *         48  int   fingerprint of the journal
 *         52  int   command document: segment, 0 for a snapshot without a journal
 *         56  long                    position
 *         64  int                     checksum
 *         68  int   last event document: checksum
 *         72  long                       position
 *         80  int                        segment, 0 if events are not recorded
 *         84  int   blocks of state
 *         88  long  accounts
 *         96  long  positions with a quantity
 *        104  long  open orders
 *        112  long  liquidations under way
 *        120  byte  × 32: SHA-256 of the state, as SnapshotTaken has it
 *        152  long  bytes of state
 *        160  int   0
 *        164  int   CRC-32C of all before it
 * </pre>
 */
final class SnapshotDescriptor {
  /** "PLIMSNAP", read as a little endian number. */
  static final long MAGIC = 0x50414E534D494C50L;

  /** The format of the file that this version writes and reads. */
  static final int FORMAT = 1;

  /**
   * What this version holds in memory and how it lies there. It goes up with every change of a
   * record, a field or a structure; a test holds it against the classes.
   */
  static final int STATE_VERSION = 1;

  static final int MAGIC_OFFSET = 0;
  static final int FORMAT_OFFSET = 8;
  static final int STATE_VERSION_OFFSET = 12;
  static final int SCHEMA_ID_OFFSET = 16;
  static final int SCHEMA_VERSION_OFFSET = 20;
  static final int SEQUENCE_OFFSET = 24;
  static final int TIMESTAMP_OFFSET = 32;
  static final int ACCOUNTS_MAX_OFFSET = 40;
  static final int ORDERS_MAX_OFFSET = 44;
  static final int JOURNAL_OFFSET = 48;
  static final int COMMAND_SEGMENT_OFFSET = 52;
  static final int COMMAND_POSITION_OFFSET = 56;
  static final int COMMAND_CRC_OFFSET = 64;
  static final int EVENTS_CRC_OFFSET = 68;
  static final int EVENTS_POSITION_OFFSET = 72;
  static final int EVENTS_SEGMENT_OFFSET = 80;
  static final int BLOCKS_OFFSET = 84;
  static final int ACCOUNTS_OFFSET = 88;
  static final int POSITIONS_OFFSET = 96;
  static final int ORDERS_OFFSET = 104;
  static final int LIQUIDATIONS_OFFSET = 112;
  static final int DIGEST_OFFSET = 120;
  static final int DIGEST_LENGTH = 32;
  static final int STATE_BYTES_OFFSET = 152;
  static final int CRC_OFFSET = 164;
  static final int HEADER_LENGTH = 168;

  /** Length and checksum before each block. */
  static final int BLOCK_HEADER_LENGTH = 8;

  private SnapshotDescriptor() {}

  /** Checksum of a header. */
  static int headerCrc(ByteBuffer header) {
    CRC32C crc = new CRC32C();
    crc.update(header.duplicate().position(0).limit(CRC_OFFSET));
    return (int) crc.getValue();
  }
}
