package io.plimsoll.tools.importer;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;

/** Reads values of JSON into a row, exactly: numbers are taken as the text that they are. */
final class JsonFields {
  private final FixedPoint number = new FixedPoint();

  /**
   * Reads the value at which the parser stands.
   *
   * @param row takes it
   * @param column where to
   * @param name of the field, for people
   * @throws BadRow if it is no number, or none that the column allows
   */
  void number(JsonParser parser, Row row, Column column, String name) throws IOException {
    set(row, column, name, scalar(parser, name, column.kind().expected()));
  }

  /** Reads a number from its text. */
  void set(Row row, Column column, String name, String text) {
    if (!number.parse(text) || !column.kind().allows(number.unscaled(), number.scale())) {
      throw new BadRow(name, text, column.kind().expected());
    }
    row.set(column, number.unscaled(), number.scale());
  }

  /** Milliseconds, in nanoseconds. */
  static long millis(JsonParser parser, String name) throws IOException {
    return millis(scalar(parser, name, "milliseconds since 1970"), name);
  }

  /** Milliseconds, in nanoseconds. */
  static long millis(String text, String name) {
    long time = Times.millis(text);
    if (time == Times.NONE) {
      throw new BadRow(name, text, "milliseconds since 1970");
    }
    return time;
  }

  private static String scalar(JsonParser parser, String name, String expected) throws IOException {
    JsonToken token = parser.currentToken();
    if (token != JsonToken.VALUE_STRING && !token.isNumeric()) {
      throw new BadRow(name, parser.getText(), expected);
    }
    return parser.getText();
  }
}
