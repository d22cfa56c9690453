package io.plimsoll.tools.cli;

import io.plimsoll.tools.UserError;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.stream.Stream;

/** The folder of something new, which leaves no trace if that does not come about. */
final class FreshFolder {
  /** What a writer of a journal holds while it is at work. */
  private static final String LOCK = "writer.lock";

  private final Path folder;
  private final Deque<Path> created = new ArrayDeque<>();

  private FreshFolder(Path folder) {
    this.folder = folder;
  }

  /** Creates the folder of a journal and those above it, unless they are there. */
  static FreshFolder create(Path folder) {
    return create("--journal", folder);
  }

  /**
   * Creates a folder and those above it, unless they are there.
   *
   * @param what it is, for people
   * @param folder which
   */
  static FreshFolder create(String what, Path folder) {
    FreshFolder fresh = new FreshFolder(folder);
    Deque<Path> missing = new ArrayDeque<>();
    for (Path path = folder.toAbsolutePath();
        path != null && !Files.exists(path);
        path = path.getParent()) {
      missing.push(path);
    }
    try {
      for (Path path : missing) {
        Files.createDirectory(path);
        fresh.created.push(path);
      }
    } catch (IOException e) {
      fresh.removeCreated();
      throw new UserError(what + " is " + folder + ", which cannot be created: " + reason(e), e);
    }
    return fresh;
  }

  Path folder() {
    return folder;
  }

  /** Removes the folder and what is in it, unless another writer has begun a journal there. */
  void discard() {
    Path lock = folder.resolve(LOCK);
    if (Files.exists(lock)) {
      try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.WRITE)) {
        if (channel.tryLock() == null) {
          return;
        }
        removeContents();
      } catch (IOException | OverlappingFileLockException e) {
        return; // What went wrong before is told; this folder is then left to the user.
      }
    }
    removeCreated();
  }

  private void removeContents() throws IOException {
    List<Path> contents;
    try (Stream<Path> paths = Files.walk(folder)) {
      contents =
          paths.filter(path -> !path.equals(folder)).sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : contents) {
      Files.delete(path);
    }
  }

  private void removeCreated() {
    try {
      for (Path path : created) {
        Files.delete(path);
      }
    } catch (IOException e) {
      return; // No longer empty: somebody else's by now.
    }
  }

  /** Why something could not be created or written, in a line. */
  static String reason(IOException e) {
    if (e instanceof NoSuchFileException) {
      return "no such file or directory: " + e.getMessage();
    }
    if (e instanceof AccessDeniedException) {
      return "permission denied: " + e.getMessage();
    }
    if (e instanceof FileAlreadyExistsException) {
      return "a file is in the way: " + e.getMessage();
    }
    if (e instanceof FileSystemException system && system.getReason() != null) {
      return system.getReason() + ": " + system.getFile();
    }
    return e.getMessage();
  }
}
