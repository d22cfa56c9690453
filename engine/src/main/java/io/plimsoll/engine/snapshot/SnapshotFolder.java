package io.plimsoll.engine.snapshot;

import io.plimsoll.engine.core.LiquidationEngine;
import io.plimsoll.engine.core.StateSummary;
import io.plimsoll.engine.journal.JournalPlace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The snapshots of one journal: the newest ones of its states. */
public final class SnapshotFolder {
  /** Its name within the folder of the journal. */
  public static final String NAME = "snapshots";

  private static final String END = ".snapshot";
  private static final Pattern FILE = Pattern.compile("[0-9]{19}\\.snapshot");
  private static final Pattern LEFT_BEHIND = Pattern.compile(FILE + "\\.part");

  private final Path folder;

  private SnapshotFolder(Path folder) {
    this.folder = folder;
  }

  /** The snapshots of a journal; there need not be any. */
  public static SnapshotFolder of(Path journal) {
    return new SnapshotFolder(journal.resolve(NAME));
  }

  /**
   * Its files, newest first; what else is there does not count.
   *
   * @throws SnapshotException if the folder cannot be listed
   */
  public List<Path> newestFirst() {
    return list(FILE).sorted(Collections.reverseOrder()).toList();
  }

  private Stream<Path> list(Pattern name) {
    if (!Files.isDirectory(folder)) {
      return Stream.empty();
    }
    try (Stream<Path> entries = Files.list(folder)) {
      List<Path> matching =
          entries.filter(p -> name.matcher(p.getFileName().toString()).matches()).toList();
      return matching.stream();
    } catch (IOException e) {
      throw new SnapshotException("cannot list " + folder + ": " + e.getMessage(), e);
    }
  }

  /** The sequence that stands in the name of a snapshot. */
  public static long sequence(Path snapshot) {
    String name = snapshot.getFileName().toString();
    return Long.parseLong(name.substring(0, name.length() - END.length()));
  }

  /**
   * Writes a snapshot, and then removes what is older than the newest ones; and what is newer than
   * this one, which a journal has left behind that was cut and went another way.
   *
   * @param kept how many stay, 1 or above
   * @return what was written
   * @throws SnapshotException if it cannot be written, or an old one not be removed
   */
  public SnapshotHeader write(
      LiquidationEngine engine, JournalPlace place, StateSummary summary, int kept) {
    Path file = folder.resolve(String.format("%019d%s", engine.sequence(), END));
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new SnapshotException("cannot create " + folder + ": " + e.getMessage(), e);
    }
    SnapshotHeader written = SnapshotFile.write(file, engine, place, summary);
    prune(file, kept);
    return written;
  }

  private void prune(Path newest, int kept) {
    List<Path> files = newestFirst();
    int place = files.indexOf(newest);
    files.subList(0, place).forEach(SnapshotFolder::delete);
    files.stream().skip((long) place + kept).forEach(SnapshotFolder::delete);
    list(LEFT_BEHIND).forEach(SnapshotFolder::delete);
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new SnapshotException("cannot remove " + file + ": " + e.getMessage(), e);
    }
  }
}
