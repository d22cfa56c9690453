package io.plimsoll.tools.importer;

import de.siegmar.fastcsv.reader.AbstractBaseCsvCallbackHandler;
import io.plimsoll.tools.importer.CsvLayout.Field;
import io.plimsoll.tools.importer.CsvLayout.Reading;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Reads the fields of a CSV record into a {@link Row}, straight from the parser's buffer: a row
 * that is sound allocates nothing.
 */
final class CsvRows extends AbstractBaseCsvCallbackHandler<CsvRows> {
  private static final Field[] NOTHING = {};

  private final Row row = new Row();
  private final FixedPoint number = new FixedPoint();
  private final SymbolFilter symbols;
  private final Field[][] fieldsAt;
  private final int width;
  private final List<String> names;
  private boolean header;
  private boolean skipped;
  private BadRow bad;

  /**
   * A reader of rows.
   *
   * @param layout of the file
   * @param names of its columns, in its order
   * @param width how many columns a row has
   * @param headed whether the first record is a header row, and to be passed over
   * @param symbols which rows count
   */
  CsvRows(CsvLayout layout, List<String> names, int width, boolean headed, SymbolFilter symbols) {
    this.header = headed;
    this.symbols = symbols;
    this.width = width;
    this.names = names;
    fieldsAt = new Field[width][];
    Arrays.fill(fieldsAt, NOTHING);
    for (int i = 0; i < Math.min(width, names.size()); i++) {
      String name = names.get(i);
      fieldsAt[i] =
          layout.fields().stream().filter(f -> f.name().equals(name)).toArray(Field[]::new);
      for (Field field : fieldsAt[i]) {
        tellName(field);
      }
    }
  }

  private void tellName(Field field) {
    if (field.reading() == Reading.TIME) {
      row.name(field.name());
    } else if (field.column() != null && field.reading() != Reading.SUM) {
      row.name(field.column(), field.name());
    }
  }

  @Override
  protected void handleBegin(long startingLineNumber) {
    row.begin(startingLineNumber);
    skipped = header;
    bad = null;
  }

  @Override
  protected void handleField(int index, char[] text, int start, int length, boolean quoted) {
    if (bad != null || skipped || index >= width) {
      return;
    }
    int from = start;
    int to = start + length;
    while (from < to && text[from] <= ' ') {
      from++;
    }
    while (to > from && text[to - 1] <= ' ') {
      to--;
    }
    for (Field field : fieldsAt[index]) {
      try {
        read(field, text, from, to - from);
      } catch (BadRow e) {
        bad = e;
        return;
      }
    }
  }

  private void read(Field field, char[] text, int start, int length) {
    if (field.reading() == Reading.SYMBOL) {
      skipped = !symbols.accept(row.line(), text, start, length);
      return;
    }
    if (length == 0 && !field.needed()) {
      return;
    }
    switch (field.reading()) {
      case TIME -> row.time(time(field, text, start, length));
      case NANOS -> row.set(field.column(), time(field, text, start, length), 0);
      case SIDE -> row.set(field.column(), side(field, text, start, length), 0);
      case BUYER_IS_MAKER ->
          row.set(
              field.column(),
              flag(field, text, start, length) ? Column.SIDE_SELL : Column.SIDE_BUY,
              0);
      case NUMBER -> {
        number(field, text, start, length);
        row.set(field.column(), number.unscaled(), number.scale());
      }
      case SUM -> {
        number(field, text, start, length);
        row.add(field.column(), number.unscaled(), number.scale());
      }
      default -> throw new AssertionError(field.reading());
    }
  }

  private void number(Field field, char[] text, int start, int length) {
    if (!number.parse(text, start, length)
        || !field.column().kind().allows(number.unscaled(), number.scale())) {
      throw broken(field, text, start, length, field.column().kind().expected());
    }
  }

  private static long time(Field field, char[] text, int start, int length) {
    long time = Times.parse(field.name(), text, start, length);
    if (time == Times.NONE) {
      throw broken(field, text, start, length, Times.EXPECTED);
    }
    return time;
  }

  private static long side(Field field, char[] text, int start, int length) {
    if (is("buy", text, start, length)) {
      return Column.SIDE_BUY;
    }
    if (is("sell", text, start, length)) {
      return Column.SIDE_SELL;
    }
    if (is("unknown", text, start, length)) {
      return Column.SIDE_UNKNOWN;
    }
    throw broken(field, text, start, length, Column.Kind.SIDE.expected());
  }

  private static boolean flag(Field field, char[] text, int start, int length) {
    if (is("true", text, start, length)) {
      return true;
    }
    if (is("false", text, start, length)) {
      return false;
    }
    throw broken(field, text, start, length, "true or false");
  }

  /** Whether a text is this word, in small or capital letters. */
  private static boolean is(String word, char[] text, int start, int length) {
    if (length != word.length()) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      if ((text[start + i] | 0x20) != word.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  private static BadRow broken(Field field, char[] text, int start, int length, String expected) {
    return new BadRow(field.name(), new String(text, start, length), expected);
  }

  @Override
  protected CsvRows buildRecord() {
    header = false;
    if (skipped || bad != null) {
      return this;
    }
    if (getFieldCount() != width) {
      bad = new BadRow(widthMessage(getFieldCount()));
    } else if (row.isEmpty()) {
      bad = new BadRow("no column but " + row.timeName() + " has a value; expected one");
    }
    return this;
  }

  private String widthMessage(int count) {
    List<String> missing = new ArrayList<>();
    int least = 0;
    for (int i = 0; i < width; i++) {
      if (fieldsAt[i].length > 0 && fieldsAt[i][0].needed()) {
        least = i + 1;
        if (i >= count) {
          missing.add(names.get(i));
        }
      }
    }
    return missing.isEmpty()
        ? count + " columns; expected " + width + ", as in the first line"
        : count
            + " columns; expected at least "
            + least
            + ": "
            + String.join(", ", missing)
            + " missing";
  }

  /** Why this record cannot be used; null if it can. */
  BadRow bad() {
    return bad;
  }

  /** Whether this record is the header row, or of another symbol. */
  boolean isSkipped() {
    return skipped;
  }

  /** What it says. */
  Row row() {
    return row;
  }
}
