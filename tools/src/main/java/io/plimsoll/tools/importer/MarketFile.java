package io.plimsoll.tools.importer;

import io.plimsoll.tools.UserError;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;

/**
 * A file of market data, in any layout that is known.
 *
 * <pre>
 *   file ──► unpack ──► told or chosen layout ──► Row ──► times rise? ──► RowSink
 *                                                  └─ bad: counted, or the end ─┘
 * </pre>
 *
 * Rows pass one by one: memory does not grow with the file. Not safe for use by several threads.
 */
public final class MarketFile implements AutoCloseable {
  private final InputFile input;
  private final String name;
  private final ImportOptions options;
  private final RowReader reader;

  private MarketFile(InputFile input, String name, ImportOptions options) {
    this.input = input;
    this.name = name;
    this.options = options;
    this.reader = Formats.reader(input, name, options.format());
  }

  /**
   * Opens a file and tells its layout.
   *
   * @param path of the file
   * @param options how to read it
   * @return the file, before its first row
   * @throws UserError if it cannot be read, or is of no known layout
   */
  public static MarketFile open(Path path, ImportOptions options) {
    String name = path.toString();
    InputFile input = InputFile.open(path, name);
    try {
      return new MarketFile(input, name, options);
    } catch (RuntimeException e) {
      input.close();
      throw e;
    }
  }

  /**
   * Reads a stream to its end, with the layout told by its content; a bad row ends it.
   *
   * @param stream of unpacked data
   * @param name for people
   * @param sink takes the rows
   * @throws IOException if it cannot be read
   */
  public static void read(InputStream stream, String name, RowSink sink) throws IOException {
    try (MarketFile file = new MarketFile(InputFile.of(stream, name), name, ImportOptions.STRICT)) {
      file.read(sink);
    }
  }

  /** Name of its layout. */
  public String format() {
    return reader.format();
  }

  /** What its rows can say, in the order of the plain CSV. */
  public List<Column> columns() {
    return reader.columns();
  }

  /** Whether it holds a table of leverage tiers and no rows; then {@link TierTable} reads it. */
  public boolean isTierTable() {
    return reader.format().equals(Formats.TIERS);
  }

  /** Whether it is CSV, and not JSON. */
  public boolean isCsv() {
    return reader instanceof CsvFile;
  }

  /** Unpacked bytes read so far. */
  public long bytes() {
    return input.bytes();
  }

  /**
   * Reads all rows, once.
   *
   * @param sink takes them
   * @return what was in the file
   * @throws UserError if it is damaged, its times go back, no row can be used, or a row is bad and
   *     that is not forgiven
   */
  public ImportSummary read(RowSink sink) {
    Mistakes mistakes = new Mistakes(name, options.strict());
    SymbolFilter symbols = new SymbolFilter(name, options.symbol());
    RowFeed feed = new RowFeed(mistakes, sink, reader.latenessMaxNanos());
    try {
      reader.read(input, symbols, mistakes, feed);
    } catch (UncheckedIOException e) {
      throw InputFile.unreadable(at(feed), e.getCause());
    } catch (IOException e) {
      throw InputFile.unreadable(at(feed), e);
    }
    if (feed.rows() == 0) {
      throw noRows(mistakes, symbols);
    }
    return new ImportSummary(
        format(),
        symbols.symbol(),
        feed.rows(),
        mistakes,
        symbols.skipped(),
        feed.late(),
        feed.first(),
        feed.last(),
        input.bytes());
  }

  /** The file, and the last line of it that was sound. */
  private String at(RowFeed feed) {
    return feed.rows() == 0 ? name : name + ", after line " + feed.lastLine() + ",";
  }

  private UserError noRows(Mistakes mistakes, SymbolFilter symbols) {
    if (mistakes.count() > 0) {
      return new UserError(
          name + ", " + mistakes.first().get(0) + " (and no row of the file can be used)");
    }
    if (symbols.skipped() > 0) {
      return new UserError(
          name + " has no rows of symbol '" + options.symbol() + "'; expected some");
    }
    return new UserError(name + " has no rows; expected rows of the format " + format());
  }

  @Override
  public void close() {
    input.close();
  }
}
