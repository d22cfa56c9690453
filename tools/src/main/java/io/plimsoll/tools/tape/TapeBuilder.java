package io.plimsoll.tools.tape;

import io.plimsoll.tools.importer.Column;
import io.plimsoll.tools.importer.Row;
import io.plimsoll.tools.importer.RowSink;

/** Makes a tape of rows: of bars as they are, of all others by looking at them at even times. */
final class TapeBuilder implements RowSink {
  /** What is made of one kind of row. */
  interface Part extends RowSink {
    Tape tape(String name, String source);
  }

  private final String file;
  private final TapeOptions options;
  private Part part;

  TapeBuilder(String file, TapeOptions options) {
    this.file = file;
    this.options = options;
  }

  @Override
  public void accept(Row row) {
    if (part == null) {
      part = row.has(Column.OPEN) ? new BarTape(file) : new SampledTape(file, options);
    }
    part.accept(row);
  }

  Tape tape(String name, String source) {
    return part.tape(name, source);
  }
}
