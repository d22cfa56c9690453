package io.plimsoll.tools.importer;

import io.plimsoll.tools.UserError;
import java.util.ArrayList;
import java.util.List;

/** The bad rows of a file: all counted, the first few kept to be told. */
public final class Mistakes {
  private static final int KEPT = 5;

  private final String file;
  private final boolean strict;
  private final List<String> first = new ArrayList<>();
  private long count;

  Mistakes(String file, boolean strict) {
    this.file = file;
    this.strict = strict;
  }

  /** Counts a bad row, or ends the import if bad rows are not forgiven. */
  void add(long line, BadRow bad) {
    count++;
    if (strict) {
      throw at(line, bad.getMessage());
    }
    if (first.size() < KEPT) {
      first.add("line " + line + ": " + bad.getMessage());
    }
  }

  /** A mistake that ends the import in any case. */
  UserError at(long line, String message) {
    return new UserError(file + ", line " + line + ": " + message);
  }

  /** How many there are. */
  public long count() {
    return count;
  }

  /** The first of them, without the file's name. */
  public List<String> first() {
    return List.copyOf(first);
  }
}
