package io.plimsoll.protocol.text;

import io.plimsoll.protocol.text.JsonValue.Array;
import io.plimsoll.protocol.text.JsonValue.Literal;
import io.plimsoll.protocol.text.JsonValue.Member;
import io.plimsoll.protocol.text.JsonValue.Struct;
import io.plimsoll.protocol.text.JsonValue.Text;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads one JSON object (RFC 8259) and nothing after it. Numbers are kept as written. */
final class JsonReader {
  /** Deeper than any message; keeps hostile text from exhausting the stack. */
  private static final int DEPTH_MAX = 8;

  private static final Pattern NUMBER =
      Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]+)?");
  private static final int HEX_RADIX = 16;
  private static final int UNICODE_DIGITS = 4;

  private final CharSequence text;
  private int position;
  private int depth;

  private JsonReader(CharSequence text) {
    this.text = text;
  }

  static Struct read(CharSequence text) {
    JsonReader reader = new JsonReader(text);
    reader.skipBlanks();
    Struct struct = reader.struct();
    reader.skipBlanks();
    if (reader.position < text.length()) {
      throw reader.error("text after the end of the message");
    }
    return struct;
  }

  private JsonValue value() {
    int start = position;
    return switch (peek()) {
      case '{' -> struct();
      case '[' -> array();
      case '"' -> new Text(start, string());
      default -> literal();
    };
  }

  private Struct struct() {
    int start = position;
    enter('{');
    List<Member> members = new ArrayList<>();
    Set<String> names = new HashSet<>();
    if (!skip('}')) {
      do {
        skipBlanks();
        Member member = member();
        if (!names.add(member.name())) {
          throw new MessageTextException(member.name(), member.position(), "duplicate field");
        }
        members.add(member);
        skipBlanks();
      } while (skip(','));
      expect('}');
    }
    depth--;
    return new Struct(start, members);
  }

  private Member member() {
    int start = position;
    String name = string();
    skipBlanks();
    expect(':');
    skipBlanks();
    return new Member(start, name, value());
  }

  private Array array() {
    int start = position;
    enter('[');
    List<JsonValue> items = new ArrayList<>();
    if (!skip(']')) {
      do {
        skipBlanks();
        items.add(value());
        skipBlanks();
      } while (skip(','));
      expect(']');
    }
    depth--;
    return new Array(start, items);
  }

  private void enter(char bracket) {
    expect(bracket);
    depth++;
    if (depth > DEPTH_MAX) {
      throw error("nested too deep");
    }
    skipBlanks();
  }

  private Literal literal() {
    int start = position;
    for (String word : List.of("true", "false", "null")) {
      if (text.length() - start >= word.length()
          && word.contentEquals(text.subSequence(start, start + word.length()))) {
        position += word.length();
        return new Literal(start, word);
      }
    }
    Matcher number = NUMBER.matcher(text).region(start, text.length());
    if (!number.lookingAt()) {
      throw error("a value expected");
    }
    position = number.end();
    return new Literal(start, number.group());
  }

  private String string() {
    expect('"');
    StringBuilder out = new StringBuilder();
    while (peek() != '"') {
      char c = text.charAt(position);
      if (c < ' ') {
        throw error("a control character in a string");
      }
      position++;
      out.append(c == '\\' ? escaped() : c);
    }
    position++;
    return out.toString();
  }

  private char escaped() {
    char c = peek();
    position++;
    return switch (c) {
      case '"', '\\', '/' -> c;
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'u' -> unicode();
      default -> {
        position--;
        throw error("an unknown escape in a string");
      }
    };
  }

  private char unicode() {
    int code = 0;
    for (int i = 0; i < UNICODE_DIGITS; i++) {
      char c = peek();
      int digit = c < 128 ? Character.digit(c, HEX_RADIX) : -1;
      if (digit < 0) {
        throw error("four hex digits expected");
      }
      code = code * HEX_RADIX + digit;
      position++;
    }
    return (char) code;
  }

  private char peek() {
    if (position >= text.length()) {
      throw error("the text ends too early");
    }
    return text.charAt(position);
  }

  private void expect(char c) {
    if (peek() != c) {
      throw error("'" + c + "' expected");
    }
    position++;
  }

  private boolean skip(char c) {
    if (peek() != c) {
      return false;
    }
    position++;
    return true;
  }

  private void skipBlanks() {
    while (position < text.length() && " \t\r\n".indexOf(text.charAt(position)) >= 0) {
      position++;
    }
  }

  private MessageTextException error(String what) {
    return new MessageTextException("", position, what);
  }
}
