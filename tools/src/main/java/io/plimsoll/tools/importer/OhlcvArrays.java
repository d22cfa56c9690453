package io.plimsoll.tools.importer;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.List;

/**
 * Reads bars as ccxt's fetchOHLCV returns them: {@code [[milliseconds, open, high, low, close,
 * volume], …]}. Numbers may have an exponent, as Python writes small ones. Source: ccxt manual
 * (docs.ccxt.com).
 */
final class OhlcvArrays implements RowReader {
  private static final List<Column> COLUMNS =
      List.of(Column.OPEN, Column.HIGH, Column.LOW, Column.CLOSE, Column.VOLUME);

  private final JsonFields fields = new JsonFields();
  private final Row row = new Row();

  @Override
  public String format() {
    return Formats.OHLCV;
  }

  @Override
  public List<Column> columns() {
    return COLUMNS;
  }

  @Override
  public void read(InputFile input, SymbolFilter symbols, Mistakes mistakes, RowFeed feed)
      throws IOException {
    try (JsonParser parser = new JsonFactory().createParser(input.stream())) {
      long bars = 0;
      JsonToken token = parser.nextToken();
      if (token != JsonToken.START_ARRAY) {
        throw mistakes.at(
            1, "is no array; expected [[milliseconds, open, high, low, close, volume], …]");
      }
      while ((token = parser.nextToken()) != JsonToken.END_ARRAY) {
        bars++;
        row.begin(parser.currentTokenLocation().getLineNr());
        try {
          if (token != JsonToken.START_ARRAY) {
            parser.skipChildren();
            throw new BadRow("bar " + bars + " is no array; expected one of six numbers");
          }
          bar(parser, bars);
        } catch (BadRow e) {
          mistakes.add(row.line(), e);
          continue;
        }
        feed.offer(row);
      }
      if (parser.nextToken() != null) {
        throw mistakes.at(
            parser.currentTokenLocation().getLineNr(), "goes on after its end; expected one array");
      }
    } catch (JsonProcessingException e) {
      int line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
      throw mistakes.at(line, "not JSON: " + e.getOriginalMessage().lines().findFirst().orElse(""));
    }
  }

  /** Reads one bar to its end, even if it is broken. */
  private void bar(JsonParser parser, long bar) throws IOException {
    BadRow bad = null;
    int count = 0;
    row.name("time of bar " + bar);
    for (JsonToken token = parser.nextToken();
        token != JsonToken.END_ARRAY;
        token = parser.nextToken()) {
      try {
        if (count <= COLUMNS.size() && bad == null) {
          field(parser, bar, count);
        }
      } catch (BadRow e) {
        bad = e;
      }
      parser.skipChildren();
      count++;
    }
    if (bad != null) {
      throw bad;
    }
    if (count <= COLUMNS.size()) {
      throw new BadRow(
          "bar " + bar + " has " + count + " numbers; expected " + (COLUMNS.size() + 1));
    }
  }

  private void field(JsonParser parser, long bar, int index) throws IOException {
    if (index == 0) {
      row.time(JsonFields.millis(parser, "time of bar " + bar));
      return;
    }
    Column column = COLUMNS.get(index - 1);
    row.name(column, column.label() + " of bar " + bar);
    fields.number(parser, row, column, row.name(column));
  }
}
