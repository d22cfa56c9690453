package io.plimsoll.tools.cli;

import io.plimsoll.tools.UserError;
import io.plimsoll.tools.page.ReportFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Where a report goes: never where anything is. What does not come about leaves no trace. */
final class ReportPlace implements AutoCloseable {
  private static final String OPTION = "-o";

  private final FreshFolder folder;
  private final ReportFiles files;

  private ReportPlace(FreshFolder folder, ReportFiles files) {
    this.folder = folder;
    this.files = files;
  }

  /** The first unused folder beside a journal: its name and {@code -report}. */
  static ReportPlace beside(Path journal) {
    return inFolder("the report's folder", unusedBeside(journal));
  }

  /** What that folder is called. */
  static Path unusedBeside(Path journal) {
    Path name = journal.getFileName();
    Path named =
        name == null || name.toString().matches("\\.{0,2}")
            ? journal.toAbsolutePath().normalize()
            : journal;
    String base = named + "-report";
    Path place = Path.of(base);
    for (int i = 2; Files.exists(place); i++) {
      place = Path.of(base + "-" + i);
    }
    return place;
  }

  /** What {@code -o} says: a page alone if it ends in .html, else a new or empty folder. */
  static ReportPlace at(Path output) {
    if (output.toString().isBlank()) {
      throw new UserError(OPTION + " is empty; expected a folder, or a file that ends in .html");
    }
    if (output.toString().endsWith(".html")) {
      return pageAlone(output);
    }
    if (Files.exists(output)) {
      checkEmpty(output);
    }
    return inFolder(OPTION, output);
  }

  private static void checkEmpty(Path output) {
    if (!Files.isDirectory(output)) {
      throw new UserError(
          OPTION
              + " is "
              + output
              + ", a file; expected a new or empty folder, or a new file that ends in .html");
    }
    try (Stream<Path> entries = Files.list(output)) {
      if (entries.findAny().isPresent()) {
        throw new UserError(
            OPTION + " is " + output + ", which is not empty; expected a new or empty folder");
      }
    } catch (IOException e) {
      throw new UserError(
          OPTION + " is " + output + ", which cannot be read: " + e.getMessage(), e);
    }
  }

  private static ReportPlace pageAlone(Path page) {
    if (Files.exists(page)) {
      throw new UserError(OPTION + " is " + page + ", which is there already; expected a new file");
    }
    Path parent = page.toAbsolutePath().getParent();
    return new ReportPlace(FreshFolder.create(OPTION, parent), ReportFiles.pageAlone(page));
  }

  private static ReportPlace inFolder(String what, Path place) {
    FreshFolder folder = FreshFolder.create(what, place);
    try {
      return new ReportPlace(folder, ReportFiles.inFolder(place));
    } catch (IOException e) {
      folder.discard();
      throw failed(place, e);
    }
  }

  /** The error that a report could not be written. */
  static UserError failed(Path place, IOException e) {
    return new UserError(
        "the report in " + place + " cannot be written: " + FreshFolder.reason(e), e);
  }

  ReportFiles files() {
    return files;
  }

  @Override
  public void close() {
    try {
      files.close();
    } catch (IOException e) {
      throw failed(files.page(), e);
    }
    if (!files.isComplete()) {
      folder.discard();
    }
  }
}
