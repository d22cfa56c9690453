package io.plimsoll.protocol.schema;

import io.plimsoll.protocol.Messages;
import io.plimsoll.protocol.codec.MessageHeaderDecoder;
import io.plimsoll.protocol.codec.MessageHeaderEncoder;
import java.util.List;
import java.util.Optional;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * A message of the schema: header, fixed fields, then its groups one after the other.
 *
 * @param name such as "MarkPrice"
 * @param templateId in the message header
 * @param description what it says
 * @param fields the fixed fields, in schema order
 * @param blockLength bytes of the fixed fields
 * @param groups in schema order, often none
 */
public record MessageModel(
    String name,
    int templateId,
    String description,
    List<FieldModel> fields,
    int blockLength,
    List<GroupModel> groups) {
  /** Keeps copies of the lists. */
  public MessageModel {
    fields = List.copyOf(fields);
    groups = List.copyOf(groups);
  }

  /** The fixed field of that name, if there is one. */
  public Optional<FieldModel> field(String fieldName) {
    return fields.stream().filter(field -> field.name().equals(fieldName)).findFirst();
  }

  /** The fixed field of that schema id, if there is one. */
  public Optional<FieldModel> field(int fieldId) {
    return fields.stream().filter(field -> field.id() == fieldId).findFirst();
  }

  /** Start of the fixed fields, given the start of the message. */
  public int bodyOffset(int messageOffset) {
    return messageOffset + Messages.HEADER_LENGTH;
  }

  /** Start of the first group, given the start of the message; end of the message if none. */
  public int groupsOffset(int messageOffset) {
    return bodyOffset(messageOffset) + blockLength;
  }

  /** Writes the message header. */
  public void putHeader(MutableDirectBuffer buffer, int messageOffset) {
    new MessageHeaderEncoder()
        .wrap(buffer, messageOffset)
        .blockLength(blockLength)
        .templateId(templateId)
        .schemaId(MessageHeaderEncoder.SCHEMA_ID)
        .version(MessageHeaderEncoder.SCHEMA_VERSION);
  }

  /** Whether header, block and groups are this message's and fill the length exactly. */
  boolean isWhole(DirectBuffer buffer, int messageOffset, int length) {
    int limit = messageOffset + length;
    if (length < Messages.HEADER_LENGTH + blockLength || !hasHeader(buffer, messageOffset)) {
      return false;
    }
    int end = groupsOffset(messageOffset);
    for (GroupModel group : groups) {
      end = group.endOffset(buffer, end, limit);
      if (end < 0) {
        return false;
      }
    }
    return end == limit;
  }

  private boolean hasHeader(DirectBuffer buffer, int messageOffset) {
    return headerValue(buffer, messageOffset + MessageHeaderDecoder.blockLengthEncodingOffset())
            == blockLength
        && headerValue(buffer, messageOffset + MessageHeaderDecoder.schemaIdEncodingOffset())
            == MessageHeaderDecoder.SCHEMA_ID
        && headerValue(buffer, messageOffset + MessageHeaderDecoder.versionEncodingOffset())
            == MessageHeaderDecoder.SCHEMA_VERSION;
  }

  private static long headerValue(DirectBuffer buffer, int index) {
    return Primitive.UINT16.get(buffer, index);
  }
}
