package io.plimsoll.tools.importer;

import io.plimsoll.tools.UserError;

/** Lets the rows of one symbol through: the one that was asked for, or else the file's first. */
final class SymbolFilter {
  private final String file;
  private final boolean chosen;
  private char[] symbol;
  private long skipped;

  /**
   * A filter.
   *
   * @param file for people
   * @param symbol that was asked for, or null
   */
  SymbolFilter(String file, String symbol) {
    this.file = file;
    this.chosen = symbol != null;
    this.symbol = symbol == null ? null : symbol.toCharArray();
  }

  /**
   * Whether a row counts.
   *
   * @throws UserError if it is of a second symbol and nobody said which one counts
   */
  boolean accept(long line, char[] text, int start, int length) {
    if (symbol == null) {
      symbol = new String(text, start, length).toCharArray();
      return true;
    }
    boolean same = symbol.length == length;
    for (int i = 0; same && i < length; i++) {
      same = symbol[i] == text[start + i];
    }
    if (same) {
      return true;
    }
    if (!chosen) {
      throw new UserError(
          file
              + ", line "
              + line
              + ": symbol is '"
              + new String(text, start, length)
              + "' after '"
              + new String(symbol)
              + "'; expected one symbol, or --symbol to pick one");
    }
    skipped++;
    return false;
  }

  boolean accept(long line, String text) {
    return accept(line, text.toCharArray(), 0, text.length());
  }

  /** Rows of other symbols. */
  long skipped() {
    return skipped;
  }

  /** The symbol whose rows count; empty if the file has none. */
  String symbol() {
    return symbol == null ? "" : new String(symbol);
  }
}
