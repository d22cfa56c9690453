package io.plimsoll.tools.cli;

import static io.plimsoll.tools.cli.Cli.plimsoll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Where reports go, what they say of their journal, and that nothing is overwritten. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReportCommandTest {
  private static final List<String> FILES =
      List.of(
          "bars.csv",
          "funds.csv",
          "index.html",
          "liquidations.csv",
          "numbers.json",
          "parties.csv",
          "stages.csv");

  private Path folder;
  private Path journal;
  private Cli run;

  @BeforeAll
  void runOnce(@TempDir Path shared) {
    folder = shared;
    journal = folder.resolve("journal");
    run = plimsoll("run", "--accounts", 300, "--marks-per-bar", 10, "--journal", journal);
    assertEquals(0, run.code, run.toString());
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  private static void assertOneLine(Cli cli, String expected) {
    assertEquals(2, cli.code, cli.toString());
    assertEquals(1, cli.err.lines().count(), cli.err);
    assertTrue(cli.err.startsWith("plimsoll: "), cli.err);
    assertTrue(cli.err.contains(expected), cli.err);
  }

  private static void assertSameFiles(Path one, Path other) throws IOException {
    for (String name : FILES) {
      assertEquals(-1, Files.mismatch(one.resolve(name), other.resolve(name)), name);
    }
  }

  @Test
  void runWritesItsReportBesideTheJournalAndSaysWhere() throws IOException {
    Path beside = folder.resolve("journal-report");

    assertEquals(FILES, names(beside));
    assertTrue(run.after("Report").startsWith(beside.resolve("index.html").toString()), run.out);
  }

  @Test
  void reportOfTheJournalIsTheOneThatTheRunWrote() throws IOException {
    Path again = folder.resolve("again");
    Cli report = plimsoll("report", journal, "-o", again);

    assertEquals(0, report.code, report.toString());
    assertEquals("", report.err);
    assertSameFiles(folder.resolve("journal-report"), again);
  }

  @Test
  void sameArgumentsGiveTheSameFilesByteForByte(@TempDir Path other) throws IOException {
    Object[] args = {"run", "-q", "--accounts", 300, "--journal", other.resolve("journal")};
    assertEquals(0, plimsoll(args).code);
    Path first = Files.move(other.resolve("journal-report"), other.resolve("first"));
    Files.move(other.resolve("journal"), other.resolve("old"));
    assertEquals(0, plimsoll(args).code);

    assertSameFiles(first, other.resolve("journal-report"));
  }

  @Test
  void runWithoutReportOrJournalWritesNone() throws IOException {
    Path without = folder.resolve("without");
    Cli told =
        plimsoll(
            "run", "--accounts", 50, "--marks-per-bar", 4, "--no-report", "--journal", without);
    Cli none = plimsoll("run", "--accounts", 50, "--marks-per-bar", 4, "--no-journal");

    assertFalse(told.out.contains("Report "), told.out);
    assertFalse(none.out.contains("Report "), none.out);
    assertTrue(Files.notExists(folder.resolve("without-report")));
  }

  @Test
  void pageHasLatenciesOnlyIfAskedFor() throws IOException {
    Path asked = folder.resolve("asked");
    plimsoll("run", "-q", "--accounts", 50, "--marks-per-bar", 4, "--latency", "--journal", asked);

    String with = Files.readString(folder.resolve("asked-report/index.html"));
    String without = Files.readString(folder.resolve("journal-report/index.html"));
    assertTrue(with.contains("<h2>Latency</h2>") && with.contains("mark to forced order"));
    assertFalse(without.contains("<h2>Latency</h2>"));
    assertFalse(Files.readString(folder.resolve("asked-report/numbers.json")).contains("atency"));
  }

  @Test
  void defaultFolderIsTheFirstUnusedOne() {
    Cli report = plimsoll("report", journal);

    assertEquals(
        folder.resolve("journal-report-2").resolve("index.html").toString(),
        report.after("Report"));
  }

  @Test
  void fileThatEndsInHtmlIsThePageAlone() throws IOException {
    Path page = folder.resolve("alone").resolve("page.html");
    Cli report = plimsoll("report", journal, "-o", page);

    assertEquals(0, report.code, report.toString());
    assertEquals(List.of("page.html"), names(page.getParent()));
    assertEquals(-1, Files.mismatch(page, folder.resolve("journal-report/index.html")));
  }

  @Test
  void whatIsThereIsLeftAlone(@TempDir Path place) throws IOException {
    Path file = Files.writeString(place.resolve("mine.html"), "precious");
    Path text = Files.writeString(place.resolve("mine.txt"), "precious");

    assertOneLine(plimsoll("report", journal, "-o", file), "which is there already");
    assertOneLine(plimsoll("report", journal, "-o", text), "a file; expected a new or empty");
    assertOneLine(plimsoll("report", journal, "-o", place), "which is not empty");
    assertOneLine(plimsoll("report", journal, "-o", ""), "-o is empty");
    assertOneLine(plimsoll("report", journal, "-o", text.resolve("below")), "mine.txt");
    assertEquals("precious", Files.readString(file));
    assertEquals(List.of("mine.html", "mine.txt"), names(place));
  }

  @Test
  void journalThatCannotBeReadLeavesNoTrace(@TempDir Path place) throws IOException {
    assertOneLine(plimsoll("report", place.resolve("no")), "no such folder");
    assertOneLine(plimsoll("report", place, "-o", place.resolve("out")), "not a journal");
    assertEquals(List.of(), names(place));
  }

  @Test
  void pageOfAJournalThatWasCutTellsSo(@TempDir Path place) throws IOException {
    Path cut = place.resolve("cut");
    try (Stream<Path> files = Files.walk(journal)) {
      for (Path file : files.toList()) {
        Files.copy(file, cut.resolve(journal.relativize(file).toString()));
      }
    }
    try (Stream<Path> files = Files.walk(cut.resolve("commands"))) {
      Path queue = files.filter(f -> f.toString().endsWith(".cq4")).findFirst().orElseThrow();
      try (RandomAccessFile open = new RandomAccessFile(queue.toFile(), "rw")) {
        open.setLength(300_000);
      }
    }

    Cli report = plimsoll("report", cut);

    assertEquals(2, report.code, report.toString());
    assertTrue(report.err.contains("cut short"), report.err);
    String page = Files.readString(place.resolve("cut-report/index.html"));
    assertTrue(page.contains("The journal does not end in order."));
    assertTrue(page.contains("cut short"));
  }
}
