package io.plimsoll.protocol.text;

import java.util.List;

/** A JSON value, with the index of its first character. */
sealed interface JsonValue {
  int position();

  /** A string, without quotes and escapes. */
  record Text(int position, String text) implements JsonValue {}

  /** A number, or one of the words true, false and null, as written. */
  record Literal(int position, String literal) implements JsonValue {}

  /** An array. */
  record Array(int position, List<JsonValue> items) implements JsonValue {}

  /** An object; the names of its members differ. */
  record Struct(int position, List<Member> members) implements JsonValue {}

  /** A member of an object; the position is that of its name. */
  record Member(int position, String name, JsonValue value) {}
}
