package io.plimsoll.protocol.schema;

import java.util.Optional;
import org.agrona.DirectBuffer;

/**
 * A field of a message or of a group's entries.
 *
 * @param name such as "markPrice"
 * @param id the id in the schema, unique in its message
 * @param kind how its value is to be understood
 * @param typeName type in the schema: a primitive, an enum, "Symbol" or "Digest"
 * @param primitive the integer that is written: of an enum its encoding, of an array one element
 * @param length elements: 1 unless it is an array
 * @param offset from the start of the block (message body or group entry), in bytes
 * @param semanticType the unit of an integer: price, quantity, money, value, assetPrice, repaid,
 *     repaidPrice, ppb, leverage, time, duration, id, scale or count; empty for other kinds
 * @param enumeration the enum of a field of kind ENUM
 * @param description what it says, with its range
 */
public record FieldModel(
    String name,
    int id,
    Kind kind,
    String typeName,
    Primitive primitive,
    int length,
    int offset,
    String semanticType,
    Optional<EnumModel> enumeration,
    String description) {
  /** How the value of a field is to be understood. */
  public enum Kind {
    /** A number, in the unit that the semantic type names. */
    INTEGER,
    /** One of a set of names. */
    ENUM,
    /** ASCII characters, padded with zero bytes. */
    SYMBOL,
    /** Raw bytes. */
    BYTES
  }

  /** Its size in bytes. */
  public int size() {
    return primitive.size() * length;
  }

  /**
   * The value of a field of kind INTEGER, or the raw value of a field of kind ENUM.
   *
   * @param buffer holds the message
   * @param blockOffset start of the message body or of the group entry
   * @throws IllegalStateException if the field is of another kind
   */
  public long getLong(DirectBuffer buffer, int blockOffset) {
    if (kind != Kind.INTEGER && kind != Kind.ENUM) {
      throw new IllegalStateException("field " + name + " is not an integer");
    }
    return primitive.get(buffer, blockOffset + offset);
  }
}
