package io.plimsoll.tools.importer;

import io.plimsoll.tools.UserError;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/**
 * Writes rows as plain CSV: a header row, {@code time} in nanoseconds since 1970, and a column for
 * each thing that the rows can say. No field ever needs quotes.
 */
public final class PlainWriter implements RowSink, Closeable {
  private static final int BUFFER = 1 << 16;
  private static final int RADIX = 10;

  /** Longest field: a sign, 18 digits before the point or a zero and 18 after it. */
  private static final int FIELD_MAX = 24;

  private final OutputStream out;
  private final String name;
  private final Column[] columns;
  private final byte[] buffer = new byte[BUFFER];
  private final byte[] digits = new byte[FIELD_MAX];
  private final int rowMax;
  private int used;

  /**
   * A writer.
   *
   * @param out where to; closed with this
   * @param name of where, for people
   * @param columns to write, after the time
   */
  public PlainWriter(OutputStream out, String name, List<Column> columns) {
    this.out = out;
    this.name = name;
    this.columns = columns.toArray(Column[]::new);
    this.rowMax = FIELD_MAX * (columns.size() + 1) * 2;
    text("time");
    for (Column column : columns) {
      buffer[used++] = ',';
      text(column.label());
    }
    buffer[used++] = '\n';
  }

  @Override
  public void accept(Row row) {
    if (BUFFER - used < rowMax) {
      flush();
    }
    number(row.time(), 0);
    for (Column column : columns) {
      buffer[used++] = ',';
      if (!row.has(column)) {
        continue;
      }
      if (column == Column.SIDE) {
        side(row.unscaled(column));
      } else {
        number(row.unscaled(column), row.scale(column));
      }
    }
    buffer[used++] = '\n';
  }

  private void side(long side) {
    text(side == Column.SIDE_BUY ? "buy" : side == Column.SIDE_SELL ? "sell" : "unknown");
  }

  private void text(String text) {
    for (int i = 0; i < text.length(); i++) {
      buffer[used++] = (byte) text.charAt(i);
    }
  }

  /**
   * As {@link io.plimsoll.protocol.Decimals#append} does, without making text first: this is most
   * of the work.
   */
  private void number(long unscaled, int scale) {
    long left = Math.abs(unscaled);
    int start = FIELD_MAX;
    for (int i = 0; left != 0 || i <= scale; i++) {
      if (i == scale && scale > 0) {
        digits[--start] = '.';
      }
      digits[--start] = (byte) ('0' + left % RADIX);
      left /= RADIX;
    }
    if (unscaled < 0) {
      buffer[used++] = '-';
    }
    System.arraycopy(digits, start, buffer, used, FIELD_MAX - start);
    used += FIELD_MAX - start;
  }

  /**
   * Hands on all that was written.
   *
   * @throws UserError if it cannot be written
   */
  public void flush() {
    try {
      out.write(buffer, 0, used);
      used = 0;
    } catch (IOException e) {
      throw new UserError(name + " cannot be written: " + e.getMessage(), e);
    }
  }

  @Override
  public void close() throws IOException {
    try (out) {
      flush();
    }
  }
}
