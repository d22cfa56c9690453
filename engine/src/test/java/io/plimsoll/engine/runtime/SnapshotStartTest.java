package io.plimsoll.engine.runtime;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plimsoll.engine.core.LiquidationEngine;
import io.plimsoll.engine.journal.JournalException;
import io.plimsoll.engine.journal.JournalReader;
import io.plimsoll.engine.journal.ReplayProgress;
import io.plimsoll.engine.journal.ReplayUntil;
import io.plimsoll.engine.journal.SampleCommands;
import io.plimsoll.engine.snapshot.JournalStart;
import io.plimsoll.engine.snapshot.SnapshotFile;
import io.plimsoll.engine.snapshot.SnapshotFolder;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A launch starts from the newest snapshot that is good, and goes on as if it never had stopped.
 */
class SnapshotStartTest {
  private static final int FIRST = 400;
  private static final int SECOND = 700;
  private static final List<byte[]> COMMANDS =
      SampleCommands.withSnapshots(SampleCommands.list(6, 1_000), FIRST, SECOND);

  @TempDir Path temp;

  private final List<String> notices = new ArrayList<>();
  private final CollectingSink sink = new CollectingSink();

  @Test
  void aLaunchStartsFromTheNewestSnapshotAndReadsNothingBeforeIt() throws IOException {
    run(0, 900);
    // Whoever reads the first command now finds it damaged.
    damage(commandFile(), endOfCommands(10) + 40);
    assertThrows(JournalException.class, () -> JournalReader.scan(temp));

    try (InThreadEngine engine = launch()) {
      assertEquals(900, engine.sequence());
      assertEquals(SECOND, engine.counters().snapshotSequence());
      assertEquals(List.of(), notices);
      assertEquals(List.of(), sink.events, "what is replayed is not released again");
      submit(engine, 900, 1_000);
    }

    assertSameAsNeverStopped(900);
  }

  @Test
  void aDamagedSnapshotIsSkippedForTheOneBeforeIt() throws IOException {
    run(0, 900);
    damage(snapshots().get(0), 5_000);

    try (InThreadEngine engine = launch()) {
      assertEquals(900, engine.sequence());
      assertEquals(FIRST, engine.counters().snapshotSequence());
      submit(engine, 900, 1_000);
    }

    assertEquals(
        List.of("snapshot skipped: " + snapshots().get(0) + " is damaged in block 0"), notices);
    assertSameAsNeverStopped(900);
  }

  @Test
  void withoutAGoodSnapshotAllIsReplayed() throws IOException {
    run(0, 900);
    truncate(snapshots().get(0), 100);
    Files.writeString(snapshots().get(1), "a snapshot it is not, whatever its name may say");

    try (InThreadEngine engine = launch()) {
      assertEquals(900, engine.sequence());
      assertEquals(0, engine.counters().snapshotSequence());
      submit(engine, 900, 1_000);
    }

    assertEquals(
        List.of(
            "snapshot skipped: " + snapshots().get(0) + " is cut short",
            "snapshot skipped: " + snapshots().get(1) + " is not a snapshot"),
        notices);
    assertSameAsNeverStopped(900);
  }

  @Test
  void aSnapshotOfAnotherJournalIsSkipped() throws IOException {
    Path other = temp.resolve("other");
    try (InThreadEngine engine =
        InThreadEngine.launch(options(other).createdBy("another venue").build())) {
      submit(engine, 0, FIRST);
    }
    Path journal = temp.resolve("journal");
    try (InThreadEngine engine = InThreadEngine.launch(options(journal).build())) {
      submit(engine, 0, FIRST);
    }
    Path own = SnapshotFolder.of(journal).newestFirst().get(0);
    Files.delete(own);
    Files.copy(SnapshotFolder.of(other).newestFirst().get(0), own);

    InThreadEngine.launch(options(journal).build()).close();

    assertEquals(
        List.of(
            "snapshot skipped: "
                + own
                + " does not belong to this journal: it is of another"
                + " journal"),
        notices);
  }

  @Test
  void aSnapshotOfARunAlikeButWithOtherCommandsIsSkipped() throws IOException {
    Path journal = temp.resolve("journal");
    try (InThreadEngine engine = InThreadEngine.launch(options(journal).build())) {
      submit(engine, 0, FIRST);
    }
    Path own = SnapshotFolder.of(journal).newestFirst().get(0);
    Path other = temp.resolve("other");
    try (InThreadEngine engine = InThreadEngine.launch(options(other).build())) {
      submit(engine, 0, FIRST - 1);
      byte[] later = SampleCommands.takeSnapshot(time(FIRST) + 1);
      engine.submit(new UnsafeBuffer(later), 0, later.length);
    }
    Files.delete(own);
    Files.copy(SnapshotFolder.of(other).newestFirst().get(0), own);

    InThreadEngine.launch(options(journal).build()).close();

    assertEquals(1, notices.size());
    assertTrue(
        notices.get(0).contains("the command journal does not hold sequence 400"), notices.get(0));
  }

  @Test
  void aSnapshotThatIsAheadOfItsJournalIsSkipped() throws IOException {
    run(0, 800);
    Path journal = temp;
    long end = endOfCommands(FIRST + 50);
    truncate(commandFile(), end);
    // The events go with the commands, or the launch would say that commands were lost.
    try (Stream<Path> files = Files.walk(journal.resolve("events"))) {
      for (Path file : files.sorted((a, b) -> b.compareTo(a)).toList()) {
        Files.delete(file);
      }
    }

    try (InThreadEngine engine = launch(options(temp).journalEvents(false))) {
      assertEquals(FIRST + 50, engine.sequence());
      assertEquals(0, engine.counters().snapshotSequence());
    }
    assertEquals(2, notices.size(), notices.toString());
  }

  @Test
  void onlyTheNewestOnesAreKept() throws IOException {
    try (InThreadEngine engine = InThreadEngine.launch(options(temp).snapshotsKept(3).build())) {
      submit(engine, 0, 100);
      for (int i = 0; i < 6; i++) {
        byte[] take = SampleCommands.takeSnapshot(time(100) + i);
        engine.submit(new UnsafeBuffer(take), 0, take.length);
        assertEquals(101 + i, engine.counters().snapshotSequence());
      }
    }

    assertEquals(
        List.of(106L, 105L, 104L), snapshots().stream().map(SnapshotFolder::sequence).toList());
  }

  @Test
  void noneIsWrittenWhereNoneIsKeptOrTheCommandIsRejected() throws IOException {
    try (InThreadEngine engine = InThreadEngine.launch(options(temp).snapshotsKept(0).build())) {
      submit(engine, 0, 900);
    }
    assertEquals(List.of(), snapshots());

    try (InThreadEngine engine = launch()) {
      byte[] early = SampleCommands.takeSnapshot(0);
      engine.submit(new UnsafeBuffer(early), 0, early.length);
      assertEquals(1, engine.counters().rejected());
    }
    assertEquals(List.of(), snapshots());
  }

  @Test
  void aSnapshotThatCannotBeWrittenIsToldAndTheEngineGoesOn() throws IOException {
    Files.createDirectories(temp.resolve("journal"));
    try (InThreadEngine engine = InThreadEngine.launch(options(temp.resolve("journal")).build())) {
      Files.writeString(temp.resolve("journal").resolve(SnapshotFolder.NAME), "in the way");
      submit(engine, 0, 900);

      assertEquals(900, engine.sequence());
      assertEquals(2, engine.counters().snapshotsFailed());
      assertEquals(0, engine.counters().snapshotSequence());
    }

    assertEquals(2, notices.size());
    assertTrue(
        notices.get(0).startsWith("no snapshot at sequence 400: cannot create "), notices.get(0));
  }

  @Test
  void withoutRecordedEventsALaunchStartsFromASnapshotAsWell() throws IOException {
    try (InThreadEngine engine =
        InThreadEngine.launch(options(temp).journalEvents(false).build())) {
      submit(engine, 0, 900);
    }
    sink.events.clear();

    try (InThreadEngine engine = launch(options(temp).journalEvents(false))) {
      assertEquals(900, engine.sequence());
      assertEquals(SECOND, engine.counters().snapshotSequence());
      submit(engine, 900, 1_000);
    }

    assertEquals(List.of(), notices);
    assertSameAsNeverStopped(900);
  }

  @Test
  void aSnapshotWithoutEventsIsSkippedWhereEventsAreToBeRecordedFromTheStart() throws IOException {
    try (InThreadEngine engine =
        InThreadEngine.launch(options(temp).journalEvents(false).build())) {
      submit(engine, 0, 900);
    }

    launch().close();

    assertEquals(2, notices.size());
    assertTrue(notices.get(0).contains("was taken while events were not recorded"));
    try (JournalStart start = JournalStart.first(temp, (b, o, length) -> {}, true)) {
      var result = start.replayer().run(ReplayUntil.END, ReplayProgress.NONE);
      assertEquals(900, result.commands());
      assertEquals(result.events(), result.verifiedEvents());
    }
  }

  @Test
  void aSecondLifeTakesSnapshotsThatAThirdStartsFrom() throws IOException {
    run(0, 500);
    run(500, 800);

    try (InThreadEngine engine = launch()) {
      assertEquals(800, engine.sequence());
      assertEquals(SECOND, engine.counters().snapshotSequence());
      submit(engine, 800, 1_000);
    }

    assertEquals(List.of(), notices);
    assertSameAsNeverStopped(800);
  }

  private void run(int from, int to) {
    try (InThreadEngine engine = launch()) {
      assertEquals(from, engine.sequence());
      submit(engine, from, to);
    }
    sink.events.clear();
  }

  private InThreadEngine launch() {
    return launch(options(temp));
  }

  private InThreadEngine launch(EngineOptions.Builder options) {
    return InThreadEngine.launch(options.build());
  }

  private EngineOptions.Builder options(Path journal) {
    return EngineOptions.builder()
        .limits(SampleCommands.LIMITS)
        .journalFolder(journal)
        .continueJournal(true)
        .events(sink)
        .notices(notices::add);
  }

  private static long time(int sequence) {
    return SampleCommands.timestamp(COMMANDS.get(sequence - 1));
  }

  private static void submit(InThreadEngine engine, int from, int to) {
    for (byte[] command : COMMANDS.subList(from, to)) {
      engine.submit(new UnsafeBuffer(command), 0, command.length);
    }
  }

  /** The events since a sequence, and the state that a snapshot now has. */
  private void assertSameAsNeverStopped(int from) throws IOException {
    List<List<byte[]>> events = SampleCommands.events(COMMANDS);
    assertEquals(
        CollectingSink.texts(SampleCommands.flat(events.subList(from, COMMANDS.size()))),
        sink.events);
    LiquidationEngine never =
        new LiquidationEngine(SampleCommands.LIMITS, (buffer, offset, length) -> {});
    COMMANDS.forEach(command -> never.apply(new UnsafeBuffer(command), 0, command.length));
    List<String> skipped = new ArrayList<>();
    try (JournalStart start =
        JournalStart.newest(
            temp, (b, o, length) -> {}, true, ReplayUntil.END, false, skipped::add)) {
      assertTrue(start.replayer().run(ReplayUntil.END, ReplayProgress.NONE).difference().isEmpty());
      assertArrayEquals(never.digest(), start.replayer().engine().digest());
    }
    Path one = temp.resolve("never");
    SnapshotFile.write(one, never);
    assertEquals(1_000, SnapshotFile.readHeader(one).sequence());
  }

  private List<Path> snapshots() {
    return SnapshotFolder.of(temp).newestFirst();
  }

  private Path commandFile() throws IOException {
    try (Stream<Path> files = Files.walk(temp.resolve("commands"))) {
      return files.filter(f -> f.toString().endsWith(".cq4")).sorted().findFirst().orElseThrow();
    }
  }

  /** Where the documents of the first commands end, found by their sequences in the file. */
  private long endOfCommands(int sequence) throws IOException {
    byte[] data;
    try (var in = Files.newInputStream(commandFile())) {
      data = in.readNBytes(1 << 20);
    }
    UnsafeBuffer buffer = new UnsafeBuffer(data);
    for (int at = 0; at < data.length - 32; at += 4) {
      boolean command = buffer.getInt(at + 8) == 0xB1A5_0F02;
      if (command && buffer.getLong(at + 12) == sequence + 1) {
        return at;
      }
    }
    throw new AssertionError("no command " + sequence);
  }

  private static void damage(Path file, long at) throws IOException {
    try (RandomAccessFile out = new RandomAccessFile(file.toFile(), "rw")) {
      out.seek(at);
      int before = out.read();
      out.seek(at);
      out.write(before ^ 1);
    }
  }

  private static void truncate(Path file, long size) throws IOException {
    try (RandomAccessFile out = new RandomAccessFile(file.toFile(), "rw")) {
      out.setLength(size);
    }
  }
}
