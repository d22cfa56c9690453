package io.plimsoll.engine.journal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JournalTest {
  private static final List<byte[]> COMMANDS = SampleCommands.list(1, 300);
  private static final List<List<byte[]>> EVENTS = SampleCommands.events(COMMANDS);

  @TempDir Path temp;

  @Test
  void whatWasWrittenIsReadBackByteForByte() {
    Path folder = temp.resolve("journal");
    try (Journal journal = JournalFixture.create(folder)) {
      JournalFixture.append(journal, 1, COMMANDS, EVENTS);
    }

    JournalFixture.Content content = JournalFixture.read(folder);

    assertEquals(COMMANDS.size(), JournalFixture.assertPrefix(COMMANDS, EVENTS, content));
    assertTrue(content.entries().stream().allMatch(content::isComplete));
    assertEquals(JournalEnd.State.CLOSED, content.end().commands().state());
    assertEquals(JournalEnd.State.CLOSED, content.end().events().orElseThrow().state());
    assertEquals(COMMANDS.size(), content.end().lastEventsSequence());
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 7, 300})
  void whatWasWrittenTogetherIsReadBackByteForByte(int together) {
    try (Journal journal = JournalFixture.create(temp)) {
      JournalFixture.append(journal, 1, COMMANDS, EVENTS, together);
    }

    JournalFixture.Content content = JournalFixture.read(temp);

    assertEquals(COMMANDS.size(), JournalFixture.assertPrefix(COMMANDS, EVENTS, content));
    assertTrue(content.entries().stream().allMatch(content::isComplete));
    assertEquals(JournalEnd.State.CLOSED, content.end().commands().state());
    assertEquals(JournalEnd.State.CLOSED, content.end().events().orElseThrow().state());
  }

  @Test
  void documentsOfSeveralCommandsHoldWhatFitsAndNoMore() {
    Random random = new Random(5);
    List<byte[]> commands = new ArrayList<>();
    List<List<byte[]>> events = new ArrayList<>();
    for (int i = 0; i < 400; i++) {
      commands.add(new byte[random.nextInt(8) * random.nextInt(1_000)]);
      List<byte[]> ofCommand = new ArrayList<>();
      int kind = random.nextInt(10);
      // None, a few, or so many that they fill documents, some of them to the last byte.
      for (int n = kind < 2 ? 0 : kind < 8 ? random.nextInt(5) : 20; n > 0; n--) {
        ofCommand.add(new byte[random.nextInt(9_000)]);
      }
      if (random.nextInt(20) == 0) {
        ofCommand.add(new byte[EventJournal.EVENT_LENGTH_MAX]);
      }
      events.add(ofCommand);
    }
    try (Journal journal = JournalFixture.create(temp)) {
      JournalFixture.append(journal, 1, commands, events, 40);
    }

    assertEquals(400, JournalFixture.assertPrefix(commands, events, JournalFixture.read(temp)));
  }

  @Test
  void aJournalOfTheFirstFormatIsReadAsWell() throws IOException {
    try (Journal journal = JournalFixture.create(temp)) {
      JournalFixture.append(journal, 1, COMMANDS, EVENTS);
    }
    Path file = temp.resolve("journal.properties");
    Files.writeString(file, resealed(Files.readString(file).replace("format=2", "format=1")));

    assertEquals(300, JournalFixture.assertPrefix(COMMANDS, EVENTS, JournalFixture.read(temp)));
  }

  @Test
  void eventsOfOneCommandMayFillManyDocuments() {
    List<byte[]> commands = List.of(new byte[0], new byte[CommandJournal.COMMAND_LENGTH_MAX]);
    List<byte[]> many = new ArrayList<>();
    for (int i = 0; i < 3_000; i++) {
      many.add(new byte[] {(byte) i, (byte) (i >> 8), 3});
      many.add(new byte[100 + i % 7]);
    }
    many.add(new byte[EventJournal.EVENT_LENGTH_MAX]);
    List<List<byte[]>> events = List.of(List.of(), many);
    try (Journal journal = JournalFixture.create(temp)) {
      JournalFixture.append(journal, 1, commands, events);
    }

    assertEquals(2, JournalFixture.assertPrefix(commands, events, JournalFixture.read(temp)));
  }

  @Test
  void eventsThatAreNotReadArePassedOver() {
    try (Journal journal = JournalFixture.create(temp)) {
      JournalFixture.append(journal, 1, COMMANDS, EVENTS);
    }

    try (JournalReader reader = JournalReader.open(temp)) {
      for (int i = 0; i < 200; i++) {
        assertTrue(reader.nextCommand());
      }
      assertTrue(reader.nextEvent());
      byte[] first =
          EventDifference.copy(reader.eventBuffer(), reader.eventOffset(), reader.eventLength());
      assertArrayEquals(EVENTS.get(199).get(0), first);
    }
  }

  @Test
  void propertiesTellWhatAReplayMustKnow() {
    JournalFixture.create(temp).close();

    try (JournalReader reader = JournalReader.open(temp)) {
      assertEquals(SampleCommands.LIMITS, reader.properties().limits());
      assertEquals("test", reader.properties().createdBy());
      assertEquals(
          new TreeMap<>(Map.of("seed", "7", "tape", "a b=c")), reader.properties().extra());
    }
  }

  @Test
  void aJournalIsNeverOverwritten() throws IOException {
    JournalFixture.create(temp).close();
    Map<String, String> before = listing(temp);

    JournalException refused =
        assertThrows(JournalException.class, () -> JournalFixture.create(temp));

    assertEquals(
        "already holds a journal: " + temp + "; nothing was overwritten", refused.getMessage());
    assertEquals(before, listing(temp));
  }

  @Test
  void aFolderWithSomethingElseInItIsRefused() throws IOException {
    Files.writeString(temp.resolve("letter.txt"), "dear");

    JournalException refused =
        assertThrows(JournalException.class, () -> JournalFixture.create(temp));

    assertEquals(
        "not an empty folder: " + temp + "; nothing was overwritten", refused.getMessage());
    assertEquals(List.of("letter.txt"), List.copyOf(listing(temp).keySet()));
  }

  @Test
  void aSecondWriterIsRefused() {
    try (Journal journal = JournalFixture.create(temp)) {
      JournalFixture.append(journal, 1, COMMANDS, EVENTS);
      JournalScan end = JournalReader.scan(temp);

      JournalException refused =
          assertThrows(
              JournalException.class,
              () -> Journal.continueAfter(temp, end, Durability.PAGE_CACHE, true));

      assertEquals("another writer is at work in " + temp, refused.getMessage());
    }
  }

  @Test
  void sequencesMustFollowEachOther() {
    try (Journal journal = JournalFixture.create(temp)) {
      UnsafeBuffer command = new UnsafeBuffer(new byte[8]);
      journal.commands().add(1, command, 0, 8);
      journal.commands().flush();

      assertThrows(IllegalArgumentException.class, () -> journal.commands().add(3, command, 0, 8));
      assertThrows(IllegalArgumentException.class, () -> journal.events().append(2, command, 0, 8));
      assertThrows(
          IllegalArgumentException.class,
          () -> journal.commands().add(2, new UnsafeBuffer(new byte[9000]), 0, 8193));
    }
    assertEquals(1, JournalReader.scan(temp).lastCommandSequence());
  }

  @Test
  void syncedCommandsAreReadableWhileTheWriterIsAtWork() {
    try (Journal journal =
        Journal.create(temp, JournalFixture.properties(), Durability.syncEvery(10), true)) {
      JournalFixture.append(journal, 1, COMMANDS, EVENTS);

      JournalScan end = JournalReader.scan(temp);

      assertEquals(COMMANDS.size(), end.lastCommandSequence());
      assertEquals(COMMANDS.size(), end.lastEventsSequence());
      assertEquals(JournalEnd.State.NOT_CLOSED, end.commands().state());
    }
  }

  @Test
  void continuingStartsNewSegmentsAndLeavesTheOldAlone() throws IOException {
    try (Journal journal = JournalFixture.create(temp)) {
      JournalFixture.append(journal, 1, COMMANDS.subList(0, 100), EVENTS.subList(0, 100));
    }
    Map<String, String> before = listing(temp);
    for (int from = 100; from < 300; from += 50) {
      JournalScan end = JournalReader.scan(temp);
      try (Journal journal = Journal.continueAfter(temp, end, Durability.PAGE_CACHE, true)) {
        JournalFixture.append(
            journal, from + 1, COMMANDS.subList(from, from + 50), EVENTS.subList(from, from + 50));
      }
    }

    JournalFixture.Content content = JournalFixture.read(temp);

    assertEquals(300, JournalFixture.assertPrefix(COMMANDS, EVENTS, content));
    assertEquals(JournalEnd.State.CLOSED, content.end().commands().state());
    Map<String, String> after = listing(temp);
    before.forEach((file, stamp) -> assertEquals(stamp, after.get(file), file));
  }

  @Test
  void readingChangesNothing() throws IOException {
    try (Journal journal = JournalFixture.create(temp)) {
      JournalFixture.append(journal, 1, COMMANDS, EVENTS);
      Map<String, String> before = listing(temp);

      JournalFixture.read(temp);

      assertEquals(before, listing(temp));
    }
  }

  @Test
  void whatIsNotAJournalIsNamed() throws IOException {
    assertMessage("no such folder: " + temp.resolve("none"), temp.resolve("none"));
    assertMessage("not a journal: " + temp + " has no journal.properties", temp);
    JournalFixture.properties().write(temp);
    assertMessage("not a journal: " + temp + " has no folder commands", temp);
    Files.createDirectory(temp.resolve("commands"));
    JournalFixture.Content empty = JournalFixture.read(temp);
    assertEquals(JournalEnd.State.CUT_SHORT, empty.end().commands().state());
    assertFalse(empty.end().events().isPresent());
  }

  @Test
  void anotherVersionIsRefused() throws IOException {
    JournalFixture.create(temp).close();
    Path file = temp.resolve("journal.properties");
    String text = Files.readString(file);

    Files.writeString(file, text.replace("format=2", "format=3"));
    assertMessage(file + ": plimsoll.journal.format is 3, this version reads 1 to 2", temp);
    Files.writeString(file, resealed(text.replace("schema.id=7711", "schema.id=1")));
    assertMessage(file + ": plimsoll.schema.id is 1, this version reads 7711 only", temp);
    Files.writeString(file, resealed(text.replace("accountsMax=", "accountsMax=x")));
    assertMessage(
        file
            + ": plimsoll.limits.accountsMax is not a number: x"
            + SampleCommands.LIMITS.accountsMax(),
        temp);
    Files.writeString(file, "");
    assertMessage(file + ": plimsoll.journal.format is missing", temp);
    Files.writeString(file, "\\u00zz");
    assertThrows(JournalException.class, () -> JournalReader.open(temp));
  }

  @Test
  void propertiesThatWereChangedByHandAreRefused() throws IOException {
    JournalFixture.create(temp).close();
    Path file = temp.resolve("journal.properties");
    String text = Files.readString(file);

    Files.writeString(file, text.replace("accountsMax=", "accountsMax=1"));
    assertMessage(file + " was changed after it was written", temp);
    Files.writeString(file, text.replace("schema.id=7711", "schema.id=7712"));
    assertMessage(file + " was changed after it was written", temp);
    Files.writeString(file, text + "note=x\n");
    assertMessage(file + " was changed after it was written", temp);
    Files.writeString(file, text.substring(0, text.indexOf("plimsoll.crc")));
    assertMessage(file + ": plimsoll.crc is missing", temp);
    Files.writeString(file, text);
    JournalReader.open(temp).close();
  }

  @Test
  void propertiesThatAreNoTextAreNamedInWords() throws IOException {
    JournalFixture.create(temp).close();
    Path file = temp.resolve("journal.properties");
    Files.write(file, new byte[] {(byte) 0xFF, 0x00, (byte) 0xFE});

    assertMessage(file + " is damaged: it holds bytes that are not UTF-8 text", temp);
  }

  private static String resealed(String text) {
    String before = text.substring(0, text.indexOf("plimsoll.crc="));
    return before + JournalProperties.crcLine(before);
  }

  @Test
  void aMissingSegmentIsNoticed() throws IOException {
    JournalFixture.create(temp).close();
    for (int i = 0; i < 2; i++) {
      JournalScan end = JournalReader.scan(temp);
      try (Journal journal = Journal.continueAfter(temp, end, Durability.PAGE_CACHE, true)) {
        JournalFixture.append(
            journal,
            1 + i * 10L,
            COMMANDS.subList(i * 10, i * 10 + 10),
            EVENTS.subList(i * 10, i * 10 + 10));
      }
    }
    Files.delete(JournalLayout.queueFile(temp.resolve("commands/000002")));

    JournalException noticed = assertThrows(JournalException.class, () -> JournalReader.scan(temp));

    assertTrue(noticed.getMessage().contains("sequence 1 is not there"), noticed.getMessage());
    assertTrue(noticed.getMessage().contains("starts with 11"), noticed.getMessage());
  }

  private static void assertMessage(String expected, Path folder) {
    JournalException e =
        assertThrows(JournalException.class, () -> JournalReader.open(folder).close());
    assertEquals(expected, e.getMessage());
  }

  /** Every file with its size and time of change. */
  private static Map<String, String> listing(Path folder) throws IOException {
    Map<String, String> listing = new TreeMap<>();
    try (Stream<Path> paths = Files.walk(folder)) {
      for (Path path : paths.filter(Files::isRegularFile).toList()) {
        listing.put(
            folder.relativize(path).toString(),
            Files.size(path) + " " + Files.getLastModifiedTime(path));
      }
    }
    return listing;
  }
}
