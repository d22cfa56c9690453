package io.plimsoll.tools.tape;

import io.plimsoll.tools.UserError;
import io.plimsoll.tools.importer.BadRow;
import io.plimsoll.tools.importer.Column;
import io.plimsoll.tools.importer.Row;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A tape of trades, marks, quotes or a book.
 *
 * <pre>
 *   rows        x   x x       x          x  x x             x
 *   marks    |      |      |      |      |      |      |      |     so many a bar, evenly spread
 *            first  x      x(3rd) …                                 the last price at or before each
 * </pre>
 *
 * Bars begin at multiples of their length since 1970; their four prices are those of their marks.
 * What traded from one mark to the next is the volume of the first of the two. Memory grows with
 * the time that passes, not with the number of rows.
 */
final class SampledTape implements TapeBuilder.Part {
  /** Decimals while quantities are gathered. */
  private static final int FINE_QUANTITY_SCALE = 6;

  private static final long FINE_UNITS = 1_000;
  private static final long QUANTITY_LIMIT = 1_000_000_000_000L;
  private static final int SLOTS_MAX = 20_000_000;
  private static final long SECOND = 1_000_000_000L;

  private record Source(Column column, Track track, String text) {}

  private final String file;
  private final long barNanos;
  private final int perBar;
  private final long step;
  private final Track mid = new Track();
  private final Track indexTrack = new Track();

  /** Where a price comes from, the best first. */
  private final List<Source> sources =
      List.of(
          new Source(Column.MARK, new Track(), "mark prices"),
          new Source(Column.PRICE, new Track(), "prices of trades"),
          new Source(Column.LAST, new Track(), "last prices"),
          new Source(null, mid, "mid prices of the book"),
          new Source(Column.INDEX, indexTrack, "index prices"));

  private final Track bidDepth = new Track();
  private final Track askDepth = new Track();
  private final FundingTrack funding = new FundingTrack();
  private long[] volumes = new long[1 << 10];
  private boolean hasTrades;
  private long begin = -1;
  private int lastSlot;

  SampledTape(String file, TapeOptions options) {
    this.file = file;
    this.barNanos = options.barNanos();
    this.perBar = options.marksPerBar();
    this.step = barNanos / perBar;
  }

  @Override
  public void accept(Row row) {
    if (begin < 0) {
      begin = row.time() / barNanos * barNanos;
    }
    int slot = slot(row);
    int before = row.time() > timeOf(slot) ? slot + 1 : slot;
    for (Source source : sources) {
      Column column = source.column;
      if (column != null && row.has(column)) {
        source.track.set(before, PriceRule.fine(row, column), row.scale(column));
      }
    }
    if (row.has(Column.BID) && row.has(Column.ASK)) {
      long sum = PriceRule.fine(row, Column.BID) + PriceRule.fine(row, Column.ASK);
      mid.set(before, sum / 2, 1 + Math.max(row.scale(Column.BID), row.scale(Column.ASK)));
    }
    depth(row, Column.BID_DEPTH, bidDepth, before);
    depth(row, Column.ASK_DEPTH, askDepth, before);
    if (row.has(Column.PRICE) && row.has(Column.QUANTITY)) {
      trade(row, slot);
    }
    funding.accept(row);
    lastSlot = slot;
  }

  private int slot(Row row) {
    long bar = (row.time() - begin) / barNanos;
    long within = Math.min((row.time() - begin) % barNanos / step, perBar - 1L);
    if (bar >= SLOTS_MAX / perBar) {
      throw new BadRow(
          row.timeName()
              + " is "
              + Instant.ofEpochSecond(row.time() / SECOND, row.time() % SECOND)
              + ", "
              + bar
              + " bars after the first row; expected at most "
              + SLOTS_MAX
              + " marks: longer bars, or fewer marks in each");
    }
    return (int) (bar * perBar + within);
  }

  private long timeOf(int slot) {
    return begin + slot / perBar * barNanos + slot % perBar * step;
  }

  private static void depth(Row row, Column column, Track track, int before) {
    if (row.has(column)) {
      track.set(before, quantity(row, column) / FINE_UNITS, 0);
    }
  }

  private void trade(Row row, int slot) {
    if (slot >= volumes.length) {
      volumes = Arrays.copyOf(volumes, Math.max(slot + 1, 2 * volumes.length));
    }
    long sum = volumes[slot] + quantity(row, Column.QUANTITY);
    if (sum < 0) {
      throw new BadRow(row.name(Column.QUANTITY), row.text(Column.QUANTITY), "less in one moment");
    }
    volumes[slot] = sum;
    hasTrades = true;
  }

  private static long quantity(Row row, Column column) {
    if (row.at(column, 0) >= QUANTITY_LIMIT) {
      throw new BadRow(row.name(column), row.text(column), "a quantity below " + QUANTITY_LIMIT);
    }
    return row.at(column, FINE_QUANTITY_SCALE);
  }

  @Override
  public Tape tape(String name, String from) {
    Source best = source();
    boolean liquid = hasTrades || bidDepth.isKnown();
    String what = best.text + (liquid ? "" : ", no volume: the market takes nothing");
    Track price = best.track;
    int scale = PriceRule.scale(price.decimals());
    int count = (lastSlot / perBar + 1) * perBar;
    long[] marks = price.all(count);
    long[] traded = Arrays.copyOf(volumes, count);
    for (int i = 0; i < count; i++) {
      marks[i] = PriceRule.cut(marks[i], scale);
      traded[i] /= FINE_UNITS;
    }
    boolean indexed = indexTrack.isKnown() && price != indexTrack;
    boolean book = bidDepth.isKnown() && askDepth.isKnown();
    Samples samples =
        new Samples(
            perBar,
            marks,
            traded,
            book ? bidDepth.all(count) : null,
            book ? askDepth.all(count) : null,
            indexed ? indexes(count, scale) : null);
    return new Tape(
        name,
        from + ", " + what,
        scale,
        barNanos,
        bars(samples),
        Optional.of(samples),
        funding.happened());
  }

  /** Cut to the scale of the price, but never to 0. */
  private long[] indexes(int count, int scale) {
    long[] indexes = indexTrack.all(count);
    for (int i = 0; i < count; i++) {
      indexes[i] = Math.max(1, PriceRule.cut(indexes[i], scale));
    }
    return indexes;
  }

  /** The best price that there is. */
  private Source source() {
    return sources.stream()
        .filter(source -> source.track.isKnown())
        .findFirst()
        .orElseThrow(
            () ->
                new UserError(
                    file + " has no prices; expected price, mark, last, index, or bid and ask"));
  }

  private List<Bar> bars(Samples samples) {
    List<Bar> bars = new ArrayList<>();
    for (int from = 0; from < samples.count(); from += perBar) {
      long high = samples.mark(from);
      long low = high;
      long volume = 0;
      for (int i = from; i < from + perBar; i++) {
        high = Math.max(high, samples.mark(i));
        low = Math.min(low, samples.mark(i));
        volume += samples.volume(i);
      }
      long open = begin + from / perBar * barNanos;
      long close = samples.mark(from + perBar - 1);
      bars.add(new Bar(open, samples.mark(from), high, low, close, volume));
    }
    return bars;
  }
}
