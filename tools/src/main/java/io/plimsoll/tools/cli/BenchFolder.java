package io.plimsoll.tools.cli;

import io.plimsoll.tools.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Where what a bench writes goes: never where anything is. */
final class BenchFolder {
  private static final Path PARENT = Path.of("plimsoll-bench");

  private BenchFolder() {}

  /** The folder that was asked for, or else the first unused one. */
  static Path choose(Path wanted) {
    return wanted == null ? unused() : wanted;
  }

  /** Creates it, unless it is there and empty. */
  static void create(Path folder) {
    if (folder.toString().isBlank()) {
      throw new UserError("--out is empty; expected a new or empty folder");
    }
    try {
      Files.createDirectories(folder);
      try (Stream<Path> entries = Files.list(folder)) {
        if (entries.findAny().isPresent()) {
          throw new UserError(
              "--out is " + folder + ", which is not empty; expected a new or empty folder");
        }
      }
    } catch (IOException e) {
      throw new UserError(
          "--out is " + folder + ", which is no folder that can be written to: " + e.getMessage(),
          e);
    }
  }

  private static Path unused() {
    for (int i = 1; ; i++) {
      Path folder = PARENT.resolve(String.valueOf(i));
      if (!Files.exists(folder)) {
        return folder;
      }
    }
  }
}
