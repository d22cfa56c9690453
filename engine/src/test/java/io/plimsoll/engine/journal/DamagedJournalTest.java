package io.plimsoll.engine.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A journal that is cut or damaged anywhere gives a prefix and says so, or an exception. */
@Timeout(300)
class DamagedJournalTest {
  private static final int COUNT = 45;

  /** Commands in one document. */
  private static final int TOGETHER = 7;

  /** Zeros behind the data, as every queue file has. */
  private static final int TAIL = 1 << 12;

  private static final List<byte[]> COMMANDS = SampleCommands.list(2, COUNT);
  private static final List<List<byte[]>> EVENTS = SampleCommands.events(COMMANDS);

  @TempDir static Path temp;

  @BeforeAll
  static void writeJournals() throws IOException {
    try (Journal journal = JournalFixture.create(temp.resolve("closed"))) {
      JournalFixture.append(journal, 1, COMMANDS, EVENTS);
      JournalFixture.copy(temp.resolve("closed"), temp.resolve("killed"));
    }
    try (Journal journal = JournalFixture.create(temp.resolve("together"))) {
      JournalFixture.append(journal, 1, COMMANDS, EVENTS, TOGETHER);
    }
    // Short tails: each of thousands of reads looks through them.
    for (String journal : List.of("closed", "killed", "together")) {
      for (String kind : List.of("commands", "events")) {
        Path file = JournalFixture.queueFile(temp.resolve(journal), kind);
        truncate(file, JournalFixture.data(file).length + TAIL);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "closed,commands,1",
    "closed,events,1",
    "killed,commands,1",
    "killed,events,1",
    "together,commands,7",
    "together,events,7"
  })
  void aFileCutAnywhereReadsUpToTheLastWholeDocument(String journal, String kind, int together)
      throws IOException {
    Path folder = temp.resolve("cut-" + journal + kind);
    JournalFixture.copy(temp.resolve(journal), folder);
    Path file = JournalFixture.queueFile(folder, kind);
    byte[] data = JournalFixture.data(file);
    int start = startOfDocuments(data);
    int last = COUNT;

    for (int size = data.length - 1; size >= 0; size -= size < start - 20 ? 4_001 : 1) {
      truncate(file, size);
      JournalFixture.Content content = JournalFixture.read(folder);

      JournalFixture.assertPrefix(COMMANDS, EVENTS, content);
      JournalEnd end =
          kind.equals("commands") ? content.end().commands() : content.end().events().orElseThrow();
      assertEquals(JournalEnd.State.CUT_SHORT, end.state(), "size " + size);
      assertTrue(end.lastSequence() <= last, "a shorter file gives no more");
      assertTrue(end.lastSequence() >= last - together, "one byte costs one document at most");
      assertTrue(end.toString().contains("file is cut short"));
      last = (int) end.lastSequence();
    }

    assertEquals(0, last);
  }

  @ParameterizedTest
  @CsvSource({
    "closed,commands",
    "closed,events",
    "killed,commands",
    "killed,events",
    "together,commands",
    "together,events"
  })
  void aFlippedBitIsNeverTakenForData(String journal, String kind) throws IOException {
    Path folder = temp.resolve("flip-" + journal + kind);
    JournalFixture.copy(temp.resolve(journal), folder);
    Path file = JournalFixture.queueFile(folder, kind);
    byte[] data = JournalFixture.data(file);
    int start = startOfDocuments(data);
    Random random = new Random(7);
    int refused = 0;

    for (int i = 0; i < 3_000; i++) {
      // Mostly where our documents are; now and then in the queue's own header and index.
      int at = i % 10 == 0 ? random.nextInt(start) : start + random.nextInt(data.length - start);
      patch(file, at, new byte[] {(byte) (data[at] ^ 1 << random.nextInt(8))});
      refused += assertPrefixOrRefused(folder, file, "byte " + at, !journal.equals("killed"));
      patch(file, at, new byte[] {data[at]});
    }

    assertTrue(refused > 100, "some damage is refused: " + refused);
  }

  @Test
  void overwrittenStretchesAreNeverTakenForData() throws IOException {
    Path folder = temp.resolve("stretch");
    JournalFixture.copy(temp.resolve("closed"), folder);
    Path file = JournalFixture.queueFile(folder, "commands");
    byte[] data = JournalFixture.data(file);
    Random random = new Random(8);

    for (int i = 0; i < 500; i++) {
      int from = random.nextInt(data.length);
      int length = Math.min(data.length - from, 1 + random.nextInt(600));
      byte[] noise = new byte[length];
      if (random.nextBoolean()) {
        random.nextBytes(noise);
      }
      patch(file, from, noise);
      assertPrefixOrRefused(folder, file, "from " + from + ", " + length + " bytes", true);
      patch(file, from, Arrays.copyOfRange(data, from, from + length));
    }
  }

  @Test
  void noiseIsRefusedOrEmpty() throws IOException {
    Path folder = temp.resolve("noise");
    JournalFixture.copy(temp.resolve("closed"), folder);
    Path file = JournalFixture.queueFile(folder, "commands");
    Random random = new Random(9);

    for (int i = 0; i < 200; i++) {
      byte[] noise = new byte[random.nextInt(10_000)];
      random.nextBytes(noise);
      Files.write(file, noise);
      JournalFixture.Content content = JournalFixture.read(folder);
      assertEquals(0, content.end().lastCommandSequence());
      assertTrue(content.end().commands().state() != JournalEnd.State.CLOSED);
    }
  }

  /** 1 if the journal was refused with a message that names the file. */
  private static int assertPrefixOrRefused(Path folder, Path file, String where, boolean closed) {
    try {
      JournalFixture.Content content = JournalFixture.read(folder);
      int count = JournalFixture.assertPrefix(COMMANDS, EVENTS, content);
      JournalEnd commands = content.end().commands();
      JournalEnd events = content.end().events().orElseThrow();
      if (closed && commands.state() == JournalEnd.State.CLOSED) {
        assertEquals(COUNT, count, where);
      }
      if (closed && events.state() == JournalEnd.State.CLOSED) {
        assertEquals(COUNT, events.lastSequence(), where);
      }
      return 0;
    } catch (JournalException e) {
      assertTrue(
          e.getMessage().contains(file.getParent().getParent().toString()),
          where + ": " + e.getMessage());
      return 1;
    }
  }

  private static void truncate(Path file, long size) throws IOException {
    try (RandomAccessFile out = new RandomAccessFile(file.toFile(), "rw")) {
      out.setLength(size);
    }
  }

  private static void patch(Path file, int at, byte[] bytes) throws IOException {
    try (RandomAccessFile out = new RandomAccessFile(file.toFile(), "rw")) {
      out.seek(at);
      out.write(bytes);
    }
  }

  /** Where the opening document is: it holds the first of our kinds. */
  private static int startOfDocuments(byte[] data) {
    for (int i = 0; i + 4 <= data.length; i += 4) {
      int word =
          (data[i] & 0xFF)
              | (data[i + 1] & 0xFF) << 8
              | (data[i + 2] & 0xFF) << 16
              | (data[i + 3] & 0xFF) << 24;
      if (word == DocumentDescriptor.KIND_OPENED) {
        return i - Integer.BYTES - DocumentDescriptor.KIND_OFFSET;
      }
    }
    throw new AssertionError("no opening document");
  }
}
