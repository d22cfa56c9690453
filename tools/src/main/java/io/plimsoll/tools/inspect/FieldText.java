package io.plimsoll.tools.inspect;

import io.plimsoll.protocol.Decimals;
import io.plimsoll.protocol.schema.EnumModel;
import io.plimsoll.protocol.schema.FieldModel;
import io.plimsoll.tools.report.Text;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.agrona.DirectBuffer;

/** The value of one field as text. */
final class FieldText {
  private static final int NANOS_SCALE = 9;

  private FieldText() {}

  /** As it stands in the message: integers unscaled, names of enum values, hex of bytes. */
  static String raw(FieldModel field, DirectBuffer buffer, int block) {
    return switch (field.kind()) {
      case INTEGER -> Long.toString(field.getLong(buffer, block));
      case ENUM -> enumName(field, field.getLong(buffer, block));
      case SYMBOL ->
          new String(bytes(field, buffer, block), StandardCharsets.ISO_8859_1)
              .replaceAll("\0+$", "");
      case BYTES -> HexFormat.of().formatHex(bytes(field, buffer, block));
    };
  }

  /** For people: decimals, times, durations, percentages. */
  static String readable(FieldModel field, Scales scales, DirectBuffer buffer, int block) {
    if (field.kind() != FieldModel.Kind.INTEGER) {
      return raw(field, buffer, block);
    }
    long value = field.getLong(buffer, block);
    return switch (field.semanticType()) {
      case "price" -> scaled(value, scales.price());
      case "quantity" -> scaled(value, scales.quantity());
      case "money" -> scaled(value, scales.money());
      case "value" -> scaled(value, scales.value());
      case "assetPrice" -> scaled(value, scales.assetPrice());
      case "repaid" -> scaled(value, scales.repaid());
      case "repaidPrice" -> scaled(value, scales.repaidPrice());
      case "ppb" -> percent(value);
      case "leverage" -> plain(BigDecimal.valueOf(value, Decimals.LEVERAGE_SCALE)) + "x";
      case "time" -> Text.iso(value);
      case "duration" -> plain(BigDecimal.valueOf(value, NANOS_SCALE)) + "s";
      default -> Long.toString(value);
    };
  }

  /** A number whose scale is not known keeps its integer, marked so. */
  private static String scaled(long value, int scale) {
    return scale < 0 ? value + "units" : Decimals.format(value, scale);
  }

  private static String percent(long ppb) {
    return plain(BigDecimal.valueOf(ppb, Decimals.PPB_SCALE - 2)) + "%";
  }

  private static String plain(BigDecimal value) {
    return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
  }

  private static String enumName(FieldModel field, long raw) {
    return field
        .enumeration()
        .flatMap(e -> e.ofRaw(raw))
        .map(EnumModel.Value::name)
        .orElse(Long.toString(raw));
  }

  private static byte[] bytes(FieldModel field, DirectBuffer buffer, int block) {
    byte[] bytes = new byte[field.size()];
    buffer.getBytes(block + field.offset(), bytes);
    return bytes;
  }
}
