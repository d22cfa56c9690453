package io.plimsoll.tools.cli;

import io.plimsoll.tools.compare.ComparisonFiles;
import io.plimsoll.tools.compare.ComparisonSource;
import io.plimsoll.tools.compare.VenueResult;
import io.plimsoll.tools.compare.VenueRun;
import io.plimsoll.tools.page.ReportFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The reports of a comparison: a folder for each venue, and a page that leads to all of them. */
final class CompareReports {
  private final Path folder;

  /** By venue: where its report is, from the page on. Written from several threads. */
  private final Map<String, String> links = new ConcurrentHashMap<>();

  private CompareReports(Path folder) {
    this.folder = folder;
  }

  /** Reports in the first unused folder beside the journals: their name and {@code -report}. */
  static CompareReports beside(Path journals) {
    Path place = ReportPlace.unusedBeside(journals);
    FreshFolder.create("the reports' folder", place);
    return new CompareReports(place);
  }

  /** A venue's name as a folder's. */
  static String fileName(String venue) {
    return venue.replaceAll("[^A-Za-z0-9._-]+", "_");
  }

  /**
   * Writes the report of a venue whose run is through. May be called from several threads at once.
   *
   * @param run the venue
   * @param journal of it, closed
   */
  void write(VenueRun run, Path journal) {
    String name = run.spec().name();
    ReportCommand.afterRun(journal, folder.resolve(fileName(name)));
    links.put(name, fileName(name) + "/" + ReportFiles.PAGE);
  }

  /**
   * Writes the page that leads to all of them.
   *
   * @return the page
   */
  Path index(String title, Map<String, String> facts, List<VenueResult> results, String command) {
    try {
      return ComparisonFiles.write(
          folder, new ComparisonSource(title, facts, results, links, command));
    } catch (IOException e) {
      throw ReportPlace.failed(folder, e);
    }
  }
}
