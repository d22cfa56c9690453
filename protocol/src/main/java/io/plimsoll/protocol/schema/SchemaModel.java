package io.plimsoll.protocol.schema;

import io.plimsoll.protocol.Messages;
import java.util.List;
import java.util.Optional;
import org.agrona.DirectBuffer;

/**
 * The schema, read once from the class path. Immutable, for any number of threads. To print a
 * message's fields:
 *
 * <pre>{@code
 * SchemaModel.get().identify(buffer, offset, length).ifPresent(message -> {
 *   for (FieldModel field : message.fields()) {
 *     if (field.kind() == FieldModel.Kind.INTEGER) {
 *       print(field.name(), field.semanticType(), field.getLong(buffer, message.bodyOffset(offset)));
 *     }
 *   }
 * });
 * }</pre>
 *
 * @param id of the schema
 * @param version of the schema
 * @param description what it says
 * @param enums in schema order
 * @param messages in schema order
 */
public record SchemaModel(
    int id, int version, String description, List<EnumModel> enums, List<MessageModel> messages) {
  /** Keeps copies of the lists. */
  public SchemaModel {
    enums = List.copyOf(enums);
    messages = List.copyOf(messages);
  }

  /** The schema of this build. */
  public static SchemaModel get() {
    return Holder.SCHEMA;
  }

  /** The message of that template id, if there is one. */
  public Optional<MessageModel> message(int templateId) {
    // A loop, not a stream: this runs for every message of a journal that is read.
    for (MessageModel message : messages) {
      if (message.templateId() == templateId) {
        return Optional.of(message);
      }
    }
    return Optional.empty();
  }

  /** The message of that name, if there is one. */
  public Optional<MessageModel> message(String name) {
    return messages.stream().filter(message -> message.name().equals(name)).findFirst();
  }

  /**
   * Which message it is; empty if it is not a whole message of this schema: unknown template,
   * another schema or version, another block length, too short or too long.
   *
   * @param buffer holds the message
   * @param offset of the message header
   * @param length of the message, in bytes
   */
  public Optional<MessageModel> identify(DirectBuffer buffer, int offset, int length) {
    if (length < Messages.HEADER_LENGTH) {
      return Optional.empty();
    }
    return message(Messages.templateId(buffer, offset))
        .filter(message -> message.isWhole(buffer, offset, length));
  }

  /** Reads the schema when it is first asked for. */
  private static final class Holder {
    static final SchemaModel SCHEMA = SchemaReader.read();
  }
}
