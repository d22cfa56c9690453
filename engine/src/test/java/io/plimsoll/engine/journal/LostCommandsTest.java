package io.plimsoll.engine.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What was recorded and is gone is noticed, even where what is left looks whole. */
class LostCommandsTest {
  private static final int COUNT = 40;
  private static final List<byte[]> COMMANDS = SampleCommands.list(3, COUNT);
  private static final List<List<byte[]>> EVENTS = SampleCommands.events(COMMANDS);

  @TempDir Path temp;

  @Test
  void eventsThatGoFurtherThanTheCommandsShowThatCommandsWereLost() throws IOException {
    write();
    zeroTail("commands", 500);

    JournalScan end = JournalReader.scan(temp);

    assertTrue(end.lastCommandSequence() < COUNT);
    assertNotEquals(JournalEnd.State.CLOSED, end.commands().state());
    assertEquals(Optional.of(lost(end)), end.loss());
  }

  @Test
  void oneEventOfALostCommandIsEnough() {
    try (Journal journal = JournalFixture.create(temp)) {
      journal.events().append(1, new UnsafeBuffer(new byte[8000]), 0, 8000);
      for (int i = 0; i < 10; i++) {
        journal.events().append(1, new UnsafeBuffer(new byte[8000]), 0, 8000);
      }
      assertTrue(JournalReader.scan(temp).commandsLost());
    }
  }

  @Test
  void aJournalThatLostCommandsIsNotContinued() throws IOException {
    write();
    zeroTail("commands", 500);
    JournalScan end = JournalReader.scan(temp);

    JournalException refused =
        assertThrows(
            JournalException.class,
            () -> Journal.continueAfter(temp, end, Durability.PAGE_CACHE, true).close());

    assertEquals(temp + " cannot be continued: " + lost(end), refused.getMessage());
    assertFalse(Files.exists(temp.resolve("commands/000002")));
  }

  @Test
  void aWriterThatGoesOnMeanwhileHasLostNothing() {
    try (Journal journal = JournalFixture.create(temp);
        JournalReader reader = JournalReader.open(temp)) {
      JournalFixture.append(journal, 1, COMMANDS.subList(0, 10), EVENTS.subList(0, 10));
      while (reader.nextCommand()) {
        // To the end, for now.
      }
      JournalFixture.append(journal, 11, COMMANDS.subList(10, 20), EVENTS.subList(10, 20));

      JournalScan end = reader.end();

      assertEquals(10, end.lastCommandSequence());
      assertEquals(20, end.events().orElseThrow().lastSequence());
      assertFalse(end.commandsLost());
    }
  }

  @Test
  void aDeletedEventJournalIsNoticed() throws IOException {
    write();
    deleteEvents();

    JournalScan end = JournalReader.scan(temp);

    assertTrue(end.eventsGone());
    assertEquals(Optional.of("events were recorded, but the folder events is gone"), end.loss());
  }

  @Test
  void aJournalThatNeverHadEventsLostNone() {
    Journal.create(temp, JournalFixture.properties(), Durability.PAGE_CACHE, false).close();

    assertEquals(Optional.empty(), JournalReader.scan(temp).loss());
  }

  @ParameterizedTest
  @ValueSource(ints = {100, 66_000, 500_000})
  void aFileThatIsCutBeforeItsFirstDocumentIsNamedWithItsSize(int size) throws IOException {
    write();
    Path file = JournalFixture.queueFile(temp, "commands");
    byte[] data = JournalFixture.data(file);
    JournalFixture.writeSparse(file, data, size);
    JournalEnd end = JournalReader.scan(temp).commands();

    assertEquals(file, end.file());
    assertEquals(Files.size(file), end.size());
    assertTrue(end.position() <= end.size());
    assertEquals(
        "command journal ends after sequence 0: file is cut short, "
            + file
            + " has "
            + end.size()
            + " bytes and nothing whole from byte "
            + end.position()
            + " on",
        end.toString());
  }

  private static String lost(JournalScan end) {
    return "events are recorded up to sequence "
        + COUNT
        + ", but commands only up to "
        + end.lastCommandSequence()
        + ": commands were lost";
  }

  private void write() {
    try (Journal journal = JournalFixture.create(temp)) {
      JournalFixture.append(journal, 1, COMMANDS, EVENTS);
    }
  }

  private void zeroTail(String kind, int bytes) throws IOException {
    Path file = JournalFixture.queueFile(temp, kind);
    byte[] data = JournalFixture.data(file);
    JournalFixture.writeSparse(file, Arrays.copyOf(data, data.length - bytes), Files.size(file));
  }

  private void deleteEvents() throws IOException {
    try (Stream<Path> paths = Files.walk(temp.resolve("events"))) {
      for (Path path : paths.sorted((a, b) -> b.compareTo(a)).toList()) {
        Files.delete(path);
      }
    }
  }
}
