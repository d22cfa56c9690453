package io.plimsoll.engine.generated;

import io.plimsoll.protocol.codec.SetCollateralDecoder;
import io.plimsoll.protocol.codec.SetFundingRuleDecoder;
import io.plimsoll.protocol.codec.SetPriceRuleDecoder;
import io.plimsoll.protocol.codec.SetRiskTiersDecoder;
import io.plimsoll.protocol.codec.SetWaterfallDecoder;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.agrona.concurrent.UnsafeBuffer;

/** Makes a command wrong, or at least odd, in one place. */
final class Mutator {
  private static final int HEADER = 8;
  private static final int TIMESTAMP = HEADER + 8;

  /** A repeating group: where it begins, how many entries are too many, widths of their fields. */
  private record Group(int offset, int countMax, List<Integer> widths) {
    int entry() {
      return widths.stream().mapToInt(width -> width).sum();
    }
  }

  private static final Group TIERS =
      new Group(HEADER + SetRiskTiersDecoder.BLOCK_LENGTH, 32, List.of(8, 8, 8, 4));
  private static final Group STAGES =
      new Group(
          HEADER + SetWaterfallDecoder.BLOCK_LENGTH,
          16,
          List.of(8, 8, 8, 8, 8, 8, 8, 4, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1));
  private static final Group SOURCES =
      new Group(HEADER + SetPriceRuleDecoder.BLOCK_LENGTH, 16, List.of(4, 4));
  private static final Group WEIGHTS =
      new Group(HEADER + SetCollateralDecoder.BLOCK_LENGTH, 16, List.of(8, 8));

  /**
   * Widths of the fields of each command, by template id; the block alone where there is a group.
   */
  private static final int[][] WIDTHS = {
    {},
    {8, 8, 8, 8, 8, 1, 1, 1, 1, 1},
    {8, 8, 4, 1, 1},
    {8, 8, 8, 8, 8, 8, 8, 8, 8, 8, 4, 4, 1, 1, 1, 1},
    {8, 8, 4, 8, 8, 8, 1, 1, 1, 1},
    {8, 8, 4, 8, 8, 8, 8, 8, 8},
    {8, 8, 8, 1},
    {8, 8, 8, 8, 4},
    {8, 8, 8, 8, 4},
    {8, 8, 8, 4, 4},
    {8, 8, 8, 4, 1},
    {8, 8, 8, 8, 8, 8, 4, 1, 1, 1},
    {8, 8, 8, 1},
    {8, 8, 8, 8, 8, 8, 8, 8, 8, 4, 1, 1, 1},
    {8, 8, 8, 4},
    {8, 8},
    {8, 8},
    {8, 8, 8, 8, 4, 1},
    {8, 8, 8, 8, 1},
    {8, 8, 8, 8, 8, 8, 8, 8, 4},
    {8, 8, 8, 8, 4},
    {8, 8, 8, 4},
    {8, 8, 8, 8, 8, 8, 8, 8, 8, 8, 8, 4, 1, 1, 1, 1, 1},
    {8, 8, 8, 4, 4},
    {8, 8, 8, 8, 8, 8, 8, 4},
    {8, 8, 8, 8, 8, 8, 8, 8, 8, 4, 1, 1, 1, 1},
    {8, 8, 8, 4, 1},
  };

  /** As {@link #WIDTHS}, from SetCollateral on. */
  private static final int[][] COLLATERAL_WIDTHS = {
    {8, 8, 8, 8, 8, 8, 8, 8, 4, 1, 1},
    {8, 8, 8, 4},
    {8, 8, 8, 1},
    {8, 8, 8, 4},
  };

  private final Random random;

  Mutator(Random random) {
    this.random = random;
  }

  /** Whether the command has so many fields that it should often be made wrong. */
  boolean often(byte[] command) {
    int template = MessageText.templateId(command);
    return template == SetPriceRuleDecoder.TEMPLATE_ID
        || template == SetCollateralDecoder.TEMPLATE_ID
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
      return group(command, TIERS);
    }
    if (template == SetWaterfallDecoder.TEMPLATE_ID && random.nextInt(8) > 0) {
      return group(command, STAGES);
    }
    if (template == SetPriceRuleDecoder.TEMPLATE_ID && random.nextInt(3) == 0) {
      return group(command, SOURCES);
    }
    if (template == SetCollateralDecoder.TEMPLATE_ID && random.nextInt(3) == 0) {
      return group(command, WEIGHTS);
    }
    int[] widths = widths(template);
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

  private static int[] widths(int template) {
    int first = SetCollateralDecoder.TEMPLATE_ID;
    return template < first ? WIDTHS[template] : COLLATERAL_WIDTHS[template - first];
  }

  private byte[] group(byte[] command, Group group) {
    UnsafeBuffer buffer = new UnsafeBuffer(command);
    int offset = group.offset;
    if (random.nextInt(10) == 0) {
      int half = offset + random.nextInt(4) / 3 * 2;
      buffer.putShort(half, (short) random.nextInt(40), ByteOrder.LITTLE_ENDIAN);
      return command;
    }
    boolean empty = command.length == offset + 4;
    if (empty || random.nextInt(10) == 0) {
      int count = random.nextBoolean() ? 0 : group.countMax + 1 + random.nextInt(20);
      byte[] other = Arrays.copyOf(command, offset + 4 + group.entry() * count);
      new UnsafeBuffer(other).putShort(offset + 2, (short) count, ByteOrder.LITTLE_ENDIAN);
      return other;
    }
    int count = (command.length - offset - 4) / group.entry();
    int at = offset + 4 + group.entry() * random.nextInt(count);
    int field = random.nextInt(group.widths.size());
    for (int i = 0; i < field; i++) {
      at += group.widths.get(i);
    }
    put(command, at, group.widths.get(field));
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
