package io.plimsoll.tools.inspect;

import io.plimsoll.protocol.schema.MessageModel;
import io.plimsoll.protocol.text.MessageText;
import java.io.PrintWriter;
import org.agrona.DirectBuffer;

/** One JSON object a line, all numbers exact integers: docs/inspect.md. */
public final class JsonPrinter implements RecordPrinter {
  private final PrintWriter out;
  private final StringBuilder line = new StringBuilder(512);

  /** Prints to {@code out}. */
  public JsonPrinter(PrintWriter out) {
    this.out = out;
  }

  @Override
  public void print(
      Position position,
      MessageModel message,
      Scales scales,
      DirectBuffer buffer,
      int offset,
      int length) {
    line(position, scales, buffer, offset, length);
  }

  @Override
  public void printUnknown(Position position, DirectBuffer buffer, int offset, int length) {
    line(position, Scales.NONE, buffer, offset, length);
  }

  private void line(Position position, Scales scales, DirectBuffer buffer, int offset, int length) {
    line.setLength(0);
    line.append("{\"sequence\":").append(position.sequence());
    line.append(",\"record\":\"").append(position.kind()).append('"');
    if (!position.isCommand()) {
      line.append(",\"index\":").append(position.index());
    }
    line.append(",\"scales\":{");
    scale("price", scales.price());
    scale("quantity", scales.quantity());
    scale("money", scales.money());
    line.append("},\"message\":");
    MessageText.append(buffer, offset, length, line);
    line.append('}');
    out.append(line).append('\n');
  }

  private void scale(String name, int scale) {
    if (scale >= 0) {
      if (line.charAt(line.length() - 1) != '{') {
        line.append(',');
      }
      line.append('"').append(name).append("\":").append(scale);
    }
  }
}
