package io.plimsoll.tools.cli;

import static io.plimsoll.tools.cli.Cli.plimsoll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plimsoll.engine.snapshot.SnapshotFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Snapshots of a small run, listed, tried, and started from. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SnapshotCommandTest {
  private Path temp;
  private Path journal;
  private Cli run;
  private List<Path> snapshots;

  @BeforeAll
  void runOnce(@TempDir Path shared) {
    temp = shared;
    journal = temp.resolve("journal");
    run =
        plimsoll(
            "run",
            "--accounts",
            500,
            "--marks-per-bar",
            10,
            "--journal",
            journal,
            "--snapshots",
            2);
    assertEquals(0, run.code, run.toString());
  }

  @BeforeEach
  void list() {
    snapshots = SnapshotFolder.of(journal).newestFirst();
  }

  @Test
  void theNewestSnapshotsOfARunAreListed() {
    Cli listed = plimsoll("snapshot", "list", journal);

    assertEquals(0, listed.code, listed.toString());
    assertEquals(3, listed.lines().size(), listed.out);
    assertTrue(listed.lines().get(0).contains("accounts"), listed.out);
    assertTrue(listed.lines().get(1).contains("2025-10-10T22:1"), listed.out);
  }

  @Test
  void goodSnapshotsAreVerified() {
    Cli verified = plimsoll("snapshot", "verify", journal);

    assertEquals(0, verified.code, verified.toString());
    assertEquals(2, verified.out.split("good, started in ", -1).length - 1, verified.out);
    assertTrue(verified.out.contains(run.after("Digest")), verified.out);
  }

  @Test
  void aReplayFromASnapshotEndsWithTheSameDigest() {
    Cli whole = plimsoll("replay", journal, "--verify");
    Cli rest = plimsoll("replay", journal, "--verify", "--from-snapshot");

    assertEquals(0, rest.code, rest.toString());
    assertEquals(whole.after("Digest"), rest.after("Digest"));
    assertEquals(
        "from the snapshot at sequence " + SnapshotFolder.sequence(snapshots.get(0)),
        rest.after("Started"));
    assertFalse(whole.out.contains("Started"), whole.out);
  }

  @Test
  void aReplayThatStopsBeforeTheNewestSnapshotStartsFromTheOneBefore() {
    long newest = SnapshotFolder.sequence(snapshots.get(0));
    Cli whole = plimsoll("replay", journal, "--until", newest - 1);
    Cli rest = plimsoll("replay", journal, "--until", newest - 1, "--from-snapshot");

    assertEquals(
        "from the snapshot at sequence " + SnapshotFolder.sequence(snapshots.get(1)),
        rest.after("Started"));
    assertEquals(whole.after("Digest"), rest.after("Digest"));
    Cli early = plimsoll("replay", journal, "--until", 10, "--from-snapshot");
    assertEquals("from the first command: there is no good snapshot", early.after("Started"));
  }

  @Test
  void aDamagedSnapshotIsToldAndSkipped() throws IOException {
    byte[] good = Files.readAllBytes(snapshots.get(0));
    try {
      byte[] bad = good.clone();
      bad[bad.length / 2] ^= 1;
      Files.write(snapshots.get(0), bad);

      Cli verified = plimsoll("snapshot", "verify", journal);
      Cli replayed = plimsoll("replay", journal, "--from-snapshot");

      assertEquals(2, verified.code, verified.toString());
      assertTrue(verified.out.contains("not good: is damaged in block"), verified.out);
      assertEquals(0, replayed.code, replayed.toString());
      assertTrue(replayed.err.startsWith("plimsoll: snapshot skipped: "), replayed.err);
      assertEquals(
          "from the snapshot at sequence " + SnapshotFolder.sequence(snapshots.get(1)),
          replayed.after("Started"));
      assertEquals(run.after("Digest"), replayed.after("Digest"));
    } finally {
      Files.write(snapshots.get(0), good);
    }
  }

  @Test
  void aJournalWithoutSnapshotsSaysSo() {
    Path plain = temp.resolve("plain");
    plimsoll("run", "-q", "--accounts", 100, "--marks-per-bar", 10, "--journal", plain);

    Cli listed = plimsoll("snapshot", "list", plain);

    assertEquals(0, listed.code);
    assertEquals(List.of(plain + " has no snapshots"), listed.lines());
    Cli wrong = plimsoll("snapshot", "list", temp);
    assertEquals(2, wrong.code);
    assertTrue(wrong.err.startsWith("plimsoll: not a journal: " + temp), wrong.err);
    assertEquals(2, plimsoll("snapshot").code);
  }

  @Test
  void snapshotsWithoutAJournalAreRefused() {
    Cli refused = plimsoll("run", "--accounts", 100, "--no-journal", "--snapshots", 2);

    assertEquals(2, refused.code);
    assertEquals(
        "plimsoll: --snapshots is given; expected it without --no-journal", refused.err.strip());
  }
}
