package io.plimsoll.tools.venue;

import io.plimsoll.tools.UserError;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Where the values of a venue file come from. Any section may hold {@code sources}, from a key to
 * the id of a reference, and {@code assumptions}, from a key to the reason; the key {@code all}
 * stands for what neither names. What a section does not tell, the one around it tells for it.
 *
 * <p>A file that has references must cover every value, those that it leaves out included.
 */
public final class Provenance {
  private static final String SOURCES = "sources";
  private static final String ASSUMPTIONS = "assumptions";
  private static final String ALL = "all";

  /** Keys that any section may have. */
  public static final Set<String> KEYS = Set.of(SOURCES, ASSUMPTIONS);

  /** What is about a venue file, not about the venue. */
  private static final Set<String> ABOUT =
      Set.of("name", "title", "kind", "reason", "notModelled", "references");

  /** A section with what it says about its own keys. */
  private record Told(
      Node.Place place,
      Section parent,
      String key,
      Map<String, Node.Scalar> sources,
      Map<String, Node.Scalar> assumptions) {}

  private record Raw(
      Section section, String key, String path, String text, int line, boolean given) {}

  private final Set<String> about;
  private final Map<Section, Told> sections = new LinkedHashMap<>();
  private final Map<String, Raw> values = new LinkedHashMap<>();
  private Map<String, Reference> references = Map.of();
  private final Set<String> cited = new LinkedHashSet<>();

  /** Of a venue file. */
  public Provenance() {
    this(ABOUT);
  }

  /**
   * Of a file.
   *
   * @param about keys at its top that need no source: they speak about the file
   */
  public Provenance(Set<String> about) {
    this.about = Set.copyOf(about);
  }

  void section(Section section, Section parent, String key, Node.Mapping node) {
    sections.put(
        section, new Told(node.place(), parent, key, told(node, SOURCES), told(node, ASSUMPTIONS)));
  }

  private static Map<String, Node.Scalar> told(Node.Mapping node, String key) {
    Node value = node.entries().get(key);
    if (value == null || value instanceof Node.Nothing) {
      return new LinkedHashMap<>();
    }
    if (!(value instanceof Node.Mapping mapping)) {
      throw value.place().error("is " + value.found() + "; expected a section: keys and texts");
    }
    Map<String, Node.Scalar> texts = new LinkedHashMap<>();
    mapping
        .entries()
        .forEach(
            (name, entry) -> {
              if (!(entry instanceof Node.Scalar scalar) || scalar.text().isBlank()) {
                throw entry.place().error("is " + entry.found() + "; expected a text");
              }
              texts.put(name, scalar);
            });
    return texts;
  }

  /** A value that was read, or left out. */
  void value(Section section, String key, String text, int line, boolean given) {
    Node.Place place = sections.get(section).place();
    String path = place.key(line, key).path();
    values.put(path, new Raw(section, key, path, text, line, given));
  }

  /** Reads the section {@code references}. */
  public void references(Section top) {
    Map<String, Reference> read = new LinkedHashMap<>();
    for (Section entry : top.list("references").orElse(List.of())) {
      String id = entry.text("id", "a name that no other reference has");
      Reference reference =
          new Reference(
              id,
              entry.text("title", "the title of a page, paper or repository"),
              entry.text("date", "when it was published or read, or undated"),
              entry.text("url"));
      entry.end();
      if (read.put(id, reference) != null) {
        throw entry.wrong("id", "a name that no other reference has");
      }
    }
    references = read;
  }

  /**
   * All values with their origins, in the order in which they were read.
   *
   * @throws UserError if a source is unknown, a key is none, or a value is not covered
   */
  public List<VenueValue> values() {
    sections.forEach(this::check);
    List<VenueValue> all = new ArrayList<>();
    for (Raw raw : values.values()) {
      if (!isAbout(raw)) {
        all.add(new VenueValue(raw.path, raw.text, raw.line, raw.given, origin(raw)));
      }
    }
    checkCited();
    return all;
  }

  /** The sources that the file names. */
  public List<Reference> references() {
    return List.copyOf(references.values());
  }

  private boolean isAbout(Raw raw) {
    Told told = sections.get(raw.section);
    return told.parent == null ? about.contains(raw.key) : about.contains(top(told, raw.key));
  }

  /** The key at the top under which a value stands. */
  private String top(Told told, String key) {
    return told.parent == null ? key : top(sections.get(told.parent), told.key);
  }

  private void check(Section section, Told told) {
    Map<String, Node.Scalar> both = new LinkedHashMap<>(told.sources);
    both.putAll(told.assumptions);
    both.forEach(
        (key, text) -> {
          if (!key.equals(ALL) && !section.known().contains(key)) {
            throw text.place()
                .error(
                    "is no key of the section; expected all, or one of "
                        + String.join(", ", section.known()));
          }
          if (told.sources.containsKey(key) && told.assumptions.containsKey(key)) {
            throw text.place().error("has a source too; expected a source or an assumption");
          }
        });
    told.sources.values().forEach(this::cite);
  }

  private void cite(Node.Scalar source) {
    if (!references.containsKey(source.text())) {
      throw source
          .place()
          .error(
              "is "
                  + source.found()
                  + "; expected the id of a reference"
                  + (references.isEmpty()
                      ? ", of which there is none"
                      : ": " + String.join(", ", references.keySet())));
    }
    cited.add(source.text());
  }

  private void checkCited() {
    for (String id : references.keySet()) {
      if (!cited.contains(id)) {
        throw new UserError(
            sections.values().iterator().next().place().file()
                + ": the reference "
                + id
                + " is cited nowhere; expected it under sources");
      }
    }
  }

  private Origin origin(Raw raw) {
    String key = raw.key;
    for (Section section = raw.section; section != null; ) {
      Told told = sections.get(section);
      for (String name : List.of(key, ALL)) {
        if (told.assumptions.containsKey(name)) {
          return new Origin.Assumed(told.assumptions.get(name).text());
        }
        if (told.sources.containsKey(name)) {
          return new Origin.Sourced(references.get(told.sources.get(name).text()));
        }
      }
      key = told.key;
      section = told.parent;
    }
    if (!references.isEmpty()) {
      Node.Place place = sections.get(raw.section).place();
      throw new Node.Place(place.file(), raw.line, raw.path)
          .error(
              "has neither source nor assumption; expected one, as the file has references: under sources or"
                  + " assumptions of "
                  + (place.path().isEmpty() ? "the file" : place.path()));
    }
    return new Origin.Unstated();
  }
}
