package io.plimsoll.engine.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Which files a journal consists of, and how they are named. */
final class JournalLayout {
  static final String PROPERTIES = "journal.properties";
  static final String PROPERTIES_PART = PROPERTIES + ".part";
  static final String LOCK = "writer.lock";
  static final String COMMANDS = "commands";
  static final String EVENTS = "events";

  private static final String QUEUE_FILE_END = ".cq4";
  private static final Pattern SEGMENT = Pattern.compile("[0-9]{6}");
  private static final int SEGMENT_MAX = 999_999;

  private JournalLayout() {}

  /** The segments of a kind, oldest first; none if the folder does not exist. */
  static List<Path> segments(Path folder) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.filter(JournalLayout::isSegment).sorted().toList();
    } catch (IOException e) {
      throw new JournalException("cannot list " + folder + ": " + e.getMessage(), e);
    }
  }

  /** Creates the segment after the newest one. */
  static Path createSegment(Path folder) {
    List<Path> segments = segments(folder);
    int number = segments.isEmpty() ? 1 : 1 + number(segments.get(segments.size() - 1));
    if (number > SEGMENT_MAX) {
      throw new JournalException(folder + " holds as many segments as a journal may have");
    }
    try {
      Files.createDirectories(folder);
      return Files.createDirectory(folder.resolve(String.format("%06d", number)));
    } catch (IOException e) {
      throw new JournalException("cannot create a folder in " + folder + ": " + e.getMessage(), e);
    }
  }

  /** The number of a segment. */
  static int number(Path segment) {
    return Integer.parseInt(segment.getFileName().toString());
  }

  /** The one queue file of a segment, or null if it has none. */
  static Path queueFile(Path segment) {
    try (Stream<Path> entries = Files.list(segment)) {
      List<Path> files =
          entries.filter(p -> p.getFileName().toString().endsWith(QUEUE_FILE_END)).toList();
      if (files.size() > 1) {
        throw new JournalException(
            segment + " holds " + files.size() + " " + QUEUE_FILE_END + " files, not one");
      }
      return files.isEmpty() ? null : files.get(0);
    } catch (IOException e) {
      throw new JournalException("cannot list " + segment + ": " + e.getMessage(), e);
    }
  }

  /** Whether a writer that died while it created a journal may have left this file. */
  static boolean isLeftBehind(Path path) {
    return path.endsWith(LOCK) || path.endsWith(PROPERTIES_PART);
  }

  private static boolean isSegment(Path path) {
    return Files.isDirectory(path) && SEGMENT.matcher(path.getFileName().toString()).matches();
  }
}
