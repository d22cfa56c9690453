package io.plimsoll.tools.inspect;

import io.plimsoll.protocol.schema.MessageModel;
import org.agrona.DirectBuffer;

/** Prints one record after the other in some format. */
public interface RecordPrinter {
  /**
   * Where a record stands.
   *
   * @param sequence of the command
   * @param index of the event among the command's; -1 for the command itself
   */
  record Position(long sequence, int index) {
    boolean isCommand() {
      return index < 0;
    }

    String kind() {
      return isCommand() ? "command" : "event";
    }
  }

  /** Prints what stands before the first record: nothing, unless a format has a header. */
  default void begin() {}

  /**
   * Prints a message of the schema.
   *
   * @param position where it stands
   * @param message its model
   * @param scales of its numbers
   * @param buffer holds it
   * @param offset of the message header
   * @param length in bytes
   */
  void print(
      Position position,
      MessageModel message,
      Scales scales,
      DirectBuffer buffer,
      int offset,
      int length);

  /**
   * Prints a command that is no message of the schema.
   *
   * @param position where it stands
   * @param buffer holds it
   * @param offset of its first byte
   * @param length in bytes
   */
  void printUnknown(Position position, DirectBuffer buffer, int offset, int length);
}
