package io.plimsoll.tools.importer;

import java.io.IOException;
import java.util.List;

/** Reads the rows of one layout. */
interface RowReader {
  /** Name of the layout. */
  String format();

  /** What rows can say. */
  List<Column> columns();

  /** How far times may go back, in nanoseconds: 0 where the layout promises an order. */
  default long latenessMaxNanos() {
    return 0;
  }

  /**
   * Reads all rows.
   *
   * @param input where they stand
   * @param symbols which of them count
   * @param mistakes counts the bad ones
   * @param feed takes the good ones
   */
  void read(InputFile input, SymbolFilter symbols, Mistakes mistakes, RowFeed feed)
      throws IOException;
}
