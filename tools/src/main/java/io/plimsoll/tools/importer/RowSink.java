package io.plimsoll.tools.importer;

/** Takes rows, in the order of the file. */
public interface RowSink {
  /**
   * A row. Its time is not before that of the row before.
   *
   * @param row valid until this returns
   * @throws BadRow if it cannot be used; it is then counted, or ends the import
   */
  void accept(Row row);
}
