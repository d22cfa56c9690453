package io.plimsoll.tools.importer;

/**
 * How to read a file.
 *
 * @param format name of its layout; null: told by its content
 * @param symbol whose rows count; null: there is only one
 * @param strict whether the first bad row ends the import
 */
public record ImportOptions(String format, String symbol, boolean strict) {
  /** All told by the content; bad rows are counted. */
  public static final ImportOptions DEFAULT = new ImportOptions(null, null, false);

  /** All told by the content; a bad row ends the import. */
  public static final ImportOptions STRICT = new ImportOptions(null, null, true);
}
