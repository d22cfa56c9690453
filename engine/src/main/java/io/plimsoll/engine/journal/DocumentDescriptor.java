package io.plimsoll.engine.journal;

/**
 * How a document of ours lies in a queue file. Little endian; the queue puts a word with the length
 * before it and pads to four bytes after it.
 *
 * <pre>
 *    0  int   CRC-32C of everything after this field
 *    4  int   kind
 *    8  long  sequence
 *   16  int   part
 *   20  int   payload length, in bytes
 *   24        payload
 * </pre>
 *
 * <table>
 *   <caption>Kinds</caption>
 *   <tr><th>kind</th><th>sequence</th><th>part</th><th>payload</th></tr>
 *   <tr><td>OPENED</td><td>first that the segment may hold</td><td>0</td><td>none</td></tr>
 *   <tr><td>COMMAND</td><td>of the command</td><td>0</td><td>the command</td></tr>
 *   <tr><td>EVENTS</td><td>of the command</td><td>number within the command, from 0; {@link
 *       #PART_LAST} is added to the last</td><td>a run of [int length][event]</td></tr>
 *   <tr><td>COMMAND_RUN</td><td>of the first of some commands that follow each other</td><td>0</td>
 *       <td>a run of [int length][command]</td></tr>
 *   <tr><td>EVENTS_RUN</td><td>of the first of such commands</td><td>0</td><td>a run of [int
 *       length][all events of a command, as in EVENTS]</td></tr>
 *   <tr><td>CLOSED</td><td>last that the segment holds</td><td>0</td><td>none</td></tr>
 * </table>
 */
final class DocumentDescriptor {
  static final int CRC_OFFSET = 0;
  static final int KIND_OFFSET = CRC_OFFSET + Integer.BYTES;
  static final int SEQUENCE_OFFSET = KIND_OFFSET + Integer.BYTES;
  static final int PART_OFFSET = SEQUENCE_OFFSET + Long.BYTES;
  static final int LENGTH_OFFSET = PART_OFFSET + Integer.BYTES;
  static final int HEADER_LENGTH = LENGTH_OFFSET + Integer.BYTES;

  /** A document with its header stays within 64 KiB. */
  static final int DOCUMENT_LENGTH_MAX = 1 << 16;

  static final int PAYLOAD_LENGTH_MAX = DOCUMENT_LENGTH_MAX - HEADER_LENGTH;

  // Four rare bytes each, so that a document can be found again behind a damaged one.
  static final int KIND_OPENED = 0xB1A5_0F01;
  static final int KIND_COMMAND = 0xB1A5_0F02;
  static final int KIND_EVENTS = 0xB1A5_0F03;
  static final int KIND_CLOSED = 0xB1A5_0F04;
  static final int KIND_COMMAND_RUN = 0xB1A5_0F05;
  static final int KIND_EVENTS_RUN = 0xB1A5_0F06;

  static final int PART_LAST = 1 << 31;

  private DocumentDescriptor() {}

  static boolean isKind(int word) {
    return word >= KIND_OPENED && word <= KIND_EVENTS_RUN;
  }

  /** The kind of a document that holds several of a kind. */
  static int runOf(int kind) {
    return kind == KIND_COMMAND ? KIND_COMMAND_RUN : KIND_EVENTS_RUN;
  }
}
