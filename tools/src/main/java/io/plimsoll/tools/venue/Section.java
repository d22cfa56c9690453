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
public final class Section {
  private final Node.Mapping node;
  private final Provenance provenance;
  private final Set<String> known = new LinkedHashSet<>();

  /** The top of a file. */
  public Section(Node.Mapping node, Provenance provenance) {
    this(node, provenance, null, "");
  }

  private Section(Node.Mapping node, Provenance provenance, Section parent, String key) {
    this.node = node;
    this.provenance = provenance;
    provenance.section(this, parent, key, node);
  }

  /** The keys that somebody asked for. */
  public Set<String> known() {
    return known;
  }

  /** Whether the key is there, with a value. */
  public boolean has(String key) {
    return get(key).isPresent();
  }

  /** Whether one of the keys is there; all of them are known from then on. */
  public boolean hasAny(String... keys) {
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
  public Section section(String key) {
    Optional<Node> value = get(key);
    Node.Mapping mapping =
        value.isEmpty()
            ? new Node.Mapping(node.place().key(line(), key), new LinkedHashMap<>())
            : mapping(value.get());
    return new Section(mapping, provenance, this, key);
  }

  private static Node.Mapping mapping(Node value) {
    if (value instanceof Node.Mapping mapping) {
      return mapping;
    }
    throw value.place().error("is " + value.found() + "; expected a section: keys and values");
  }

  /** Whether the key is there with a section of its own. */
  public boolean isSection(String key) {
    return get(key).filter(Node.Mapping.class::isInstance).isPresent();
  }

  /** The keys of this section that are no sources or assumptions, in the order of the file. */
  public List<String> keys() {
    return node.entries().keySet().stream().filter(key -> !Provenance.KEYS.contains(key)).toList();
  }

  /** Where the section stands. */
  public Node.Place place() {
    return node.place();
  }

  /** A list of sections; nothing if it is not there. */
  public Optional<List<Section>> list(String key) {
    Optional<Node> value = get(key);
    if (value.isEmpty()) {
      return Optional.empty();
    }
    if (!(value.get() instanceof Node.Sequence sequence)) {
      throw value.get().place().error("is " + value.get().found() + "; expected a list");
    }
    List<Section> sections = new ArrayList<>();
    for (Node entry : sequence.entries()) {
      sections.add(new Section(mapping(entry), provenance, this, key));
    }
    return Optional.of(sections);
  }

  /** A text; nothing if it is not there. */
  public Optional<String> text(String key) {
    Optional<String> text = get(key).map(value -> scalar(value, "text"));
    note(key, text.orElse("none"));
    return text;
  }

  /** A text that must be there and not be blank. */
  public String text(String key, String expected) {
    return text(key).filter(text -> !text.isBlank()).orElseThrow(() -> wrong(key, expected));
  }

  /** A text, or the other one if it is not there. */
  public String text(String key, String otherwise, String expected) {
    String text = get(key).map(value -> scalar(value, expected)).orElse(otherwise);
    note(key, text);
    return text;
  }

  /** A list of texts; empty if it is not there. */
  public List<String> texts(String key, String expected) {
    Optional<Node> value = get(key);
    if (value.isEmpty()) {
      return new ArrayList<>();
    }
    if (!(value.get() instanceof Node.Sequence sequence)) {
      throw wrong(key, "a list of " + expected);
    }
    List<String> texts = new ArrayList<>();
    for (Node entry : sequence.entries()) {
      texts.add(scalar(entry, expected));
    }
    note(key, String.join(", ", texts));
    return texts;
  }

  /** A list of names of a protocol's enum; the other one if it is not there. */
  public <E extends Enum<E>> List<E> names(String key, Class<E> type, List<E> otherwise) {
    String expected = oneOf(type);
    List<E> named = new ArrayList<>();
    for (String text : texts(key, expected)) {
      E constant = constant(type, text).orElseThrow(() -> wrong(key, "a list: " + expected));
      if (named.contains(constant)) {
        throw wrong(key, "each name once");
      }
      named.add(constant);
    }
    if (!has(key)) {
      note(key, String.join(", ", otherwise.stream().map(Section::camelCase).toList()));
      return otherwise;
    }
    if (named.isEmpty()) {
      throw wrong(key, "a list: " + expected);
    }
    return named;
  }

  private void note(String key, String text) {
    provenance.value(this, key, text, line(key), has(key));
  }

  /** The line of a key, or of the section if the key is not there. */
  private int line(String key) {
    Node value = node.entries().get(key);
    return value == null ? line() : value.place().line();
  }

  private static String scalar(Node value, String expected) {
    if (value instanceof Node.Scalar scalar) {
      return scalar.text();
    }
    throw value.place().error("is " + value.found() + "; expected " + expected);
  }

  /** A number that must be there. */
  public long number(String key, Measure measure) {
    long number = optional(key, measure).orElseThrow(() -> missing(key, measure.expected()));
    note(key, measure.show(number));
    return number;
  }

  /** A number, or the other one if it is not there. */
  public long number(String key, Measure measure, long otherwise) {
    long number = optional(key, measure).orElse(otherwise);
    note(key, measure.show(number));
    return number;
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
  public boolean flag(String key, boolean otherwise) {
    Optional<Node> value = get(key);
    boolean flag =
        value.isEmpty()
            ? otherwise
            : switch (scalar(value.get(), "yes or no")) {
              case "yes", "true" -> true;
              case "no", "false" -> false;
              default -> throw wrong(key, "yes or no");
            };
    note(key, flag ? "yes" : "no");
    return flag;
  }

  /** One of the names of a protocol's enum, {@code WHOLE_POSITION} written wholePosition. */
  public <E extends Enum<E>> E named(String key, Class<E> type, E otherwise) {
    if (get(key).isPresent()) {
      return named(key, type);
    }
    note(key, camelCase(otherwise));
    return otherwise;
  }

  /** The same, where it must be there. */
  public <E extends Enum<E>> E named(String key, Class<E> type) {
    String expected = oneOf(type);
    String text = scalar(get(key).orElseThrow(() -> missing(key, expected)), expected);
    E constant = constant(type, text).orElseThrow(() -> wrong(key, expected));
    note(key, text);
    return constant;
  }

  private static <E extends Enum<E>> String oneOf(Class<E> type) {
    return Arrays.stream(type.getEnumConstants())
        .filter(Section::isNamed)
        .map(Section::camelCase)
        .collect(Collectors.joining(", ", "one of ", ""));
  }

  private static <E extends Enum<E>> Optional<E> constant(Class<E> type, String text) {
    return Arrays.stream(type.getEnumConstants())
        .filter(constant -> isNamed(constant) && camelCase(constant).equals(text))
        .findFirst();
  }

  private static boolean isNamed(Enum<?> constant) {
    return !constant.name().equals("NULL_VAL");
  }

  /** The name of an enum's constant as venue files write it. */
  public static String camelCase(Enum<?> constant) {
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
  public void end() {
    node.entries()
        .forEach(
            (key, value) -> {
              if (!known.contains(key) && !Provenance.KEYS.contains(key)) {
                throw value
                    .place()
                    .error("is no key here; expected one of " + String.join(", ", known));
              }
            });
  }

  /** A mistake in the value of a key that is there, or of one that should be. */
  public UserError wrong(String key, String expected) {
    Node value = node.entries().get(key);
    return value == null || value instanceof Node.Nothing
        ? missing(key, expected)
        : value.place().error("is " + value.found() + "; expected " + expected);
  }

  /** The same, where the key must not be there at all. */
  public UserError misplaced(String key, String expected) {
    return node.entries().get(key).place().error("is given; expected " + expected);
  }

  private UserError missing(String key, String expected) {
    return node.place().key(line(), key).error("is missing; expected " + expected);
  }

  private int line() {
    return node.place().line();
  }
}
