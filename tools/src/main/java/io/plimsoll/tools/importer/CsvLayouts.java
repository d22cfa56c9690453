package io.plimsoll.tools.importer;

import static io.plimsoll.tools.importer.CsvLayout.ALWAYS_HEADED;
import static io.plimsoll.tools.importer.CsvLayout.may;
import static io.plimsoll.tools.importer.CsvLayout.must;
import static io.plimsoll.tools.importer.CsvLayout.sum;
import static io.plimsoll.tools.importer.CsvLayout.symbol;
import static io.plimsoll.tools.importer.CsvLayout.time;

import io.plimsoll.tools.importer.CsvLayout.Field;
import io.plimsoll.tools.importer.CsvLayout.Reading;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The CSV layouts that are known. Sources: the header rows of Binance's public data files
 * (github.com/binance/binance-public-data) and Tardis's description of its downloadable files
 * (docs.tardis.dev).
 */
final class CsvLayouts {
  private static final Pattern NUMBER = Pattern.compile("[+-]?([0-9]+\\.?[0-9]*|\\.[0-9]+)");
  private static final Pattern FLAG = Pattern.compile("(?i)true|false");
  private static final Pattern TIME = Pattern.compile("[0-9]{12,19}");
  private static final Pattern CALENDAR =
      Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}[ T][0-9:.]+Z?");
  private static final int LEVELS_MAX = 25;

  private static final CsvLayout KLINES =
      new CsvLayout(
          "binance-klines",
          List.of("open_time"),
          List.of("open_time", "open", "high", "low", "close", "volume"),
          // Broken values are told of later, each with its name.
          fields -> (matches(TIME, fields, 0) && fields.size() >= 5) || numbers(fields, 1, 6),
          List.of(
              time("open_time"),
              must("open", Column.OPEN),
              must("high", Column.HIGH),
              must("low", Column.LOW),
              must("close", Column.CLOSE),
              must("volume", Column.VOLUME)));

  private static final CsvLayout AGG_TRADES =
      new CsvLayout(
          "binance-agg-trades",
          List.of("agg_trade_id"),
          List.of(
              "agg_trade_id",
              "price",
              "quantity",
              "first_trade_id",
              "last_trade_id",
              "transact_time",
              "is_buyer_maker"),
          fields -> fields.size() >= 7 && matches(TIME, fields, 5) && matches(FLAG, fields, 6),
          List.of(
              time("transact_time"),
              must("price", Column.PRICE),
              must("quantity", Column.QUANTITY),
              new Field("is_buyer_maker", Reading.BUYER_IS_MAKER, Column.SIDE, true)));

  private static final CsvLayout TRADES =
      new CsvLayout(
          "binance-trades",
          List.of("id", "price", "qty", "time"),
          List.of("id", "price", "qty", "quote_qty", "time", "is_buyer_maker"),
          fields -> fields.size() >= 6 && matches(TIME, fields, 4) && matches(FLAG, fields, 5),
          List.of(
              time("time"),
              must("price", Column.PRICE),
              must("qty", Column.QUANTITY),
              new Field("is_buyer_maker", Reading.BUYER_IS_MAKER, Column.SIDE, true)));

  private static final CsvLayout BOOK_DEPTH =
      new CsvLayout(
          "binance-book-depth",
          List.of("percentage"),
          List.of("timestamp", "percentage", "depth", "notional"),
          fields -> matches(CALENDAR, fields, 0) && numbers(fields, 1, 4),
          List.of(
              time("timestamp"),
              must("percentage", Column.BAND),
              must("depth", Column.DEPTH),
              must("notional", Column.NOTIONAL)));

  private static final CsvLayout BOOK_TICKER =
      new CsvLayout(
          "binance-book-ticker",
          List.of("best_bid_price"),
          List.of(),
          ALWAYS_HEADED,
          List.of(
              time("transaction_time"),
              must("best_bid_price", Column.BID),
              must("best_bid_qty", Column.BID_QUANTITY),
              must("best_ask_price", Column.ASK),
              must("best_ask_qty", Column.ASK_QUANTITY)));

  private static final CsvLayout TARDIS_TRADES =
      new CsvLayout(
          "tardis-trades",
          List.of("local_timestamp", "side", "price"),
          List.of(),
          ALWAYS_HEADED,
          List.of(
              symbol("symbol"),
              time("local_timestamp"),
              must("price", Column.PRICE),
              must("amount", Column.QUANTITY),
              new Field("side", Reading.SIDE, Column.SIDE, true)));

  private static final CsvLayout TARDIS_TICKER =
      new CsvLayout(
          "tardis-derivative-ticker",
          List.of("local_timestamp", "mark_price"),
          List.of(),
          ALWAYS_HEADED,
          List.of(
              symbol("symbol"),
              time("local_timestamp"),
              may("mark_price", Column.MARK),
              may("index_price", Column.INDEX),
              may("last_price", Column.LAST),
              may("funding_rate", Column.FUNDING_RATE),
              new Field("funding_timestamp", Reading.NANOS, Column.NEXT_FUNDING, false),
              may("open_interest", Column.OPEN_INTEREST)));

  private static final CsvLayout TARDIS_BOOK =
      new CsvLayout(
          "tardis-book-snapshot",
          List.of("local_timestamp", "asks[0].price"),
          List.of(),
          ALWAYS_HEADED,
          bookFields());

  private static final CsvLayout TARDIS_QUOTES =
      new CsvLayout(
          "tardis-quotes",
          List.of("local_timestamp", "ask_price"),
          List.of(),
          ALWAYS_HEADED,
          List.of(
              symbol("symbol"),
              time("local_timestamp"),
              may("bid_price", Column.BID),
              may("bid_amount", Column.BID_QUANTITY),
              may("ask_price", Column.ASK),
              may("ask_amount", Column.ASK_QUANTITY)));

  private static final CsvLayout PLAIN =
      new CsvLayout("plain", List.of("time"), List.of(), ALWAYS_HEADED, plainFields());

  /** The first whose signature fits wins. */
  static final List<CsvLayout> ALL =
      List.of(
          KLINES,
          AGG_TRADES,
          TRADES,
          BOOK_DEPTH,
          BOOK_TICKER,
          TARDIS_TRADES,
          TARDIS_TICKER,
          TARDIS_BOOK,
          TARDIS_QUOTES,
          PLAIN);

  /** Those without a header row, the most particular first. */
  private static final List<CsvLayout> HEADLESS = List.of(AGG_TRADES, TRADES, BOOK_DEPTH, KLINES);

  private CsvLayouts() {}

  private static List<Field> bookFields() {
    List<Field> fields =
        new ArrayList<>(
            List.of(
                symbol("symbol"),
                time("local_timestamp"),
                may("bids[0].price", Column.BID),
                may("bids[0].amount", Column.BID_QUANTITY),
                may("asks[0].price", Column.ASK),
                may("asks[0].amount", Column.ASK_QUANTITY)));
    for (int i = 0; i < LEVELS_MAX; i++) {
      fields.add(sum("bids[" + i + "].amount", Column.BID_DEPTH));
      fields.add(sum("asks[" + i + "].amount", Column.ASK_DEPTH));
    }
    return List.copyOf(fields);
  }

  private static List<Field> plainFields() {
    List<Field> fields = new ArrayList<>(List.of(time("time")));
    for (Column column : Column.values()) {
      Reading reading =
          switch (column.kind()) {
            case SIDE -> Reading.SIDE;
            case TIME -> Reading.NANOS;
            default -> Reading.NUMBER;
          };
      fields.add(new Field(column.label(), reading, column, false));
    }
    return List.copyOf(fields);
  }

  /** The layout that a header row is of, or null. */
  static CsvLayout ofHeader(List<String> header) {
    return ALL.stream().filter(l -> header.containsAll(l.signature())).findFirst().orElse(null);
  }

  /** The layout that a first row of values is of, or null. */
  static CsvLayout ofValues(List<String> values) {
    return HEADLESS.stream().filter(l -> l.headless().test(values)).findFirst().orElse(null);
  }

  /** Whether a first row holds values, maybe a broken one among them, and no names of columns. */
  static boolean looksLikeValues(List<String> row) {
    if (isValue(row.get(0))) {
      return true;
    }
    List<String> others = row.subList(1, Math.min(row.size(), 6));
    return !others.isEmpty() && others.stream().allMatch(CsvLayouts::isValue);
  }

  private static boolean isValue(String text) {
    return Arrays.stream(new Pattern[] {NUMBER, FLAG, CALENDAR})
        .anyMatch(pattern -> pattern.matcher(text).matches());
  }

  private static boolean matches(Pattern pattern, List<String> fields, int index) {
    return index < fields.size() && pattern.matcher(fields.get(index)).matches();
  }

  private static boolean numbers(List<String> fields, int from, int to) {
    return fields.size() >= to
        && fields.subList(from, to).stream().allMatch(text -> NUMBER.matcher(text).matches());
  }
}
