package io.plimsoll.tools.tape;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import io.plimsoll.tools.UserError;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Reads bars in the layout of Binance's kline files: open_time, open, high, low, close, volume, and
 * columns after these that are left alone; with or without a header row. Times are in milliseconds,
 * or in microseconds (as in Binance's spot files since 2025).
 */
final class TapeReader {
  private static final List<String> COLUMNS =
      List.of("open_time", "open", "high", "low", "close", "volume");

  /** Times from here on are microseconds: as milliseconds they would lie after the year 5000. */
  private static final long MICROS_FROM = 100_000_000_000_000L;

  /** Times in this range are seconds: as milliseconds they would lie before 1973. */
  private static final long SECONDS_FROM = 100_000_000L;

  private static final long SECONDS_TO = 100_000_000_000L;

  private static final Pattern NUMBER = Pattern.compile("[+-]?([0-9]+\\.?[0-9]*|\\.[0-9]+)");
  private static final int NUMBER_LENGTH_MAX = 40;

  private static final int PRICE_SCALE_MIN = 2;
  private static final int PRICE_SCALE_MAX = 5;
  private static final BigDecimal PRICE_LIMIT = new BigDecimal("100000000");
  private static final BigDecimal VOLUME_LIMIT = new BigDecimal("1000000000000");
  private static final long SECOND = 1_000_000_000L;
  private static final long MINUTE = 60_000_000_000L;
  private static final long DAY = 1440 * MINUTE;

  private record Row(long line, long time, List<BigDecimal> prices, BigDecimal volume) {}

  private final String file;
  private final List<Row> rows = new ArrayList<>();
  private int[] columns = {0, 1, 2, 3, 4, 5};
  private int width = -1;

  private TapeReader(String file) {
    this.file = file;
  }

  static Tape read(Reader text, String file, String name, String source) throws IOException {
    TapeReader reader = new TapeReader(file);
    try (var csv =
        CsvReader.builder().allowMissingFields(true).allowExtraFields(true).ofCsvRecord(text)) {
      for (CsvRecord record : csv) {
        reader.accept(record);
      }
    } catch (CsvParseException e) {
      throw new UserError(file + ": not a CSV file: " + e.getMessage(), e);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    return reader.tape(name, source);
  }

  private void accept(CsvRecord record) {
    long line = record.getStartingLineNumber();
    if (width < 0) {
      width = record.getFieldCount();
      checkSeparator(record);
      if (looksLikeHeader(record)) {
        columns = header(record);
        return;
      }
    }
    checkWidth(record);
    List<BigDecimal> prices = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      prices.add(price(record, line, i + 1));
    }
    Row row = new Row(line, time(record, line), prices, volume(record, line));
    checkBounds(row);
    rows.add(row);
  }

  private int[] header(CsvRecord record) {
    int[] found = new int[COLUMNS.size()];
    for (int i = 0; i < found.length; i++) {
      found[i] = record.getFields().stream().map(String::strip).toList().indexOf(COLUMNS.get(i));
      if (found[i] < 0) {
        throw new UserError(
            at(record.getStartingLineNumber())
                + "no column "
                + COLUMNS.get(i)
                + " in the header; expected "
                + String.join(",", COLUMNS));
      }
    }
    return found;
  }

  /** A first line of numbers is data, even if its time is broken. */
  private static boolean looksLikeHeader(CsvRecord record) {
    List<String> fields = record.getFields();
    if (isNumber(fields.get(0))) {
      return false;
    }
    List<String> others = fields.subList(1, Math.min(fields.size(), COLUMNS.size()));
    return others.isEmpty() || !others.stream().allMatch(TapeReader::isNumber);
  }

  private static boolean isNumber(String text) {
    return NUMBER.matcher(text.strip()).matches();
  }

  private void checkSeparator(CsvRecord record) {
    String first = record.getField(0).strip();
    for (String separator : List.of(";", "\t")) {
      if (first.contains(separator)) {
        String shown = separator.equals("\t") ? "tabs" : "'" + separator + "'";
        throw new UserError(
            at(record.getStartingLineNumber())
                + "columns are separated by "
                + shown
                + "; expected ','");
      }
    }
  }

  private void checkWidth(CsvRecord record) {
    int count = record.getFieldCount();
    String found = at(record.getStartingLineNumber()) + count + " columns; expected ";
    List<String> missing = new ArrayList<>();
    for (int i = 0; i < columns.length; i++) {
      if (columns[i] >= count) {
        missing.add(COLUMNS.get(i));
      }
    }
    if (!missing.isEmpty()) {
      int least = Arrays.stream(columns).max().getAsInt() + 1;
      throw new UserError(
          found + "at least " + least + ": " + String.join(", ", missing) + " missing");
    }
    if (count != width) {
      throw new UserError(found + width + ", as in the first line");
    }
  }

  private String at(long line) {
    return file + ", line " + line + ": ";
  }

  private UserError broken(long line, int column, String text, String expected) {
    String shown = text.length() > 40 ? text.substring(0, 40) + "…" : text;
    return new UserError(
        at(line) + COLUMNS.get(column) + " is '" + shown + "'; expected " + expected);
  }

  private long time(CsvRecord record, long line) {
    String text = record.getField(columns[0]).strip();
    String expected = "milliseconds or microseconds since 1970";
    try {
      long time = Long.parseLong(text);
      if (time < 0) {
        throw broken(line, 0, text, expected);
      }
      if (time >= SECONDS_FROM && time < SECONDS_TO) {
        throw new UserError(
            at(line)
                + "open_time is '"
                + text
                + "', which looks like seconds; expected "
                + expected);
      }
      return Math.multiplyExact(time, time >= MICROS_FROM ? 1_000L : 1_000_000L);
    } catch (NumberFormatException | ArithmeticException e) {
      throw broken(line, 0, text, expected);
    }
  }

  private BigDecimal price(CsvRecord record, long line, int column) {
    String expected =
        "a price above 0, below " + PRICE_LIMIT + ", with at most " + PRICE_SCALE_MAX + " decimals";
    BigDecimal price = decimal(record, line, column, expected);
    if (price.signum() <= 0
        || price.compareTo(PRICE_LIMIT) >= 0
        || price.scale() > PRICE_SCALE_MAX) {
      throw broken(line, column, record.getField(columns[column]), expected);
    }
    return price;
  }

  private BigDecimal volume(CsvRecord record, long line) {
    String expected = "a quantity of 0 or above";
    BigDecimal volume = decimal(record, line, 5, expected);
    if (volume.signum() < 0 || volume.compareTo(VOLUME_LIMIT) >= 0) {
      throw broken(line, 5, record.getField(columns[5]), expected);
    }
    return volume;
  }

  private BigDecimal decimal(CsvRecord record, long line, int column, String expected) {
    String text = record.getField(columns[column]).strip();
    // No exponents: 1e999999999 would take all memory when written out.
    if (text.length() > NUMBER_LENGTH_MAX || !isNumber(text)) {
      throw broken(line, column, text, expected);
    }
    return new BigDecimal(text).stripTrailingZeros();
  }

  private void checkBounds(Row row) {
    BigDecimal high = row.prices.get(1);
    BigDecimal low = row.prices.get(2);
    if (low.compareTo(high) > 0) {
      throw new UserError(
          at(row.line) + "high is " + high.toPlainString() + ", below low " + low.toPlainString());
    }
    for (int column : new int[] {1, 4}) {
      BigDecimal price = row.prices.get(column - 1);
      if (price.compareTo(low) < 0 || price.compareTo(high) > 0) {
        throw broken(
            row.line,
            column,
            price.toPlainString(),
            "low <= "
                + COLUMNS.get(column)
                + " <= high ("
                + low.toPlainString()
                + " to "
                + high.toPlainString()
                + ")");
      }
    }
  }

  private Tape tape(String name, String source) {
    if (rows.isEmpty()) {
      throw new UserError(file + ": no bars; expected lines of " + String.join(",", COLUMNS));
    }
    long interval = rows.size() == 1 ? MINUTE : rows.get(1).time - rows.get(0).time;
    for (int i = 1; i < rows.size(); i++) {
      checkTime(rows.get(i), rows.get(i - 1), interval);
    }
    int scale = PRICE_SCALE_MIN;
    for (Row row : rows) {
      for (BigDecimal price : row.prices) {
        scale = Math.max(scale, price.scale());
      }
    }
    List<Bar> bars = new ArrayList<>(rows.size());
    for (Row row : rows) {
      bars.add(bar(row, scale));
    }
    return new Tape(name, source, scale, interval, bars);
  }

  private void checkTime(Row row, Row before, long interval) {
    String text = Long.toString(row.time / 1_000_000);
    if (row.time <= before.time) {
      throw broken(
          row.line, 0, text, "a time after that of the bar before, " + before.time / 1_000_000);
    }
    if (interval < SECOND || interval > DAY) {
      throw broken(
          row.line,
          0,
          text,
          "bars of a second to a day; the bar before is at " + before.time / 1_000_000);
    }
    if (row.time - before.time != interval) {
      throw broken(
          row.line,
          0,
          text,
          (before.time + interval) / 1_000_000 + ": bars follow each other without a gap");
    }
  }

  private static Bar bar(Row row, int scale) {
    long[] p = new long[4];
    for (int i = 0; i < 4; i++) {
      p[i] = row.prices.get(i).movePointRight(scale).longValueExact();
    }
    long volume =
        row.volume
            .movePointRight(Tape.QUANTITY_SCALE)
            .setScale(0, RoundingMode.DOWN)
            .longValueExact();
    return new Bar(row.time, p[0], p[1], p[2], p[3], volume);
  }
}
