package io.plimsoll.tools.compare;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import io.plimsoll.tools.page.PageTemplate;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Writes the page of a comparison, and beside it the same numbers as JSON and CSV. */
public final class ComparisonFiles {
  /** The page. */
  public static final String PAGE = "index.html";

  private ComparisonFiles() {}

  /**
   * Writes the files; none of them may be there.
   *
   * @param folder which is there
   * @param what was compared
   * @return the page
   */
  public static Path write(Path folder, ComparisonSource what) throws IOException {
    String json = ComparisonJson.text(what);
    try (Writer out = create(folder.resolve("comparison.json"))) {
      out.write(json);
    }
    try (CsvWriter csv =
        CsvWriter.builder()
            .lineDelimiter(LineDelimiter.LF)
            .build(create(folder.resolve("comparison.csv")))) {
      new ComparisonReport(what.results()).csv(csv);
    }
    Path page = folder.resolve(PAGE);
    try (Writer out = create(page)) {
      new PageTemplate("comparison").write(ComparisonView.of(what, json), out);
    }
    return page;
  }

  private static Writer create(Path file) throws IOException {
    return Files.newBufferedWriter(file, StandardCharsets.UTF_8, StandardOpenOption.CREATE_NEW);
  }
}
