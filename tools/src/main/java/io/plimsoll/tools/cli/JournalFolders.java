package io.plimsoll.tools.cli;

import io.plimsoll.tools.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Where journals of runs go: never where anything is. */
final class JournalFolders {
  private static final Path PARENT = Path.of("plimsoll-journal");

  private JournalFolders() {}

  /** The folder that was asked for, or the first unused one. */
  static Path choose(Path wanted, String tape) {
    if (wanted == null) {
      String name = tape.replaceAll("[^A-Za-z0-9._-]", "_");
      for (int i = 1; ; i++) {
        Path folder = PARENT.resolve(name + "-" + i);
        if (!Files.exists(folder)) {
          return folder;
        }
      }
    }
    if (wanted.toString().isBlank()) {
      throw new UserError("--journal is empty; expected a new or empty folder");
    }
    if (Files.exists(wanted)) {
      checkEmpty(wanted);
    }
    return wanted;
  }

  private static void checkEmpty(Path folder) {
    if (!Files.isDirectory(folder)) {
      throw new UserError("--journal is " + folder + ", a file; expected a new or empty folder");
    }
    try (Stream<Path> entries = Files.list(folder)) {
      if (entries.findAny().isPresent()) {
        throw new UserError(
            "--journal is " + folder + ", which is not empty; expected a new or empty folder");
      }
    } catch (IOException e) {
      throw new UserError(
          "--journal is " + folder + ", which cannot be read: " + e.getMessage(), e);
    }
  }

  /** Bytes of the files in a folder that hold data; holes in sparse files count. */
  static long size(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).mapToLong(file -> file.toFile().length()).sum();
    } catch (IOException e) {
      throw new UserError("cannot read " + folder + ": " + e.getMessage(), e);
    }
  }

  /** A path as a shell takes it. */
  static String quoted(Path folder) {
    return quoted(folder.toString());
  }

  /** A word as a shell takes it. */
  static String quoted(String text) {
    return text.matches("[A-Za-z0-9._/+:@,=-]+") ? text : "'" + text.replace("'", "'\\''") + "'";
  }
}
