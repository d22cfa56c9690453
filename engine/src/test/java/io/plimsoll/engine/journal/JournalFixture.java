package io.plimsoll.engine.journal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.agrona.concurrent.UnsafeBuffer;

/** Writes journals for tests, and reads them back into lists. */
final class JournalFixture {
  /** A command with its events, as read back. */
  record Entry(long sequence, List<byte[]> messages) {
    byte[] command() {
      return messages.get(0);
    }

    List<byte[]> events() {
      return messages.subList(1, messages.size());
    }
  }

  /** All that could be read. */
  record Content(List<Entry> entries, JournalScan end) {
    /** Whether all events of the entry were recorded. */
    boolean isComplete(Entry entry) {
      return entry.sequence() <= end.lastEventsSequence();
    }
  }

  private JournalFixture() {}

  static JournalProperties properties() {
    return JournalProperties.of(
        SampleCommands.LIMITS, "test", Map.of("seed", "7", "tape", "a b=c"));
  }

  static void append(
      Journal journal, long first, List<byte[]> commands, List<List<byte[]>> events) {
    append(journal, first, commands, events, 1);
  }

  /** Appends commands, some together: those first, then their events. */
  static void append(
      Journal journal, long first, List<byte[]> commands, List<List<byte[]>> events, int together) {
    for (int from = 0; from < commands.size(); from += together) {
      int to = Math.min(from + together, commands.size());
      for (int i = from; i < to; i++) {
        byte[] command = commands.get(i);
        journal.commands().add(first + i, new UnsafeBuffer(command), 0, command.length);
      }
      journal.commands().flush();
      for (int i = from; i < to; i++) {
        for (byte[] event : events.get(i)) {
          journal.events().append(first + i, new UnsafeBuffer(event), 0, event.length);
        }
        journal.events().endOfCommand(first + i);
      }
      journal.events().flush();
    }
  }

  static Journal create(Path folder) {
    return Journal.create(folder, properties(), Durability.PAGE_CACHE, true);
  }

  static Content read(Path folder) {
    List<Entry> entries = new ArrayList<>();
    try (JournalReader reader = JournalReader.open(folder)) {
      while (reader.nextCommand()) {
        List<byte[]> messages = new ArrayList<>();
        messages.add(EventDifference.copy(reader.buffer(), reader.offset(), reader.length()));
        reader.forEachEvent(
            (buffer, offset, length) -> messages.add(EventDifference.copy(buffer, offset, length)));
        entries.add(new Entry(reader.sequence(), messages));
      }
      return new Content(entries, reader.end());
    }
  }

  /** Checks that what was read is the start of what was written, and returns how many commands. */
  static int assertPrefix(List<byte[]> commands, List<List<byte[]>> events, Content content) {
    int count = content.entries().size();
    assertEquals(count, content.end().lastCommandSequence());
    for (int i = 0; i < count; i++) {
      Entry entry = content.entries().get(i);
      assertEquals(i + 1, entry.sequence());
      assertArrayEquals(commands.get(i), entry.command());
      List<byte[]> expected = events.get(i);
      int known = content.isComplete(entry) ? expected.size() : entry.events().size();
      for (int j = 0; j < known; j++) {
        assertArrayEquals(expected.get(j), entry.events().get(j));
      }
      assertEquals(known, entry.events().size());
    }
    return count;
  }

  static Path queueFile(Path journal, String kind) {
    List<Path> segments = JournalLayout.segments(journal.resolve(kind));
    return JournalLayout.queueFile(segments.get(segments.size() - 1));
  }

  /** Copies a journal as it stands, each file as long as it is, holes left as holes. */
  static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> paths = Files.walk(from)) {
      for (Path path : paths.toList()) {
        Path target = to.resolve(from.relativize(path).toString());
        if (Files.isDirectory(path)) {
          Files.createDirectories(target);
        } else {
          writeSparse(target, data(path), Files.size(path));
        }
      }
    }
  }

  /** The file up to its last byte that is not zero. */
  static byte[] data(Path file) throws IOException {
    byte[] start;
    try (var in = Files.newInputStream(file)) {
      start = in.readNBytes(8 << 20);
    }
    int length = start.length;
    while (length > 0 && start[length - 1] == 0) {
      length--;
    }
    return Arrays.copyOf(start, length);
  }

  static void writeSparse(Path file, byte[] data, long size) throws IOException {
    try (RandomAccessFile out = new RandomAccessFile(file.toFile(), "rw")) {
      out.setLength(0);
      out.write(data, 0, (int) Math.min(size, data.length));
      out.setLength(size);
    }
  }
}
