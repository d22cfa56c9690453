package io.plimsoll.engine.generated;

import io.plimsoll.protocol.codec.MessageHeaderDecoder;
import io.plimsoll.protocol.schema.MessageModel;
import io.plimsoll.protocol.schema.SchemaModel;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** Messages as text, for people who look for a difference. */
public final class MessageText {
  private MessageText() {}

  /** The message's name; a number if it is none of the schema's. */
  public static String name(int templateId) {
    return SchemaModel.get()
        .message(templateId)
        .map(MessageModel::name)
        .orElse("template " + templateId);
  }

  /** The message with all its fields. */
  public static String text(byte[] message) {
    int template = templateId(message);
    if (SchemaModel.get().message(template).isEmpty()) {
      return "no message of the schema, " + message.length + " bytes";
    }
    try {
      return decoded(message, name(template));
    } catch (ReflectiveOperationException | RuntimeException e) {
      return "undecodable, " + message.length + " bytes";
    }
  }

  /** The template id; 0 if there is no whole header. */
  public static int templateId(byte[] message) {
    return message.length < MessageHeaderDecoder.ENCODED_LENGTH
        ? 0
        : new MessageHeaderDecoder().wrap(new UnsafeBuffer(message), 0).templateId();
  }

  /** What the generated decoder makes of it: there is one for each message of the schema. */
  private static String decoded(byte[] message, String name) throws ReflectiveOperationException {
    Class<?> type = Class.forName("io.plimsoll.protocol.codec." + name + "Decoder");
    Object decoder = type.getConstructor().newInstance();
    type.getMethod("wrapAndApplyHeader", DirectBuffer.class, int.class, MessageHeaderDecoder.class)
        .invoke(decoder, new UnsafeBuffer(message), 0, new MessageHeaderDecoder());
    return decoder.toString();
  }
}
