package io.plimsoll.tools.inspect;

import io.plimsoll.protocol.schema.FieldModel;
import io.plimsoll.protocol.schema.GroupModel;
import io.plimsoll.protocol.schema.MessageModel;
import java.io.PrintWriter;
import org.agrona.DirectBuffer;

/** One line a record for people: commands at the margin, their events indented below. */
public final class TextPrinter implements RecordPrinter {
  private final PrintWriter out;

  /** Prints to {@code out}. */
  public TextPrinter(PrintWriter out) {
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
    start(position);
    out.append(message.name());
    for (FieldModel field : message.fields()) {
      if (!isPosition(field, position)) {
        field(field, scales, buffer, message.bodyOffset(offset));
      }
    }
    int group = message.groupsOffset(offset);
    for (GroupModel model : message.groups()) {
      group(model, scales, buffer, group);
      group = model.entryOffset(group, model.count(buffer, group));
    }
    out.append('\n');
  }

  @Override
  public void printUnknown(Position position, DirectBuffer buffer, int offset, int length) {
    start(position);
    out.append("unknown message of ").append(Integer.toString(length)).append(" bytes\n");
  }

  private void start(Position position) {
    out.append(position.isCommand() ? Long.toString(position.sequence()) : "   ").append(' ');
  }

  /** What the line says already: an event has its command's sequence and time. */
  private static boolean isPosition(FieldModel field, Position position) {
    return !position.isCommand()
        && (field.name().equals("sequence") || field.name().equals("timestamp"));
  }

  private void field(FieldModel field, Scales scales, DirectBuffer buffer, int block) {
    out.append(' ').append(field.name()).append('=');
    out.append(FieldText.readable(field, scales, buffer, block));
  }

  private void group(GroupModel model, Scales scales, DirectBuffer buffer, int offset) {
    int count = model.count(buffer, offset);
    for (int i = 0; i < count; i++) {
      out.append(' ').append(model.name()).append('[').append(Integer.toString(i)).append("]:");
      for (FieldModel field : model.fields()) {
        field(field, scales, buffer, model.entryOffset(offset, i));
      }
    }
  }
}
