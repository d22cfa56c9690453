package io.plimsoll.tools.tape;

import io.plimsoll.tools.UserError;
import io.plimsoll.tools.importer.BadRow;
import io.plimsoll.tools.importer.Column;
import io.plimsoll.tools.importer.Row;
import java.util.ArrayList;
import java.util.List;

/** A tape of bars that follow each other without a gap. */
final class BarTape implements TapeBuilder.Part {
  private static final List<Column> PRICES =
      List.of(Column.OPEN, Column.HIGH, Column.LOW, Column.CLOSE);
  private static final long SECOND = 1_000_000_000L;
  private static final long MILLI = 1_000_000L;
  private static final long MINUTE = 60 * SECOND;
  private static final long DAY = 1440 * MINUTE;
  private static final long VOLUME_LIMIT = 1_000_000_000_000L;

  private final String file;
  private final List<Bar> bars = new ArrayList<>();
  private long interval;
  private int decimals;

  BarTape(String file) {
    this.file = file;
  }

  @Override
  public void accept(Row row) {
    long[] prices = new long[PRICES.size()];
    for (int i = 0; i < prices.length; i++) {
      Column column = PRICES.get(i);
      if (!row.has(column)) {
        throw new BadRow(row.name(column), "", "a price above 0");
      }
      prices[i] = PriceRule.fine(row, column);
    }
    checkBounds(row, prices);
    checkTime(row);
    long volume = volume(row);
    PRICES.forEach(column -> decimals = Math.max(decimals, row.scale(column)));
    bars.add(new Bar(row.time(), prices[0], prices[1], prices[2], prices[3], volume));
  }

  private static long volume(Row row) {
    if (!row.has(Column.VOLUME)) {
      return 0;
    }
    if (row.at(Column.VOLUME, 0) >= VOLUME_LIMIT) {
      throw new BadRow(
          row.name(Column.VOLUME), row.text(Column.VOLUME), "a quantity below " + VOLUME_LIMIT);
    }
    return row.at(Column.VOLUME, Tape.QUANTITY_SCALE);
  }

  private static void checkBounds(Row row, long[] prices) {
    if (prices[2] > prices[1]) {
      throw new BadRow(
          row.name(Column.HIGH)
              + " is "
              + row.text(Column.HIGH)
              + ", below low "
              + row.text(Column.LOW));
    }
    for (int i : new int[] {0, 3}) {
      if (prices[i] < prices[2] || prices[i] > prices[1]) {
        Column column = PRICES.get(i);
        throw new BadRow(
            row.name(column),
            row.text(column),
            "low <= "
                + column.label()
                + " <= high ("
                + row.text(Column.LOW)
                + " to "
                + row.text(Column.HIGH)
                + ")");
      }
    }
  }

  private void checkTime(Row row) {
    if (bars.isEmpty()) {
      return;
    }
    long before = bars.get(bars.size() - 1).openTime();
    long step = row.time() - before;
    String expected = null;
    if (step <= 0) {
      expected = "a time after that of the bar before, " + before / MILLI;
    } else if (interval == 0 && (step < SECOND || step > DAY)) {
      expected = "bars of a second to a day; the bar before is at " + before / MILLI;
    } else if (interval != 0 && step != interval) {
      expected = (before + interval) / MILLI + ": bars follow each other without a gap";
    }
    if (expected != null) {
      throw new BadRow(row.timeName(), row.time() / MILLI + "", expected);
    }
    interval = step;
  }

  @Override
  public Tape tape(String name, String source) {
    if (bars.isEmpty()) {
      throw new UserError(file + " has no bars; expected some");
    }
    int scale = PriceRule.scale(decimals);
    return new Tape(
        name,
        source,
        scale,
        interval == 0 ? MINUTE : interval,
        bars.stream().map(bar -> cut(bar, scale)).toList());
  }

  private static Bar cut(Bar fine, int scale) {
    return new Bar(
        fine.openTime(),
        PriceRule.cut(fine.open(), scale),
        PriceRule.cut(fine.high(), scale),
        PriceRule.cut(fine.low(), scale),
        PriceRule.cut(fine.close(), scale),
        fine.volume());
  }
}
