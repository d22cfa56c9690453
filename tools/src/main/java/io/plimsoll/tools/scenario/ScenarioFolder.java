package io.plimsoll.tools.scenario;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Where the files lie that a scenario names.
 *
 * @param folder of the scenario's own file; none for a bundled one
 */
record ScenarioFolder(Optional<Path> folder) {
  /** A bundled name as it is; a file beside the scenario's own if there is one, else as it is. */
  String resolve(String name, List<String> bundled) {
    if (folder.isEmpty() || bundled.contains(name)) {
      return name;
    }
    try {
      Path beside = folder.get().resolve(name);
      return Files.exists(beside) ? beside.toString() : name;
    } catch (InvalidPathException e) {
      return name;
    }
  }
}
