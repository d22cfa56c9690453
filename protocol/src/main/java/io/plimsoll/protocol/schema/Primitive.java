package io.plimsoll.protocol.schema;

import java.nio.ByteOrder;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/** An integer type of the schema, little-endian. */
public enum Primitive {
  /** 8 bits, signed. */
  INT8("int8", 1, true),
  /** 16 bits, signed. */
  INT16("int16", 2, true),
  /** 32 bits, signed. */
  INT32("int32", 4, true),
  /** 64 bits, signed. */
  INT64("int64", 8, true),
  /** 8 bits, from 0. */
  UINT8("uint8", 1, false),
  /** 16 bits, from 0. */
  UINT16("uint16", 2, false),
  /** 32 bits, from 0. */
  UINT32("uint32", 4, false);

  private final String schemaName;
  private final int size;
  private final long min;
  private final long max;

  Primitive(String schemaName, int size, boolean signed) {
    this.schemaName = schemaName;
    this.size = size;
    int bits = size * Byte.SIZE;
    this.min = signed ? Long.MIN_VALUE >> (Long.SIZE - bits) : 0;
    this.max = Long.MAX_VALUE >> (Long.SIZE - bits - (signed ? 0 : 1));
  }

  /** Its size in bytes. */
  public int size() {
    return size;
  }

  /** Its lowest value. */
  public long min() {
    return min;
  }

  /** Its highest value. */
  public long max() {
    return max;
  }

  /** Reads a value. */
  public long get(DirectBuffer buffer, int index) {
    return switch (this) {
      case INT8 -> buffer.getByte(index);
      case INT16 -> buffer.getShort(index, ByteOrder.LITTLE_ENDIAN);
      case INT32 -> buffer.getInt(index, ByteOrder.LITTLE_ENDIAN);
      case INT64 -> buffer.getLong(index, ByteOrder.LITTLE_ENDIAN);
      case UINT8 -> buffer.getByte(index) & max;
      case UINT16 -> buffer.getShort(index, ByteOrder.LITTLE_ENDIAN) & max;
      case UINT32 -> buffer.getInt(index, ByteOrder.LITTLE_ENDIAN) & max;
    };
  }

  /** Writes a value that lies in the type's range. */
  public void put(MutableDirectBuffer buffer, int index, long value) {
    switch (size) {
      case 1 -> buffer.putByte(index, (byte) value);
      case 2 -> buffer.putShort(index, (short) value, ByteOrder.LITTLE_ENDIAN);
      case 4 -> buffer.putInt(index, (int) value, ByteOrder.LITTLE_ENDIAN);
      default -> buffer.putLong(index, value, ByteOrder.LITTLE_ENDIAN);
    }
  }

  static Primitive named(String schemaName) {
    for (Primitive primitive : values()) {
      if (primitive.schemaName.equals(schemaName)) {
        return primitive;
      }
    }
    throw new IllegalStateException("the model does not know the primitive type " + schemaName);
  }
}
