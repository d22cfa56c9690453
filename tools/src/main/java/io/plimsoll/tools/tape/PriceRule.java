package io.plimsoll.tools.tape;

import io.plimsoll.tools.importer.BadRow;
import io.plimsoll.tools.importer.Column;
import io.plimsoll.tools.importer.Row;

/**
 * Prices on their way to a tape: gathered at the finest scale, and cut to the tape's once all are
 * known.
 */
final class PriceRule {
  /** Decimals while prices are gathered. */
  static final int FINE_SCALE = 8;

  private static final int SCALE_MIN = 2;
  private static final int SCALE_MAX = 5;
  private static final long FINE_ONE = 100_000_000L;
  private static final long LIMIT = 100_000_000L;

  /** Below a tenth, cutting a price to five decimals could change it by more than 0.01 %. */
  private static final long CUT_FROM = FINE_ONE / 10;

  private PriceRule() {}

  /**
   * A price of a row at {@link #FINE_SCALE}.
   *
   * @throws BadRow if it is too large, or so small that cutting it would change it
   */
  static long fine(Row row, Column column) {
    if (row.unscaled(column) <= 0 || overLimit(row, column)) {
      throw new BadRow(row.name(column), row.text(column), "a price above 0, below " + LIMIT);
    }
    long price = row.at(column, FINE_SCALE);
    if (row.scale(column) > SCALE_MAX && price < CUT_FROM) {
      throw new BadRow(
          row.name(column), row.text(column), "below 0.1 at most " + SCALE_MAX + " decimals");
    }
    return price;
  }

  private static boolean overLimit(Row row, Column column) {
    long whole = row.at(column, 0);
    return whole >= LIMIT;
  }

  /** The scale of a tape whose prices have so many decimals at most. */
  static int scale(int decimalsMax) {
    return Math.max(SCALE_MIN, Math.min(SCALE_MAX, decimalsMax));
  }

  /** A gathered price at the tape's scale, cut. */
  static long cut(long fine, int scale) {
    long divisor = 1;
    for (int i = scale; i < FINE_SCALE; i++) {
      divisor *= 10;
    }
    return fine / divisor;
  }
}
