package io.plimsoll.tools.page;

import io.plimsoll.tools.numbers.Bar;
import io.plimsoll.tools.numbers.Buckets;
import io.plimsoll.tools.numbers.InstrumentNumbers;
import io.plimsoll.tools.numbers.Range;
import io.plimsoll.tools.numbers.Side;
import io.plimsoll.tools.numbers.Way;
import io.plimsoll.tools.report.Text;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * An instrument on the page.
 *
 * @param index in {@code numbers.json}, from 0
 * @param symbol its name
 * @param asset what it settles in
 * @param path what the mark did, a sentence
 * @param worst the worst bar, a sentence; empty if nothing was closed by force
 * @param bar how long a bar lasts, such as {@code minute}
 * @param liquidated whether anybody was liquidated in it
 * @param deleveraged whether anybody was deleveraged in it
 * @param socialised whether anybody bore a loss in it
 * @param bars the bars
 * @param interest open interest, coarsened
 */
public record InstrumentView(
    int index,
    String symbol,
    String asset,
    String path,
    String worst,
    String bar,
    boolean liquidated,
    boolean deleveraged,
    boolean socialised,
    List<BarRow> bars,
    List<InterestRow> interest) {
  private static final int TABLE_ROWS_MOST = 90;
  private static final long SECOND = 1_000_000_000L;
  private static final long MINUTE = 60 * SECOND;

  /** A bar: two sides of each number, long first. */
  public record BarRow(
      String time,
      Cell low,
      Cell high,
      List<Cell> started,
      List<Cell> book,
      List<Cell> takeOver,
      List<Cell> adl,
      Cell deleveragings,
      Cell socialised) {}

  /** Open interest at a time. */
  public record InterestRow(String time, Cell all, Cell traderLongs, Cell traderShorts) {}

  static InstrumentView of(int index, InstrumentNumbers instrument) {
    Buckets<Bar> bars = instrument.bars();
    List<BarRow> rows = new ArrayList<>();
    boolean liquidated = false;
    boolean deleveraged = false;
    boolean socialised = false;
    for (int i = 0; i < bars.size(); i++) {
      Bar bar = bars.get(i);
      liquidated |=
          bar.closed().signum() != 0 || bar.started(Side.LONG) + bar.started(Side.SHORT) > 0;
      deleveraged |= bar.deleveragings() > 0;
      socialised |= bar.socialised().signum() != 0;
      rows.add(row(instrument, bars.time(i), bar));
    }
    return new InstrumentView(
        index,
        instrument.symbol(),
        instrument.asset().symbol(),
        path(instrument),
        worst(instrument),
        width(bars.width()),
        liquidated,
        deleveraged,
        socialised,
        rows,
        interest(instrument));
  }

  private static BarRow row(InstrumentNumbers instrument, long time, Bar bar) {
    int scale = instrument.terms().priceScale();
    return new BarRow(
        Text.time(time),
        price(bar.marks().low(), scale),
        price(bar.marks().high(), scale),
        List.of(Cell.count(bar.started(Side.LONG)), Cell.count(bar.started(Side.SHORT))),
        both(instrument, bar, Way.BOOK),
        both(instrument, bar, Way.TAKE_OVER),
        both(instrument, bar, Way.ADL),
        Cell.count(bar.deleveragings()),
        Cell.money(instrument.asset(), bar.socialised()));
  }

  private static Cell price(long price, int scale) {
    return price == 0 ? new Cell("", "") : Cell.exact(price, scale);
  }

  private static List<Cell> both(InstrumentNumbers instrument, Bar bar, Way way) {
    return List.of(
        Cell.money(instrument.asset(), bar.closed(way, Side.LONG)),
        Cell.money(instrument.asset(), bar.closed(way, Side.SHORT)));
  }

  private static List<InterestRow> interest(InstrumentNumbers instrument) {
    int scale = instrument.terms().quantityScale();
    Buckets<Range> all = instrument.openInterest().coarsened(TABLE_ROWS_MOST);
    Buckets<Range> longs = instrument.traderLongs().coarsened(TABLE_ROWS_MOST);
    Buckets<Range> shorts = instrument.traderShorts().coarsened(TABLE_ROWS_MOST);
    List<InterestRow> rows = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      rows.add(
          new InterestRow(
              Text.time(all.time(i)),
              Cell.exact(all.get(i).last(), scale),
              Cell.exact(longs.get(i).last(), scale),
              Cell.exact(shorts.get(i).last(), scale)));
    }
    return rows;
  }

  private static String path(InstrumentNumbers instrument) {
    if (instrument.markCount() == 0) {
      return "It had no mark price.";
    }
    int scale = instrument.terms().priceScale();
    return String.format(
        Locale.ROOT,
        "%s marks: from %s to %s; lowest %s at %s (%s), highest %s at %s (%s).",
        Text.count(instrument.markCount()),
        Text.exact(instrument.firstMark(), scale),
        Text.exact(instrument.mark(), scale),
        Text.exact(instrument.lowest(), scale),
        Text.time(instrument.lowestAt()),
        change(instrument.firstMark(), instrument.lowest()),
        Text.exact(instrument.highest(), scale),
        Text.time(instrument.highestAt()),
        change(instrument.firstMark(), instrument.highest()));
  }

  /** A change as a percentage, with a sign. */
  static String change(long from, long to) {
    return String.format(Locale.ROOT, "%+.1f %%", 100.0 * (to - from) / from)
        .replace('-', '\u2212');
  }

  private static String worst(InstrumentNumbers instrument) {
    int worst = instrument.worstBar();
    if (worst < 0) {
      return "";
    }
    Bar bar = instrument.bars().get(worst);
    BigInteger all = instrumentTotal(instrument);
    return String.format(
        Locale.ROOT,
        "The worst %s was %s: %s %s closed by force, %s of all.",
        width(instrument.bars().width()),
        Text.minute(instrument.bars().time(worst)),
        Cell.money(instrument.asset(), bar.closed()).text(),
        instrument.asset().symbol(),
        Text.percent(
            new BigDecimal(bar.closed()).doubleValue(), new BigDecimal(all).doubleValue()));
  }

  private static BigInteger instrumentTotal(InstrumentNumbers instrument) {
    BigInteger sum = BigInteger.ZERO;
    for (int i = 0; i < instrument.bars().size(); i++) {
      sum = sum.add(instrument.bars().get(i).closed());
    }
    return sum;
  }

  /** A width of the ladder in words, such as {@code 5 minutes}. */
  static String width(long nanos) {
    if (nanos < MINUTE) {
      return nanos / SECOND + " seconds";
    }
    long minutes = nanos / MINUTE;
    if (minutes < 60) {
      return minutes == 1 ? "minute" : minutes + " minutes";
    }
    long hours = minutes / 60;
    if (hours < 24) {
      return hours == 1 ? "hour" : hours + " hours";
    }
    return hours == 24 ? "day" : hours / 24 + " days";
  }
}
