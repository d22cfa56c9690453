package io.plimsoll.tools.venue;

/** Where a value of a venue file comes from. */
public sealed interface Origin {
  /** Whether nothing that was read stands behind it. */
  default boolean isAssumption() {
    return !(this instanceof Sourced);
  }

  /** For people. */
  String text();

  /**
   * Read in a source.
   *
   * @param reference the source
   */
  record Sourced(Reference reference) implements Origin {
    @Override
    public String text() {
      return reference.title() + " (" + reference.date() + ")";
    }
  }

  /**
   * Not verified.
   *
   * @param why it is as it is
   */
  record Assumed(String why) implements Origin {
    @Override
    public String text() {
      return "assumption: " + why;
    }
  }

  /** The file says nothing about it. */
  record Unstated() implements Origin {
    @Override
    public String text() {
      return "no source stated";
    }
  }
}
