package io.plimsoll.tools.importer;

import io.plimsoll.protocol.Decimals;
import io.plimsoll.tools.PowerOfTen;

/** One row of market data. The same instance is filled for every row: copy what shall stay. */
@SuppressWarnings("EnumOrdinal") // An EnumMap would box every number of every row.
public final class Row {
  private static final int COLUMNS = Column.values().length;

  private final long[] unscaled = new long[COLUMNS];
  private final int[] scales = new int[COLUMNS];
  private final String[] names = new String[COLUMNS];
  private String timeName = "time";
  private int present;
  private long time;
  private long line;

  Row() {
    for (Column column : Column.values()) {
      names[column.ordinal()] = column.label();
    }
  }

  void begin(long lineNumber) {
    line = lineNumber;
    present = 0;
    time = Times.NONE;
  }

  /** Tells how the file calls its time. */
  void name(String name) {
    timeName = name;
  }

  /** Tells how the file calls a column. */
  void name(Column column, String name) {
    names[column.ordinal()] = name;
  }

  void time(long nanos) {
    time = nanos;
  }

  void set(Column column, long value, int scale) {
    int i = column.ordinal();
    unscaled[i] = value;
    scales[i] = scale;
    present |= 1 << i;
  }

  /** Adds a number to a column; what does not fit in 18 digits is a bad row. */
  void add(Column column, long value, int scale) {
    if (!has(column)) {
      set(column, value, scale);
      return;
    }
    int i = column.ordinal();
    int common = Math.max(scale, scales[i]);
    try {
      long sum =
          Math.addExact(scaled(unscaled[i], scales[i], common), scaled(value, scale, common));
      set(column, sum, common);
    } catch (ArithmeticException e) {
      throw new BadRow(column.label() + " is past 18 digits; expected a smaller sum");
    }
  }

  private static long scaled(long value, int from, int to) {
    return Math.multiplyExact(value, PowerOfTen.of(to - from));
  }

  /** Where it stands in the file, from 1. */
  public long line() {
    return line;
  }

  /** When it happened, in nanoseconds since 1970-01-01T00:00Z. */
  public long time() {
    return time;
  }

  /** How the file calls its time. */
  public String timeName() {
    return timeName;
  }

  /** How the file calls a column. */
  public String name(Column column) {
    return names[column.ordinal()];
  }

  /** Whether it says anything of this. */
  public boolean has(Column column) {
    return (present & 1 << column.ordinal()) != 0;
  }

  boolean isEmpty() {
    return present == 0;
  }

  /** The number in a column without its point; of a time, nanoseconds since 1970. */
  public long unscaled(Column column) {
    return unscaled[column.ordinal()];
  }

  /** Decimals of the number in a column, without trailing zeros. */
  public int scale(Column column) {
    return scales[column.ordinal()];
  }

  /**
   * The number in a column at a scale, cut towards zero.
   *
   * @param column one that is there
   * @param scale 0 to 18
   * @throws BadRow if it does not fit in 64 bits
   */
  public long at(Column column, int scale) {
    long value = unscaled[column.ordinal()];
    int from = scales[column.ordinal()];
    if (from >= scale) {
      return value / PowerOfTen.of(from - scale);
    }
    long power = PowerOfTen.of(scale - from);
    if (Math.abs(value) > Long.MAX_VALUE / power) {
      throw new BadRow(name(column), text(column), "fewer digits");
    }
    return value * power;
  }

  /** The number in a column as plain text. */
  public String text(Column column) {
    StringBuilder text = new StringBuilder();
    Decimals.append(unscaled(column), scale(column), text);
    return text.toString();
  }
}
