package io.plimsoll.tools.cli;

import static io.plimsoll.tools.cli.Cli.plimsoll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is told about journals of which something is gone, and with which exit code. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class JournalEndsTest {
  private static final String LOST =
      "plimsoll: events are recorded up to sequence \\d+, but commands only up to \\d+: "
          + "commands were lost\n";

  private Path shared;
  private Path whole;
  private long last;
  private int copies;

  @BeforeAll
  void runOnce(@TempDir Path temp) throws IOException {
    shared = temp;
    whole = temp.resolve("journal");
    Cli run = plimsoll("run", "-q", "--accounts", 50, "--marks-per-bar", 4, "--journal", whole);
    assertEquals(0, run.code, run.toString());
    for (String kind : new String[] {"commands", "events"}) {
      Path file = queueFile(whole, kind);
      resize(file, dataLength(file) + 4_096); // Copies are cheaper so.
    }
    String out = plimsoll("replay", whole).out;
    last = Long.parseLong(out.replaceAll("(?s).*up to sequence (\\d+),.*", "$1"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"replay", "replay --verify", "inspect", "explain --account 1"})
  void lostCommandsAreToldInOneLineAfterWhatIsLeft(String command) throws IOException {
    Path journal = copy();
    zeroTail(queueFile(journal, "commands"), 3_000);

    Cli cli = read(command, journal);

    assertEquals(2, cli.code, cli.err);
    assertTrue(cli.err.matches(LOST), cli.err);
    assertTrue(cli.lines().size() > 2, cli.out);
  }

  @Test
  void untilBeyondALossIsTreatedLikeAReplayToTheEnd() throws IOException {
    Path journal = copy();
    zeroTail(queueFile(journal, "commands"), 3_000);

    Cli beyond = plimsoll("replay", journal, "--until", last);
    Cli before = plimsoll("replay", journal, "--until", 10);

    assertEquals(2, beyond.code, beyond.toString());
    assertTrue(beyond.err.matches(LOST), beyond.err);
    assertEquals(0, before.code);
    assertEquals("", before.err);
  }

  @Test
  void untilBeyondTheEndSaysWhereTheJournalEnds() {
    Cli bySequence = plimsoll("replay", whole, "--until", last + 7);
    Cli byTime = plimsoll("replay", whole, "--until", "2100-01-01T00:00:00Z");
    Cli exact = plimsoll("replay", whole, "--until", last);

    String ends = "plimsoll: the journal ends at sequence " + last + ", before --until ";
    assertEquals(ends + (last + 7) + "\n", bySequence.err);
    assertEquals(0, bySequence.code);
    assertEquals(ends + "2100-01-01T00:00:00Z\n", byTime.err);
    assertEquals("", exact.err);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "1999-01-01T00:00:00Z"})
  void untilBeforeTheFirstCommandSaysThatNoneWasApplied(String until) {
    Cli cli = plimsoll("replay", whole, "--until", until, "--verify");

    assertEquals(0, cli.code, cli.toString());
    assertTrue(cli.out.contains("no command was applied"), cli.out);
    assertFalse(cli.out.contains("1970"), cli.out);
    assertTrue(cli.after("Verified").startsWith("nothing: "), cli.out);
  }

  @ParameterizedTest
  @ValueSource(ints = {100, 66_000, 500_000})
  void aCommandFileThatIsCutVeryEarlyIsNamedAndNothingIsVerified(int size) throws IOException {
    Path journal = copy();
    Path file = queueFile(journal, "commands");
    resize(file, size);

    Cli cli = plimsoll("replay", journal, "--verify");

    assertEquals(2, cli.code, cli.toString());
    assertEquals(1, cli.err.lines().count(), cli.err);
    assertTrue(cli.err.contains(file + " has " + size + " bytes"), cli.err);
    assertTrue(cli.after("Verified").startsWith("nothing: "), cli.out);
    assertFalse(cli.out.contains("1970"), cli.out);
  }

  @Test
  void aCutEventFileIsNoStoppedWriter() throws IOException {
    Path journal = copy();
    Path file = queueFile(journal, "events");
    resize(file, dataLength(file) - 3_000);

    Cli cli = plimsoll("replay", journal, "--verify");

    assertEquals(2, cli.code, cli.toString());
    assertTrue(cli.out.contains("more could not be compared: the event journal ends"), cli.out);
    assertTrue(cli.err.contains("event journal ends after sequence"), cli.err);
    assertTrue(cli.err.contains("file is cut short"), cli.err);
  }

  @Test
  void eventsThatAKilledWriterDidNotRecordAreANote() throws IOException {
    Path journal = copy();
    zeroTail(queueFile(journal, "events"), 3_000);

    Cli cli = plimsoll("replay", journal, "--verify");

    assertEquals(0, cli.code, cli.toString());
    assertTrue(cli.out.contains("more could not be compared"), cli.out);
    assertTrue(cli.err.contains("it was not closed"), cli.err);
  }

  @ParameterizedTest
  @ValueSource(strings = {"replay", "replay --verify", "inspect"})
  void aDeletedEventFolderIsToldInOneLine(String command) throws IOException {
    Path journal = copy();
    try (Stream<Path> paths = Files.walk(journal.resolve("events"))) {
      for (Path path : paths.sorted((a, b) -> b.compareTo(a)).toList()) {
        Files.delete(path);
      }
    }

    Cli cli = read(command, journal);

    assertEquals(2, cli.code, cli.err);
    assertEquals(1, cli.err.lines().count(), cli.err);
    assertTrue(cli.err.contains("is gone"), cli.err);
  }

  private static Cli read(String command, Path journal) {
    return plimsoll((Object[]) (command + " " + journal).split(" ", -1));
  }

  private Path copy() throws IOException {
    Path to = shared.resolve("copy" + copies++);
    try (Stream<Path> files = Files.walk(whole)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(whole.relativize(file).toString()));
      }
    }
    return to;
  }

  private static Path queueFile(Path journal, String kind) throws IOException {
    try (Stream<Path> files = Files.walk(journal.resolve(kind))) {
      return files.filter(f -> f.toString().endsWith(".cq4")).findFirst().orElseThrow();
    }
  }

  private static int dataLength(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    int length = bytes.length;
    while (length > 0 && bytes[length - 1] == 0) {
      length--;
    }
    return length;
  }

  /** Zeros from the start of a document on, that many bytes or more before the end of the data. */
  private static void zeroTail(Path file, int bytes) throws IOException {
    byte[] data = Files.readAllBytes(file);
    int kind = dataLength(file) - bytes & ~3;
    while (data[kind + 3] != (byte) 0xB1
        || data[kind + 2] != (byte) 0xA5
        || data[kind + 1] != 0x0F) {
      kind -= Integer.BYTES;
    }
    // Before the kind: the length that the queue puts first, and the document's CRC.
    Arrays.fill(data, kind - 2 * Integer.BYTES, data.length, (byte) 0);
    Files.write(file, data);
  }

  private static void resize(Path file, long size) throws IOException {
    try (RandomAccessFile open = new RandomAccessFile(file.toFile(), "rw")) {
      open.setLength(size);
    }
  }
}
