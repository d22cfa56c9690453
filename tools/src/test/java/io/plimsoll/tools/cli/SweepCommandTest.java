package io.plimsoll.tools.cli;

import static io.plimsoll.tools.cli.Cli.plimsoll;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SweepCommandTest {
  private static final String SMALL =
      """
      venue: default
      marksPerMinute: 6
      instruments:
        - symbol: BTCUSDT
          path: {start: 20000, pieces: [{hold: 1m}, {jump: -6 %}, {hold: 1m}]}
          noise: 0.5 %
          depth: 100000
      crowd:
        accounts: 30
        groups: [{name: all, share: 100 %, longs: 90 %, leverage: 20, size: {pareto: 1.2, min: 1000}}]
      """;

  @TempDir Path folder;

  private Path small() throws IOException {
    return Files.writeString(folder.resolve("small.yaml"), SMALL);
  }

  private static Cli sweep(Path scenario, int seeds, Path out, Object... more) {
    Object[] args = new Object[7 + more.length];
    System.arraycopy(
        new Object[] {"sweep", scenario, "--seeds", seeds, "--out", out, "-q"}, 0, args, 0, 7);
    System.arraycopy(more, 0, args, 7, more.length);
    return plimsoll(args);
  }

  private static void assertOneLine(Cli cli, String expected) {
    assertEquals(2, cli.code, cli.toString());
    assertEquals(1, cli.err.lines().count(), cli.err);
    assertTrue(cli.err.contains(expected), cli.err);
    assertEquals("", cli.out);
  }

  private static List<String> rows(Path out) throws IOException {
    return Files.readAllLines(out.resolve("seeds.csv"));
  }

  @Test
  void eachSeedIsTheRunOfThatSeed() throws IOException {
    Path out = folder.resolve("out");

    Cli cli = sweep(small(), 3, out, "--keep-limits");

    assertEquals(0, cli.code, cli::toString);
    assertEquals(4, rows(out).size());
    for (String row : rows(out).subList(1, 4)) {
      String[] cells = row.split(",", -1);
      Cli run = plimsoll("run", small(), "--seed", cells[0], "--no-journal", "--in-thread", "-q");
      assertEquals(run.out.strip(), cells[7]);
    }
    assertTrue(Files.size(out.resolve("losses.png")) > 1_000);
    assertTrue(Files.readString(out.resolve("summary.json")).contains("\"0.95\""));
  }

  @Test
  void sweepThatWasCutShortGoesOnWithWhatIsMissing() throws IOException {
    Path whole = folder.resolve("whole");
    Path cut = folder.resolve("cut");
    String expected = sweep(small(), 6, whole, "--threads", 1).out;
    sweep(small(), 3, cut, "--threads", 1);
    byte[] before = Files.readAllBytes(cut.resolve("seeds.csv"));
    // As if the process had died while it wrote a fourth row.
    Files.writeString(cut.resolve("seeds.csv"), "4,2000000.0", StandardOpenOption.APPEND);

    Cli cli = sweep(small(), 6, cut, "--threads", 3);

    assertEquals(0, cli.code, cli::toString);
    assertEquals(expected.replace(whole.toString(), cut.toString()), cli.out);
    byte[] after = Files.readAllBytes(cut.resolve("seeds.csv"));
    assertArrayEquals(before, Arrays.copyOf(after, before.length));
    assertEquals(rows(whole).stream().sorted().toList(), rows(cut).stream().sorted().toList());
  }

  @Test
  void folderOfAnotherScenarioIsRefusedAndLeftAsItIs() throws IOException {
    Path out = folder.resolve("out");
    sweep(small(), 2, out);
    byte[] seeds = Files.readAllBytes(out.resolve("seeds.csv"));
    byte[] manifest = Files.readAllBytes(out.resolve("sweep.json"));
    Path other =
        Files.writeString(folder.resolve("other.yaml"), SMALL.replace("jump: -6 %", "jump: -7 %"));

    assertOneLine(sweep(other, 2, out), "the sweep of another scenario (small, 30 accounts");
    assertOneLine(sweep(small(), 2, out, "--accounts", 31), "the sweep of another scenario");
    assertOneLine(sweep(small(), 2, out, "--keep-limits", "--feedback", 1), "another scenario");

    assertArrayEquals(seeds, Files.readAllBytes(out.resolve("seeds.csv")));
    assertArrayEquals(manifest, Files.readAllBytes(out.resolve("sweep.json")));
  }

  @Test
  void nameCommentAndSeedOfAScenarioDoNotMakeItAnother() throws IOException {
    Path out = folder.resolve("out");
    sweep(small(), 2, out);
    Path same = Files.writeString(folder.resolve("same.yaml"), "# as before\nseed: 7\n" + SMALL);

    assertEquals(0, sweep(same, 2, out).code);
  }

  @Test
  void folderThatIsNotEmptyAndNoSweepsIsLeftAlone() throws IOException {
    Path mine = Files.writeString(folder.resolve("mine.txt"), "precious");

    assertOneLine(sweep(small(), 2, folder), "which is not empty and no sweep's");
    assertOneLine(sweep(small(), 2, mine), "a file; expected a folder");
    assertEquals("precious", Files.readString(mine));
    assertTrue(Files.notExists(folder.resolve("seeds.csv")));
  }

  @Test
  void rowThatIsNoneIsToldWithItsLine() throws IOException {
    Path out = folder.resolve("out");
    sweep(small(), 2, out);
    Files.writeString(out.resolve("seeds.csv"), "3,much\n", StandardOpenOption.APPEND);

    assertOneLine(sweep(small(), 3, out), "seeds.csv, line 4: not a row of a sweep");
  }

  @Test
  void folderInWhichAnotherSweepIsAtWorkIsRefused() throws IOException {
    Path out = folder.resolve("out");
    sweep(small(), 1, out);
    try (FileChannel channel =
            FileChannel.open(out.resolve("seeds.csv"), StandardOpenOption.WRITE);
        var lock = channel.lock()) {
      assertTrue(lock.isValid());
      assertOneLine(sweep(small(), 2, out), "in which another sweep is at work");
    }
  }

  @Test
  void mistakesLeaveNoFolder() throws IOException {
    Path out = folder.resolve("out");

    assertOneLine(sweep(folder.resolve("nowhere"), 2, out), "no scenario named");
    assertOneLine(sweep(small(), 0, out), "--seeds is 0; expected 1 to 10,000,000");
    assertOneLine(sweep(small(), 2, out, "--threads", 0), "--threads is 0");
    assertOneLine(plimsoll("sweep", small()), "--out DIR missing");

    assertTrue(Files.notExists(out));
  }
}
