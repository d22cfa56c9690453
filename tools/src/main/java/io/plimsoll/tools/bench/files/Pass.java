package io.plimsoll.tools.bench.files;

import io.plimsoll.tools.importer.Column;
import io.plimsoll.tools.importer.GapTally;
import io.plimsoll.tools.importer.ImportOptions;
import io.plimsoll.tools.importer.ImportSummary;
import io.plimsoll.tools.importer.MarketFile;
import io.plimsoll.tools.importer.PlainWriter;
import io.plimsoll.tools.importer.ReadingCost;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;

/**
 * One way through a file, from its first byte to its last.
 *
 * <pre>
 *   UNPACK   file ──► unzip ──► forgotten
 *   SPLIT    file ──► unzip ──► text ──► fields ──► forgotten          (the library alone)
 *   CHECK    file ──► unzip ──► text ──► fields ──► numbers, times, order, gaps
 *   WRITE    file ──► unzip ──► text ──► fields ──► numbers, times, order, gaps ──► plain CSV
 * </pre>
 *
 * The plain CSV goes nowhere: a disk is not what is measured.
 */
public enum Pass {
  /** A baseline: what any reader pays. */
  UNPACK("unpack"),
  /** A baseline: what any reader of CSV with this library pays. */
  SPLIT("unpack, find fields"),
  /** What {@code plimsoll import FILE} does. */
  CHECK("import, checked"),
  /** What {@code plimsoll import FILE --out} does. */
  WRITE("import, as plain CSV");

  private static final long GAP_NANOS = 60_000_000_000L;

  private final String label;

  Pass(String label) {
    this.label = label;
  }

  /** For people. */
  public String label() {
    return label;
  }

  /**
   * Goes through a file.
   *
   * @param file CSV of a known layout, packed or not
   * @return its bytes when unpacked
   * @throws io.plimsoll.tools.UserError if it cannot be read, or a row is bad
   */
  long run(Path file) {
    return switch (this) {
      case UNPACK -> ReadingCost.unpack(file);
      case SPLIT -> ReadingCost.split(file);
      case CHECK -> check(file).bytes();
      case WRITE -> write(file);
    };
  }

  /** Reads a file as {@code plimsoll import} does, without writing it. */
  static ImportSummary check(Path file) {
    try (MarketFile market = MarketFile.open(file, ImportOptions.STRICT)) {
      return market.read(new GapTally(GAP_NANOS, row -> {}));
    }
  }

  private static long write(Path file) {
    try (MarketFile market = MarketFile.open(file, ImportOptions.STRICT)) {
      List<Column> columns = market.columns();
      try (PlainWriter writer =
          new PlainWriter(OutputStream.nullOutputStream(), "nowhere", columns)) {
        return market.read(new GapTally(GAP_NANOS, writer)).bytes();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
