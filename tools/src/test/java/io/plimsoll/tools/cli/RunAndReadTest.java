package io.plimsoll.tools.cli;

import static io.plimsoll.tools.cli.Cli.plimsoll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One small run, read in every way. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RunAndReadTest {
  private Path folder;
  private Path journal;
  private Cli run;

  private static Cli quiet(Object... more) {
    Object[] args = new Object[6 + more.length];
    System.arraycopy(
        new Object[] {"run", "-q", "--accounts", 1_000, "--marks-per-bar", 20}, 0, args, 0, 6);
    System.arraycopy(more, 0, args, 6, more.length);
    return plimsoll(args);
  }

  @BeforeAll
  void runOnce(@TempDir Path shared) {
    folder = shared;
    journal = folder.resolve("journal");
    run = plimsoll("run", "--accounts", 1_000, "--marks-per-bar", 20, "--journal", journal);
    assertEquals(0, run.code, run.toString());
  }

  private long liquidatedAccount() {
    return Long.parseLong(
        run.lines().stream()
            .filter(line -> line.contains("plimsoll explain"))
            .findFirst()
            .orElseThrow()
            .replaceAll(".*--account ", ""));
  }

  @Test
  void summaryTellsWhatMatters() {
    assertTrue(run.after("Digest").matches("[0-9a-f]{64}"));
    assertTrue(run.after("all").matches("^[0-9].*"), run.out);
    assertTrue(run.after("Fund").startsWith("before 2,000,000"));
    assertTrue(run.after("Worst").contains("accounts"));
    assertFalse(run.out.contains("rejected"), run.out);
  }

  @Test
  void sameDigestThroughTheRingInThreadAndPaced() {
    String digest = run.after("Digest");

    assertEquals(digest, quiet("--no-journal").out.strip());
    assertEquals(digest, quiet("--no-journal", "--in-thread").out.strip());
    assertEquals(digest, quiet("--no-journal", "--pace", 4_000).out.strip());
    assertNotEquals(digest, quiet("--no-journal", "--seed", 2).out.strip());
  }

  @ParameterizedTest
  @ValueSource(strings = {"2020-03-12", "2021-05-19"})
  void otherTapesRunAndReplay(String tape) {
    Path other = folder.resolve(tape);
    Cli ran = quiet("--tape", tape, "--journal", other);
    Cli replayed = plimsoll("replay", other, "--verify");

    assertEquals(0, ran.code, ran.toString());
    assertEquals(ran.out.strip(), replayed.after("Digest"));
  }

  @Test
  void replayVerifiesAndAgreesOnTheDigest() {
    Cli replay = plimsoll("replay", journal, "--verify");

    assertEquals(0, replay.code, replay.toString());
    assertEquals(run.after("Digest"), replay.after("Digest"));
    assertTrue(replay.after("Verified").contains("byte for byte"));
    assertEquals("", replay.err);
  }

  @Test
  void replayStopsAtASequenceOrATime() {
    Cli bySequence = plimsoll("replay", journal, "--until", 100);
    Cli byTime = plimsoll("replay", journal, "--until", "2025-10-10T21:10:00Z");

    assertTrue(bySequence.out.contains("up to sequence 100,"), bySequence.out);
    assertTrue(byTime.out.contains(", 2025-10-10T21:10:00Z"), byTime.out);
    assertEquals(0, byTime.code);
  }

  @Test
  void explainedAccountAddsUp() {
    Cli story = plimsoll("explain", journal, "--account", liquidatedAccount());

    assertEquals(0, story.code, story.toString());
    assertTrue(story.out.contains("LIQUIDATION"), story.out);
    assertTrue(story.out.contains("bankruptcy price = "), story.out);
    assertFalse(story.out.contains("differ"), story.out);
    assertEquals(story.after("  sum, USDT"), story.after("  it has"));
  }

  @Test
  void everyAccountOfTheJournalAddsUp() {
    for (int account = 1; account <= 40; account++) {
      Cli story = plimsoll("explain", journal, "--account", account);

      assertEquals(0, story.code, story.toString());
      assertEquals(story.after("  sum, USDT"), story.after("  it has"), story.out);
    }
  }

  @Test
  void accountThatWasNotLiquidatedIsToldWhyNot() {
    Cli story = plimsoll("explain", journal, "--account", 1);

    assertTrue(story.out.contains("Not liquidated. Closest it came"), story.out);
    assertTrue(story.out.contains("room above the line = "), story.out);
  }

  @Test
  void unknownAccountIsOneLine() {
    for (String command : List.of("explain", "inspect")) {
      Cli cli = plimsoll(command, journal, "--account", 123_456);

      assertEquals(2, cli.code);
      assertEquals("plimsoll: no account 123456 in " + journal + "\n", cli.err);
    }
  }

  @Test
  void csvHasOneHeaderAndRowsOfOneWidth() {
    Cli csv = plimsoll("inspect", journal, "--type", "MarkPrice,TakeOver", "--format", "csv");
    int width = csv.lines().get(0).split(",", -1).length;

    assertTrue(csv.lines().get(0).startsWith("sequence,record,index,type,price_scale,"));
    assertEquals(1 + 66 * 20, csv.lines().stream().filter(l -> l.contains(",MarkPrice,")).count());
    for (String line : csv.lines()) {
      assertEquals(width, line.split(",", -1).length, line);
    }
  }

  @Test
  void textIsFilteredByAccountAndType() {
    long account = liquidatedAccount();
    Cli text = plimsoll("inspect", journal, "--account", account, "--type", "liquidationStarted");

    assertTrue(text.lines().size() >= 1);
    for (String line : text.lines()) {
      assertTrue(line.startsWith("    LiquidationStarted"), line);
      assertTrue(line.contains("accountId=" + account + " "), line);
    }
  }

  @Test
  void usedFolderIsRefused() {
    Cli again = plimsoll("run", "--accounts", 5, "--journal", journal);

    assertEquals(2, again.code);
    assertTrue(again.err.contains("is not empty"), again.err);
  }

  @Test
  void truncatedJournalReplaysUpToTheCutAndSaysSo() throws IOException {
    Path cut = folder.resolve("cut");
    copy(journal, cut);
    try (Stream<Path> files = Files.walk(cut.resolve("commands"))) {
      Path file = files.filter(f -> f.toString().endsWith(".cq4")).findFirst().orElseThrow();
      try (RandomAccessFile open = new RandomAccessFile(file.toFile(), "rw")) {
        open.setLength(600_000);
      }
    }

    Cli replay = plimsoll("replay", cut);

    assertEquals(2, replay.code, replay.toString());
    assertEquals(1, replay.err.lines().count(), replay.err);
    assertTrue(replay.err.contains("cut short"), replay.err);
    assertFalse(replay.out.contains("Replayed  0 commands"), replay.out);
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(from.relativize(file).toString()));
      }
    }
  }
}
