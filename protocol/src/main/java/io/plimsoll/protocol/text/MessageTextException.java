package io.plimsoll.protocol.text;

/** A text that is not the text form of a message. The message names what is at fault and where. */
public final class MessageTextException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  private final String field;
  private final int position;

  MessageTextException(String field, int position, String what) {
    super(
        (field.isEmpty() ? "" : "field " + field + ", ")
            + "character "
            + (position + 1)
            + ": "
            + what);
    this.field = field;
    this.position = position;
  }

  /** The field at fault, such as "price" or "tiers[2].leverageMax"; empty where none is. */
  public String field() {
    return field;
  }

  /** Index of the character at fault; the first is 0. */
  public int position() {
    return position;
  }
}
