package io.plimsoll.tools.importer;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** One message of Binance's futures streams as a row. */
final class StreamMessage {
  static final List<Column> COLUMNS =
      List.of(
          Column.PRICE,
          Column.QUANTITY,
          Column.SIDE,
          Column.MARK,
          Column.INDEX,
          Column.FUNDING_RATE,
          Column.NEXT_FUNDING,
          Column.BID,
          Column.BID_QUANTITY,
          Column.ASK,
          Column.ASK_QUANTITY);

  private final JsonFields fields = new JsonFields();
  private final Row row = new Row();
  private String symbol = "";

  /**
   * Reads a message.
   *
   * @param line where it begins
   * @param received nanoseconds since 1970, or NONE: then the event's time counts
   * @param node the message, wrapped or bare
   * @return whether it is one that says something of prices
   * @throws BadRow if a field is broken
   */
  boolean read(long line, long received, JsonNode node) {
    if (!node.isObject()) {
      throw new BadRow("the message is no object; expected {…}");
    }
    JsonNode data = node.path("data").isObject() ? node.get("data") : node;
    row.begin(line);
    switch (data.path("e").asText()) {
      case "aggTrade", "trade" -> trade(data);
      case "markPriceUpdate" -> mark(data);
      case "bookTicker" -> book(data);
      default -> {
        return false;
      }
    }
    row.name(received == Times.NONE ? "E" : "time");
    row.time(received == Times.NONE ? JsonFields.millis(text(data, "E"), "E") : received);
    symbol = text(data, "s");
    return true;
  }

  private void trade(JsonNode data) {
    set(data, "p", Column.PRICE);
    set(data, "q", Column.QUANTITY);
    if (!data.path("m").isBoolean()) {
      throw new BadRow("m", data.path("m").toString(), "true or false");
    }
    row.set(Column.SIDE, data.get("m").booleanValue() ? Column.SIDE_SELL : Column.SIDE_BUY, 0);
  }

  private void mark(JsonNode data) {
    set(data, "p", Column.MARK);
    maybe(data, "i", Column.INDEX);
    maybe(data, "r", Column.FUNDING_RATE);
    if (!data.path("T").asText().isEmpty() && data.path("T").asLong() != 0) {
      row.set(Column.NEXT_FUNDING, JsonFields.millis(text(data, "T"), "T"), 0);
    }
  }

  private void book(JsonNode data) {
    set(data, "b", Column.BID);
    set(data, "B", Column.BID_QUANTITY);
    set(data, "a", Column.ASK);
    set(data, "A", Column.ASK_QUANTITY);
  }

  private void set(JsonNode data, String name, Column column) {
    row.name(column, name);
    fields.set(row, column, name, text(data, name));
  }

  /** Contracts without an index or funding have an empty text there. */
  private void maybe(JsonNode data, String name, Column column) {
    if (!data.path(name).asText().isEmpty()) {
      set(data, name, column);
    }
  }

  private static String text(JsonNode data, String name) {
    JsonNode value = data.path(name);
    if (!value.isTextual() && !value.isNumber()) {
      throw new BadRow(
          value.isMissingNode()
              ? name + " is missing; expected it"
              : name + " is no number or text");
    }
    return value.asText();
  }

  String symbol() {
    return symbol;
  }

  Row row() {
    return row;
  }
}
