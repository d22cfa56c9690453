package io.plimsoll.tools.importer;

/** A row that cannot be used, told without its file and line. */
public final class BadRow extends RuntimeException {
  private static final int SHOWN_MAX = 40;

  /**
   * A row with a broken field.
   *
   * @param field its name in the file
   * @param found its text
   * @param expected what should stand there
   */
  public BadRow(String field, String found, String expected) {
    this(field + " is '" + shown(found) + "'; expected " + expected);
  }

  BadRow(String field, String found, String remark, String expected) {
    this(field + " is '" + shown(found) + "', " + remark + "; expected " + expected);
  }

  /**
   * A row that is broken otherwise.
   *
   * @param message what was found, what was expected
   */
  public BadRow(String message) {
    // Rows can be broken by the million: no stack trace.
    super(message, null, false, false);
  }

  private static String shown(String text) {
    return text.length() > SHOWN_MAX ? text.substring(0, SHOWN_MAX) + "…" : text;
  }
}
