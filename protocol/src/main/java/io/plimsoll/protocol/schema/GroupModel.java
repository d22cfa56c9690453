package io.plimsoll.protocol.schema;

import io.plimsoll.protocol.codec.GroupSizeEncodingDecoder;
import java.util.List;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * A repeating group of a message. It starts with its header: block length of an entry, entries.
 *
 * @param name such as "tiers"
 * @param id the id in the schema
 * @param description what it says
 * @param fields of an entry, in schema order
 * @param blockLength bytes of an entry
 */
public record GroupModel(
    String name, int id, String description, List<FieldModel> fields, int blockLength) {
  /** Bytes of the group's header. */
  public static final int HEADER_LENGTH = GroupSizeEncodingDecoder.ENCODED_LENGTH;

  /** Most entries that the header can count. */
  public static final int ENTRIES_MAX = (int) Primitive.UINT16.max();

  /** Keeps a copy of the fields. */
  public GroupModel {
    fields = List.copyOf(fields);
  }

  /** Entries of the group that starts at {@code groupOffset}. */
  public int count(DirectBuffer buffer, int groupOffset) {
    return (int)
        Primitive.UINT16.get(
            buffer, groupOffset + GroupSizeEncodingDecoder.numInGroupEncodingOffset());
  }

  /** Where an entry starts; with the count as index, where the group ends. */
  public int entryOffset(int groupOffset, int index) {
    return groupOffset + HEADER_LENGTH + index * blockLength;
  }

  /** Writes the group's header. */
  public void putHeader(MutableDirectBuffer buffer, int groupOffset, int count) {
    Primitive.UINT16.put(
        buffer, groupOffset + GroupSizeEncodingDecoder.blockLengthEncodingOffset(), blockLength);
    Primitive.UINT16.put(
        buffer, groupOffset + GroupSizeEncodingDecoder.numInGroupEncodingOffset(), count);
  }

  /** Where the group ends, or -1 if it is not whole and of this block length. */
  int endOffset(DirectBuffer buffer, int groupOffset, int limit) {
    if (limit - groupOffset < HEADER_LENGTH) {
      return -1;
    }
    long written =
        Primitive.UINT16.get(
            buffer, groupOffset + GroupSizeEncodingDecoder.blockLengthEncodingOffset());
    int end = entryOffset(groupOffset, count(buffer, groupOffset));
    return written == blockLength && end <= limit ? end : -1;
  }
}
