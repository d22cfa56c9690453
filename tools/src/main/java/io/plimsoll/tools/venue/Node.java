package io.plimsoll.tools.venue;

import io.plimsoll.tools.UserError;
import java.util.LinkedHashMap;
import java.util.List;

/** A piece of a YAML file that knows where it stands. */
public sealed interface Node {
  /** Where it stands. */
  Place place();

  /** What it is, for people. */
  String found();

  /**
   * A place in a file.
   *
   * @param file for people
   * @param line from 1
   * @param path keys from the top, such as {@code fund.seed}; empty at the top
   */
  record Place(String file, int line, String path) {
    /** The place of a key below this one. */
    public Place key(int keyLine, String key) {
      return new Place(file, keyLine, path.isEmpty() ? key : path + "." + key);
    }

    /** The place of a list's entry below this one, counted from 1. */
    public Place entry(int entryLine, int number) {
      return new Place(file, entryLine, path + "[" + number + "]");
    }

    /** A mistake here. */
    public UserError error(String text) {
      return new UserError(
          file + ", line " + line + ": " + (path.isEmpty() ? "the file" : path) + " " + text);
    }
  }

  /** Keys and values, in the order of the file. */
  record Mapping(Place place, LinkedHashMap<String, Node> entries) implements Node {
    @Override
    public String found() {
      return "a section";
    }
  }

  /** A list; entries count from 1. */
  record Sequence(Place place, List<Node> entries) implements Node {
    @Override
    public String found() {
      return "a list";
    }
  }

  /** A single value, as it is written. */
  record Scalar(Place place, String text) implements Node {
    @Override
    public String found() {
      return "'" + text + "'";
    }
  }

  /** A key without a value: as if it were not there. */
  record Nothing(Place place) implements Node {
    @Override
    public String found() {
      return "empty";
    }
  }
}
