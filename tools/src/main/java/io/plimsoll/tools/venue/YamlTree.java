package io.plimsoll.tools.venue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import io.plimsoll.tools.UserError;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/**
 * Reads YAML into {@link Node}s. Scalars stay text, so that numbers are read exactly; aliases and
 * several documents in a file are refused.
 */
public final class YamlTree {
  /** Deeper than any venue file has a reason to be. */
  private static final int DEPTH_MAX = 8;

  private final YAMLParser parser;
  private final String file;

  private YamlTree(YAMLParser parser, String file) {
    this.parser = parser;
    this.file = file;
  }

  /** The section that a file is; one without entries if the file is empty. */
  public static Node.Mapping read(String text, String file) {
    try (YAMLParser parser = new YAMLFactory().createParser(text)) {
      return new YamlTree(parser, file).document();
    } catch (JsonProcessingException e) {
      int line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
      String problem = e.getOriginalMessage().lines().findFirst().orElse("");
      throw new UserError(file + ", line " + line + ": not YAML: " + problem, e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Node.Mapping document() throws IOException {
    Node.Place top = new Node.Place(file, 1, "");
    JsonToken token = parser.nextToken();
    Node node = token == null ? new Node.Nothing(top) : node(top, 0);
    if (token != null && parser.nextToken() != null) {
      throw here(top).error("goes on after its end; expected one document");
    }
    if (node instanceof Node.Nothing) {
      return new Node.Mapping(top, new LinkedHashMap<>());
    }
    if (node instanceof Node.Mapping mapping) {
      return mapping;
    }
    throw node.place().error("is " + node.found() + "; expected keys and values");
  }

  private Node node(Node.Place place, int depth) throws IOException {
    if (depth > DEPTH_MAX) {
      throw place.error("is nested too deep; expected at most " + DEPTH_MAX + " levels");
    }
    if (parser.isCurrentAlias()) {
      throw place.error("is an alias; expected it written out");
    }
    return switch (parser.currentToken()) {
      case START_OBJECT -> mapping(place, depth);
      case START_ARRAY -> sequence(place, depth);
      case VALUE_NULL -> new Node.Nothing(place);
      case VALUE_STRING, VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT, VALUE_TRUE, VALUE_FALSE ->
          new Node.Scalar(place, parser.getText());
      default -> throw place.error("has a YAML tag; expected plain text or a number");
    };
  }

  private Node mapping(Node.Place place, int depth) throws IOException {
    LinkedHashMap<String, Node> entries = new LinkedHashMap<>();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String key = parser.currentName();
      Node.Place entry = place.key(line(), key);
      parser.nextToken();
      if (entries.put(key, node(entry, depth + 1)) != null) {
        throw entry.error("is given more than once; expected once");
      }
    }
    return new Node.Mapping(place, entries);
  }

  private Node sequence(Node.Place place, int depth) throws IOException {
    List<Node> entries = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      entries.add(node(place.entry(line(), entries.size() + 1), depth + 1));
    }
    return new Node.Sequence(place, entries);
  }

  private Node.Place here(Node.Place place) {
    return new Node.Place(file, line(), place.path());
  }

  private int line() {
    return parser.currentTokenLocation().getLineNr();
  }
}
