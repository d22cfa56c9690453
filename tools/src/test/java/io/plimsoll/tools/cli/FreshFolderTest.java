package io.plimsoll.tools.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FreshFolderTest {
  @TempDir private Path folder;

  private static void halfMake(Path journal) throws IOException {
    Files.writeString(journal.resolve("writer.lock"), "");
    Files.writeString(journal.resolve("journal.properties"), "");
    Files.createDirectories(journal.resolve("commands").resolve("000001"));
  }

  private static List<Path> list(Path folder) throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.toList();
    }
  }

  @Test
  void discardedFolderIsGoneWithAllThatWasCreatedForIt() throws IOException {
    FreshFolder fresh = FreshFolder.create(folder.resolve("a").resolve("b"));
    halfMake(fresh.folder());

    fresh.discard();

    assertEquals(List.of(), list(folder));
  }

  @Test
  void discardedFolderThatWasThereBeforeIsEmptyAgain() throws IOException {
    FreshFolder fresh = FreshFolder.create(folder);
    halfMake(folder);

    fresh.discard();

    assertEquals(List.of(), list(folder));
  }

  @Test
  void folderWhereAnotherWriterIsAtWorkIsLeftAlone() throws IOException {
    FreshFolder fresh = FreshFolder.create(folder.resolve("a"));
    halfMake(fresh.folder());
    Path lock = fresh.folder().resolve("writer.lock");

    try (FileChannel other = FileChannel.open(lock, StandardOpenOption.WRITE)) {
      assertTrue(other.lock().isValid());
      fresh.discard();
    }

    assertEquals(3, list(fresh.folder()).size());
  }
}
