package io.plimsoll.tools.inspect;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import io.plimsoll.protocol.schema.FieldModel;
import io.plimsoll.protocol.schema.MessageModel;
import io.plimsoll.protocol.schema.SchemaModel;
import io.plimsoll.protocol.text.MessageText;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.agrona.DirectBuffer;

/**
 * A flat table: where the record stands, its scales, then one column for each field name of the
 * schema, in the order in which the schema first names it; exact integers; empty where a message
 * has no such field. A message with a group, such as SetRiskTiers, or of no known type has its JSON
 * text in {@code json}.
 */
public final class CsvPrinter implements RecordPrinter {
  private static final List<String> FIRST =
      List.of(
          "sequence", "record", "index", "type", "price_scale", "quantity_scale", "money_scale");
  private static final String LAST = "json";

  private final CsvWriter csv;
  private final List<String> columns;
  private final Map<String, Integer> indexes = new HashMap<>();
  private final StringBuilder text = new StringBuilder();

  /** Prints to {@code out}. */
  public CsvPrinter(PrintWriter out) {
    csv = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).bufferSize(0).build(out);
    columns = columns();
    for (int i = 0; i < columns.size(); i++) {
      indexes.put(columns.get(i), i);
    }
  }

  /** All columns, in order. */
  public static List<String> columns() {
    Set<String> names = new LinkedHashSet<>(FIRST);
    for (MessageModel message : SchemaModel.get().messages()) {
      for (FieldModel field : message.fields()) {
        names.add(field.name());
      }
    }
    names.add(LAST);
    return new ArrayList<>(names);
  }

  @Override
  public void begin() {
    csv.writeRecord(columns);
  }

  @Override
  public void print(
      Position position,
      MessageModel message,
      Scales scales,
      DirectBuffer buffer,
      int offset,
      int length) {
    String[] row = row(position, message.name());
    put(row, "price_scale", scales.price());
    put(row, "quantity_scale", scales.quantity());
    put(row, "money_scale", scales.money());
    for (FieldModel field : message.fields()) {
      row[indexes.get(field.name())] = FieldText.raw(field, buffer, message.bodyOffset(offset));
    }
    if (!message.groups().isEmpty()) {
      row[row.length - 1] = json(buffer, offset, length);
    }
    csv.writeRecord(row);
  }

  @Override
  public void printUnknown(Position position, DirectBuffer buffer, int offset, int length) {
    String[] row = row(position, "Unknown");
    row[row.length - 1] = json(buffer, offset, length);
    csv.writeRecord(row);
  }

  private String[] row(Position position, String type) {
    String[] row = new String[columns.size()];
    Arrays.fill(row, "");
    row[0] = Long.toString(position.sequence());
    row[1] = position.kind();
    put(row, "index", position.index());
    row[3] = type;
    return row;
  }

  private void put(String[] row, String column, int value) {
    if (value >= 0) {
      row[indexes.get(column)] = Integer.toString(value);
    }
  }

  private String json(DirectBuffer buffer, int offset, int length) {
    text.setLength(0);
    MessageText.append(buffer, offset, length, text);
    return text.toString();
  }
}
