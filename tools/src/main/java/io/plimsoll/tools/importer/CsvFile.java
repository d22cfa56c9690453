package io.plimsoll.tools.importer;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import io.plimsoll.tools.UserError;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads CSV, with or without a header row, in one of the known layouts. */
final class CsvFile implements RowReader {
  private static final int SHOWN_MAX = 120;

  private final CsvLayout layout;
  private final List<String> names;
  private final int width;
  private final boolean headed;

  private CsvFile(CsvLayout layout, List<String> names, int width, boolean headed) {
    this.layout = layout;
    this.names = names;
    this.width = width;
    this.headed = headed;
  }

  /**
   * A reader for a file.
   *
   * @param input the file
   * @param file its name, for people
   * @param forced the layout that it must have, if somebody said so
   * @throws UserError if its first line is of no known layout, or lacks columns
   */
  static CsvFile of(InputFile input, String file, Optional<CsvLayout> forced) {
    List<String> lines = input.start().lines().toList();
    int first = 0;
    while (first < lines.size() && lines.get(first).isBlank()) {
      first++;
    }
    if (first == lines.size()) {
      throw new UserError(file + " is empty; expected rows of market data");
    }
    String at = file + ", line " + (first + 1) + ": ";
    List<String> fields = fields(at, lines.get(first));
    if (CsvLayouts.looksLikeValues(fields)) {
      return headless(at, fields, forced);
    }
    CsvLayout layout = forced.orElseGet(() -> CsvLayouts.ofHeader(fields));
    if (layout == null) {
      throw unknown(at, fields);
    }
    checkHeader(at, layout, fields);
    return new CsvFile(layout, fields, fields.size(), true);
  }

  private static List<String> fields(String at, String line) {
    List<String> fields = new ArrayList<>();
    try {
      CsvReader.builder()
          .ofSingleCsvRecord(line)
          .getFields()
          .forEach(field -> fields.add(field.strip()));
    } catch (CsvParseException e) {
      throw new UserError(at + "not CSV: " + e.getMessage(), e);
    }
    for (String separator : List.of(";", "\t")) {
      if (fields.get(0).contains(separator)) {
        String shown = separator.equals("\t") ? "tabs" : "'" + separator + "'";
        throw new UserError(at + "columns are separated by " + shown + "; expected ','");
      }
    }
    return fields;
  }

  private static CsvFile headless(String at, List<String> fields, Optional<CsvLayout> forced) {
    CsvLayout layout = forced.orElseGet(() -> CsvLayouts.ofValues(fields));
    if (layout == null) {
      throw unknown(at, fields);
    }
    if (layout.order().isEmpty()) {
      throw new UserError(
          at
              + "no header row, which the format "
              + layout.name()
              + " has; expected "
              + String.join(",", layout.needed()));
    }
    // Short rows are told of later, each with its line.
    int width = Math.max(fields.size(), layout.order().size());
    return new CsvFile(layout, layout.order(), width, false);
  }

  private static void checkHeader(String at, CsvLayout layout, List<String> header) {
    for (String needed : layout.needed()) {
      if (!header.contains(needed)) {
        throw new UserError(
            at
                + "no column "
                + needed
                + " in the header; expected "
                + String.join(",", layout.needed()));
      }
    }
    for (String name : header) {
      if (header.indexOf(name) != header.lastIndexOf(name)) {
        throw new UserError(at + "column " + name + " is there twice; expected it once");
      }
    }
    if (layout.name().equals(Formats.PLAIN)) {
      PlainHeader.check(at, header);
    }
  }

  private static UserError unknown(String at, List<String> fields) {
    String shown = String.join(",", fields);
    return new UserError(
        at
            + "'"
            + (shown.length() > SHOWN_MAX ? shown.substring(0, SHOWN_MAX) + "…" : shown)
            + "' are columns of no known format; expected one of "
            + String.join(", ", Formats.NAMES)
            + nearest(fields));
  }

  /** What the format lacks that the header has most columns of. */
  private static String nearest(List<String> header) {
    CsvLayout nearest = null;
    int most = 1; // One column alone, such as price, tells nothing.
    for (CsvLayout layout : CsvLayouts.ALL) {
      int there = (int) layout.needed().stream().filter(header::contains).count();
      if (there > most) {
        nearest = layout;
        most = there;
      }
    }
    if (nearest == null) {
      return "";
    }
    List<String> missing = nearest.needed().stream().filter(n -> !header.contains(n)).toList();
    return missing.isEmpty()
        ? ""
        : "; for " + nearest.name() + " there is no column " + String.join(", ", missing);
  }

  @Override
  public String format() {
    return layout.name();
  }

  @Override
  public List<Column> columns() {
    if (!layout.name().equals(Formats.PLAIN)) {
      return layout.columns();
    }
    return layout.columns().stream().filter(c -> names.contains(c.label())).toList();
  }

  @Override
  public void read(InputFile input, SymbolFilter symbols, Mistakes mistakes, RowFeed feed)
      throws IOException {
    CsvRows rows = new CsvRows(layout, names, width, headed, symbols);
    Reader text =
        new InputStreamReader(
            input.stream(),
            StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT));
    try (var csv =
        CsvReader.builder().allowMissingFields(true).allowExtraFields(true).build(rows, text)) {
      for (CsvRows record : csv) {
        if (record.bad() != null) {
          mistakes.add(record.row().line(), record.bad());
        } else if (!record.isSkipped()) {
          feed.offer(record.row());
        }
      }
    } catch (CsvParseException e) {
      if (e.getCause() instanceof UserError mistake) {
        throw mistake; // The parser wraps what a field's reader throws.
      }
      String reason = (e.getCause() == null ? e : e.getCause()).getMessage();
      throw mistakes.at(rows.row().line(), "not CSV: " + reason);
    }
  }
}
