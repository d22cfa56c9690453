package io.plimsoll.tools.importer;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * How a kind of CSV file is laid out.
 *
 * @param name for people and for the command line
 * @param signature columns that tell this layout from all others
 * @param order columns of a file without a header row, in their order; empty if there is always one
 * @param headless whether a first row of values looks like this layout
 * @param fields what to read of a row
 */
record CsvLayout(
    String name,
    List<String> signature,
    List<String> order,
    Predicate<List<String>> headless,
    List<Field> fields) {

  /** How the text of a field is read. */
  enum Reading {
    TIME,
    SYMBOL,
    NUMBER,
    /** Added to what the column holds already; empty adds nothing. */
    SUM,
    NANOS,
    SIDE,
    /** Whether the buyer was the maker: then the taker sold. */
    BUYER_IS_MAKER
  }

  /**
   * A column of the file.
   *
   * @param name in its header
   * @param reading how its text is read
   * @param column where the value goes; null for time and symbol
   * @param needed whether each row must have a value
   */
  record Field(String name, Reading reading, Column column, boolean needed) {
    boolean isMust() {
      return needed;
    }
  }

  /** Never without a header row. */
  static final Predicate<List<String>> ALWAYS_HEADED = fields -> false;

  static Field time(String name) {
    return new Field(name, Reading.TIME, null, true);
  }

  static Field symbol(String name) {
    return new Field(name, Reading.SYMBOL, null, true);
  }

  static Field must(String name, Column column) {
    return new Field(name, Reading.NUMBER, column, true);
  }

  static Field may(String name, Column column) {
    return new Field(name, Reading.NUMBER, column, false);
  }

  static Field sum(String name, Column column) {
    return new Field(name, Reading.SUM, column, false);
  }

  /** Columns of the plain CSV that this layout can fill. */
  List<Column> columns() {
    List<Column> columns = new ArrayList<>();
    for (Field field : fields) {
      if (field.column != null && !columns.contains(field.column)) {
        columns.add(field.column);
      }
    }
    return columns;
  }

  /** Names of the columns that a header must have. */
  List<String> needed() {
    return fields.stream().filter(Field::isMust).map(Field::name).toList();
  }
}
