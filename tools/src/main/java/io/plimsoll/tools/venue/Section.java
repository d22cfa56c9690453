package io.plimsoll.tools.venue;

import io.plimsoll.tools.UserError;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A section of a venue file while it is read. Every key that somebody asked for is known; {@link
 * #end} refuses the others.
 */
final class Section {
  private final Node.Mapping node;
  private final Set<String> known = new LinkedHashSet<>();

  Section(Node.Mapping node) {
    this.node = node;
  }

  /** Whether the key is there, with a value. */
  boolean has(String key) {
    return get(key).isPresent();
  }

  /** Whether one of the keys is there; all of them are known from then on. */
  boolean hasAny(String... keys) {
    boolean any = false;
    for (String key : keys) {
      any |= has(key);
    }
    return any;
  }

  private Optional<Node> get(String key) {
    known.add(key);
    Node value = node.entries().get(key);
    return value instanceof Node.Nothing ? Optional.empty() : Optional.ofNullable(value);
  }

  /** A section of this one; without entries if it is not there. */
  Section section(String key) {
    Optional<Node> value = get(key);
    if (value.isEmpty()) {
      return new Section(new Node.Mapping(node.place().key(line(), key), new LinkedHashMap<>()));
    }
    return new Section(mapping(value.get()));
  }

  private static Node.Mapping mapping(Node value) {
    if (value instanceof Node.Mapping mapping) {
      return mapping;
    }
    throw value.place().error("is " + value.found() + "; expected a section: keys and values");
  }

  /** A list of sections; nothing if it is not there. */
  Optional<List<Section>> list(String key) {
    Optional<Node> value = get(key);
    if (value.isEmpty()) {
      return Optional.empty();
    }
    if (!(value.get() instanceof Node.Sequence sequence)) {
      throw value.get().place().error("is " + value.get().found() + "; expected a list");
    }
    List<Section> sections = new ArrayList<>();
    for (Node entry : sequence.entries()) {
      sections.add(new Section(mapping(entry)));
    }
    return Optional.of(sections);
  }

  /** A text; nothing if it is not there. */
  Optional<String> text(String key) {
    return get(key).map(value -> scalar(value, "text"));
  }

  private static String scalar(Node value, String expected) {
    if (value instanceof Node.Scalar scalar) {
      return scalar.text();
    }
    throw value.place().error("is " + value.found() + "; expected " + expected);
  }

  /** A number that must be there. */
  long number(String key, Measure measure) {
    return optional(key, measure).orElseThrow(() -> missing(key, measure.expected()));
  }

  /** A number, or the other one if it is not there. */
  long number(String key, Measure measure, long otherwise) {
    return optional(key, measure).orElse(otherwise);
  }

  private OptionalLong optional(String key, Measure measure) {
    Optional<Node> value = get(key);
    if (value.isEmpty()) {
      return OptionalLong.empty();
    }
    OptionalLong number = measure.parse(scalar(value.get(), measure.expected()));
    if (number.isEmpty()) {
      throw wrong(key, measure.expected());
    }
    return number;
  }

  /** Yes or no. */
  boolean flag(String key, boolean otherwise) {
    Optional<Node> value = get(key);
    if (value.isEmpty()) {
      return otherwise;
    }
    return switch (scalar(value.get(), "yes or no")) {
      case "yes", "true" -> true;
      case "no", "false" -> false;
      default -> throw wrong(key, "yes or no");
    };
  }

  /** One of the names of a protocol's enum, {@code WHOLE_POSITION} written wholePosition. */
  <E extends Enum<E>> E named(String key, Class<E> type, E otherwise) {
    return get(key).isPresent() ? named(key, type) : otherwise;
  }

  /** The same, where it must be there. */
  <E extends Enum<E>> E named(String key, Class<E> type) {
    String expected =
        Arrays.stream(type.getEnumConstants())
            .filter(Section::isNamed)
            .map(Section::camelCase)
            .collect(Collectors.joining(", ", "one of ", ""));
    String text = scalar(get(key).orElseThrow(() -> missing(key, expected)), expected);
    return Arrays.stream(type.getEnumConstants())
        .filter(constant -> isNamed(constant) && camelCase(constant).equals(text))
        .findFirst()
        .orElseThrow(() -> wrong(key, expected));
  }

  private static boolean isNamed(Enum<?> constant) {
    return !constant.name().equals("NULL_VAL");
  }

  /** The name of an enum's constant as venue files write it. */
  static String camelCase(Enum<?> constant) {
    StringBuilder text = new StringBuilder();
    boolean upper = false;
    for (char letter : constant.name().toLowerCase(Locale.ROOT).toCharArray()) {
      if (letter != '_') {
        text.append(upper ? Character.toUpperCase(letter) : letter);
      }
      upper = letter == '_';
    }
    return text.toString();
  }

  /** Refuses keys that nobody asked for. */
  void end() {
    node.entries()
        .forEach(
            (key, value) -> {
              if (!known.contains(key)) {
                throw value
                    .place()
                    .error("is no key here; expected one of " + String.join(", ", known));
              }
            });
  }

  /** A mistake in the value of a key that is there, or of one that should be. */
  UserError wrong(String key, String expected) {
    Node value = node.entries().get(key);
    return value == null || value instanceof Node.Nothing
        ? missing(key, expected)
        : value.place().error("is " + value.found() + "; expected " + expected);
  }

  private UserError missing(String key, String expected) {
    return node.place().key(line(), key).error("is missing; expected " + expected);
  }

  private int line() {
    return node.place().line();
  }
}
