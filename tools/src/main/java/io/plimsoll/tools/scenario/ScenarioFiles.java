package io.plimsoll.tools.scenario;

import io.plimsoll.tools.UserError;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Finds scenarios: the bundled ones by name, all others as files. */
public final class ScenarioFiles {
  /** Names of the bundled scenarios. */
  public static final List<String> BUNDLED =
      List.of(
          "2020-03-12",
          "2021-05-19",
          "2025-10-10",
          "thin-token",
          "index-flash",
          "fund-exhaustion",
          "slow-bleed",
          "short-squeeze",
          "funding-driven",
          "halt",
          "lessons",
          "validation-2025-10-10");

  private static final String SCHEMA = "scenario.schema.json";
  private static final long SIZE_MAX = 1_000_000;
  private static final char BYTE_ORDER_MARK = '\uFEFF';

  private ScenarioFiles() {}

  /**
   * Reads a scenario.
   *
   * @param nameOrFile a bundled name, or a YAML file
   * @return what the file says
   * @throws UserError if there is none, or something in it is wrong
   */
  public static ScenarioDocument open(String nameOrFile) {
    if (BUNDLED.contains(nameOrFile)) {
      return ScenarioReader.read(
          text(nameOrFile),
          "scenario " + nameOrFile,
          nameOrFile,
          new ScenarioFolder(Optional.empty()));
    }
    Path path = path(nameOrFile);
    return ScenarioReader.read(
        source(path, nameOrFile),
        nameOrFile,
        baseName(path),
        new ScenarioFolder(Optional.of(path.toAbsolutePath().getParent())));
  }

  /** The text of a bundled scenario, to copy from. */
  public static String text(String bundled) {
    return resource(bundled + ".yaml");
  }

  /** The text of the JSON Schema of scenario files. */
  public static String schema() {
    return resource(SCHEMA);
  }

  private static String resource(String name) {
    try (InputStream stream =
        Objects.requireNonNull(
            ScenarioFiles.class.getResourceAsStream(name), "bundled scenario is missing")) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String source(Path path, String name) {
    try {
      if (Files.size(path) > SIZE_MAX) {
        throw new UserError(
            "scenario " + name + " is larger than a megabyte; expected a YAML file");
      }
      String text = Files.readString(path, StandardCharsets.UTF_8);
      return !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? text.substring(1) : text;
    } catch (CharacterCodingException e) {
      throw new UserError("scenario " + name + " is not text; expected a YAML file", e);
    } catch (IOException e) {
      throw new UserError("scenario " + name + " cannot be read: " + e.getMessage(), e);
    }
  }

  private static Path path(String name) {
    Path path;
    try {
      path = Path.of(name);
    } catch (InvalidPathException e) {
      throw unknown(name, e);
    }
    if (name.isBlank() || !Files.exists(path) || path.getFileName() == null) {
      throw unknown(name, null);
    }
    if (Files.isDirectory(path)) {
      throw new UserError("scenario " + name + " is a folder; expected a YAML file");
    }
    return path;
  }

  private static String baseName(Path path) {
    String name = path.getFileName().toString();
    int dot = name.lastIndexOf('.');
    String base = (dot > 0 ? name.substring(0, dot) : name).replaceAll("[^A-Za-z0-9._-]", "_");
    return base.substring(0, Math.min(base.length(), 40));
  }

  private static UserError unknown(String name, Throwable cause) {
    return new UserError(
        "no scenario named '"
            + name
            + "', nor a file; expected a YAML file, or one of "
            + String.join(", ", BUNDLED),
        cause);
  }
}
