package io.plimsoll.tools.page;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import io.plimsoll.tools.inspect.RecordSink;
import io.plimsoll.tools.numbers.JournalNumbers;
import io.plimsoll.tools.numbers.LiquidationSink;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * Writes the files of a report while the records of a journal pass: {@code liquidations.csv} as
 * they come, the others at the end. No file may be there before.
 */
public final class ReportFiles implements AutoCloseable {
  /** The page. */
  public static final String PAGE = "index.html";

  private static final String NUMBERS = "numbers.json";
  private static final String LIQUIDATIONS = "liquidations.csv";

  private final Path page;
  private final Optional<Path> folder;
  private Optional<CsvWriter> liquidations;
  private final JournalNumbers numbers;

  /** Its parts are read while the records pass. */
  private final CompletableFuture<PageTemplate> template =
      CompletableFuture.supplyAsync(() -> new PageTemplate(ReportPage.TEMPLATE));

  private final List<Path> created = new ArrayList<>();
  private boolean kept;

  private ReportFiles(Path page, Optional<Path> folder, Optional<CsvWriter> liquidations) {
    this.page = page;
    this.folder = folder;
    this.liquidations = liquidations;
    LiquidationSink sink =
        liquidations.isPresent() ? new LiquidationsCsv(liquidations.get()) : LiquidationSink.NONE;
    this.numbers = new JournalNumbers(sink);
  }

  /** The page and everything beside it, in a folder that is there and empty. */
  public static ReportFiles inFolder(Path folder) throws IOException {
    Path liquidations = folder.resolve(LIQUIDATIONS);
    Optional<CsvWriter> csv = Optional.of(csv(newFile(liquidations)));
    ReportFiles files = new ReportFiles(folder.resolve(PAGE), Optional.of(folder), csv);
    files.created.add(liquidations);
    return files;
  }

  /** The page alone. */
  public static ReportFiles pageAlone(Path page) {
    return new ReportFiles(page, Optional.empty(), Optional.empty());
  }

  /** Whether everything was written. */
  public boolean isComplete() {
    return kept;
  }

  /** Takes the records. */
  public RecordSink sink() {
    return numbers;
  }

  /** The page. */
  public Path page() {
    return page;
  }

  /** All records have passed: writes the rest, and everything stays. */
  public void write(ReportSource source) throws IOException {
    numbers.finish();
    String json = NumbersJson.text(numbers, source.notes());
    if (folder.isPresent()) {
      try (Writer out = create(folder.get().resolve(NUMBERS))) {
        out.write(json);
      }
      TablesCsv tables = new TablesCsv(numbers);
      table("bars.csv", tables::bars);
      table("funds.csv", tables::funds);
      table("parties.csv", tables::parties);
      table("stages.csv", tables::stages);
    }
    closeLiquidations();
    try (Writer out = create(page)) {
      template.join().write(ReportPage.view(numbers, source, json), out);
    }
    kept = true;
  }

  private void closeLiquidations() throws IOException {
    Optional<CsvWriter> open = liquidations;
    liquidations = Optional.empty();
    if (open.isPresent()) {
      open.get().close();
    }
  }

  private void table(String name, Consumer<CsvWriter> rows) throws IOException {
    try (CsvWriter csv = csv(create(folder.orElseThrow().resolve(name)))) {
      rows.accept(csv);
    }
  }

  private Writer create(Path file) throws IOException {
    Writer out = newFile(file);
    created.add(file);
    return out;
  }

  private static Writer newFile(Path file) throws IOException {
    return Files.newBufferedWriter(file, StandardCharsets.UTF_8, StandardOpenOption.CREATE_NEW);
  }

  private static CsvWriter csv(Writer out) {
    return CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(out);
  }

  /** Takes away what was written, unless all of it was. */
  @Override
  public void close() throws IOException {
    if (kept) {
      return;
    }
    try {
      closeLiquidations();
    } finally {
      for (Path file : created) {
        Files.deleteIfExists(file);
      }
    }
  }
}
