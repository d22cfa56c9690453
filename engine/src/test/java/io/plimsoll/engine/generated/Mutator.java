package io.plimsoll.engine.generated;

import io.plimsoll.protocol.codec.SetFundingRuleDecoder;
import io.plimsoll.protocol.codec.SetPriceRuleDecoder;
import io.plimsoll.protocol.codec.SetRiskTiersDecoder;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Random;
import org.agrona.concurrent.UnsafeBuffer;

/** Makes a command wrong, or at least odd, in one place. */
final class Mutator {
  private static final int HEADER = 8;
  private static final int TIMESTAMP = HEADER + 8;
  private static final int TIERS = HEADER + SetRiskTiersDecoder.BLOCK_LENGTH;
  private static final int TIER = 28;
  private static final int SOURCES = HEADER + SetPriceRuleDecoder.BLOCK_LENGTH;
  private static final int SOURCE = 8;

  /** Widths of the fields of each command, by template id; of groups none. */
  private static final int[][] WIDTHS = {
    {},
    {8, 8, 8, 8, 8, 1, 1, 1, 1, 1},
    {8, 8, 4, 1, 1},
    {8, 8, 8, 8, 8, 8, 8, 8, 8, 8, 4, 4, 1, 1, 1, 1},
    {8, 8, 4, 8, 8, 8, 1, 1, 1},
    {8, 8, 4, 8, 8, 8},
    {8, 8, 8, 1},
    {8, 8, 8, 8, 4},
    {8, 8, 8, 8, 4},
    {8, 8, 8, 4, 4},
    {8, 8, 8, 4, 1},
    {8, 8, 8, 8, 8, 8, 4, 1, 1},
    {8, 8, 8, 1},
    {8, 8, 8, 8, 8, 8, 8, 8, 8, 4, 1},
    {8, 8, 8, 4},
    {8, 8},
    {8, 8},
    {8, 8, 8, 8, 4},
    {8, 8, 8, 8, 1},
    {8, 8, 8, 8, 8, 8, 8, 8, 4},
    {8, 8, 8, 8, 4},
    {8, 8, 8, 4},
    {8, 8, 8, 8, 8, 8, 8, 8, 8, 8, 4, 1, 1, 1, 1, 1},
    {8, 8, 8, 4, 4},
    {8, 8, 8, 8, 8, 8, 8, 4},
    {8, 8, 8, 8, 8, 8, 8, 8, 8, 4, 1, 1, 1, 1},
  };

  private final Random random;

  Mutator(Random random) {
    this.random = random;
  }

  /** Whether the command has so many fields that it should often be made wrong. */
  boolean often(byte[] command) {
    int template = MessageText.templateId(command);
    return template == SetPriceRuleDecoder.TEMPLATE_ID
        || template == SetFundingRuleDecoder.TEMPLATE_ID;
  }

  byte[] mutate(byte[] command) {
    return switch (random.nextInt(24)) {
      case 0 -> Arrays.copyOf(command, random.nextInt(command.length));
      case 1 -> Arrays.copyOf(command, command.length + 1 + random.nextInt(24));
      case 2 -> Arrays.copyOf(command, 4090 + random.nextInt(20));
      case 3 -> header(command.clone());
      case 4 -> timestamp(command.clone());
      default -> field(command.clone());
    };
  }

  /** One of the four fields of the message header, or a plain bit anywhere. */
  private byte[] header(byte[] command) {
    UnsafeBuffer buffer = new UnsafeBuffer(command);
    if (random.nextInt(4) == 0) {
      int at = random.nextInt(command.length);
      command[at] ^= (byte) (1 << random.nextInt(8));
      return command;
    }
    buffer.putShort(2 * random.nextInt(4), (short) random.nextInt(120), ByteOrder.LITTLE_ENDIAN);
    return command;
  }

  private byte[] timestamp(byte[] command) {
    UnsafeBuffer buffer = new UnsafeBuffer(command);
    long now = buffer.getLong(TIMESTAMP, ByteOrder.LITTLE_ENDIAN);
    long then =
        switch (random.nextInt(3)) {
          case 0 -> -1 - random.nextInt(5);
          case 1 -> Long.MIN_VALUE;
          default -> now - 1 - random.nextInt(5000);
        };
    buffer.putLong(TIMESTAMP, then, ByteOrder.LITTLE_ENDIAN);
    return command;
  }

  private byte[] field(byte[] command) {
    int template = MessageText.templateId(command);
    if (template == SetRiskTiersDecoder.TEMPLATE_ID && random.nextInt(4) > 0) {
      return tiers(command);
    }
    if (template == SetPriceRuleDecoder.TEMPLATE_ID && random.nextInt(3) == 0) {
      return sources(command);
    }
    int[] widths = WIDTHS[template];
    int chosen = random.nextInt(widths.length);
    // The correlation id may have any value, and time has a mutation of its own.
    chosen = chosen < 2 && widths.length > 2 ? 2 + random.nextInt(widths.length - 2) : chosen;
    int offset = HEADER;
    for (int i = 0; i < chosen; i++) {
      offset += widths[i];
    }
    if (offset != TIMESTAMP) {
      put(command, offset, widths[chosen]);
    }
    return command;
  }

  private byte[] tiers(byte[] command) {
    UnsafeBuffer buffer = new UnsafeBuffer(command);
    int group = TIERS + random.nextInt(4) / 3 * 2;
    if (random.nextInt(8) == 0) {
      buffer.putShort(group, (short) random.nextInt(40), ByteOrder.LITTLE_ENDIAN);
      return command;
    }
    if (random.nextInt(8) == 0) {
      int count = random.nextBoolean() ? 0 : 33 + random.nextInt(20);
      byte[] other = Arrays.copyOf(command, TIERS + 4 + TIER * count);
      new UnsafeBuffer(other).putShort(TIERS + 2, (short) count, ByteOrder.LITTLE_ENDIAN);
      return other;
    }
    int count = (command.length - TIERS - 4) / TIER;
    int tier = TIERS + 4 + TIER * random.nextInt(count);
    switch (random.nextInt(4)) {
      case 0 -> put(command, tier, 8);
      case 1 -> put(command, tier + 8, 8);
      case 2 -> put(command, tier + 16, 8);
      default -> put(command, tier + 24, 4);
    }
    return command;
  }

  private byte[] sources(byte[] command) {
    int count = (command.length - SOURCES - 4) / SOURCE;
    if (count == 0 || random.nextInt(3) == 0) {
      int other = random.nextBoolean() ? 0 : 17 + random.nextInt(20);
      byte[] longer = Arrays.copyOf(command, SOURCES + 4 + SOURCE * other);
      new UnsafeBuffer(longer).putShort(SOURCES + 2, (short) other, ByteOrder.LITTLE_ENDIAN);
      return longer;
    }
    put(command, SOURCES + 4 + SOURCE * random.nextInt(count) + 4 * random.nextInt(2), 4);
    return command;
  }

  private void put(byte[] command, int offset, int width) {
    UnsafeBuffer buffer = new UnsafeBuffer(command);
    switch (width) {
      case 1 -> buffer.putByte(offset, (byte) odd(buffer.getByte(offset)));
      case 4 ->
          buffer.putInt(
              offset,
              (int) odd(buffer.getInt(offset, ByteOrder.LITTLE_ENDIAN)),
              ByteOrder.LITTLE_ENDIAN);
      default ->
          buffer.putLong(
              offset,
              odd(buffer.getLong(offset, ByteOrder.LITTLE_ENDIAN)),
              ByteOrder.LITTLE_ENDIAN);
    }
  }

  /** A value at which something may break, often near the one that was there. */
  private long odd(long value) {
    return switch (random.nextInt(15)) {
      case 0 -> 0;
      case 1 -> -1;
      case 2 -> -value;
      case 3 -> value + 1;
      case 4 -> value - 1;
      case 5 -> 2 * value;
      case 6 -> value * (2 + random.nextInt(1000));
      case 7 -> value / 2;
      case 8 -> Long.MAX_VALUE;
      case 9 -> Long.MIN_VALUE;
      case 10 -> 1L << 60;
      case 11 -> (1L << 60) + 1;
      case 12 -> 1L << 62;
      case 13 -> random.nextLong();
      default -> random.nextInt(20);
    };
  }
}
