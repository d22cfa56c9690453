package io.plimsoll.tools.venue;

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

/** Finds venues: the built-in examples by name, all others as files. */
public final class VenueFiles {
  /** Names of the built-in examples. */
  public static final List<String> BUILT_IN =
      List.of("default", "partial", "backstop", "inverse", "socialised", "continuous", "hedged");

  private static final long SIZE_MAX = 1_000_000;
  private static final char BYTE_ORDER_MARK = '\uFEFF';

  private VenueFiles() {}

  /**
   * Reads a venue.
   *
   * @param nameOrFile a built-in name, or a YAML file
   * @return the venue
   * @throws UserError if there is none, or something in it is wrong
   */
  public static VenueSpec open(String nameOrFile) {
    if (BUILT_IN.contains(nameOrFile)) {
      return VenueReader.read(text(nameOrFile), "venue " + nameOrFile, nameOrFile);
    }
    Path path = path(nameOrFile);
    try {
      if (Files.size(path) > SIZE_MAX) {
        throw new UserError(
            "venue " + nameOrFile + " is larger than a megabyte; expected a YAML file");
      }
      String text = Files.readString(path, StandardCharsets.UTF_8);
      if (!text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK) {
        text = text.substring(1);
      }
      return VenueReader.read(text, nameOrFile, baseName(path));
    } catch (CharacterCodingException e) {
      throw new UserError("venue " + nameOrFile + " is not text; expected a YAML file", e);
    } catch (IOException e) {
      throw new UserError("venue " + nameOrFile + " cannot be read: " + e.getMessage(), e);
    }
  }

  /** The text of a built-in example, to copy from. */
  public static String text(String builtIn) {
    try (InputStream stream =
        Objects.requireNonNull(
            VenueFiles.class.getResourceAsStream(builtIn + ".yaml"), "built-in venue is missing")) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What a built-in example shows: the first line of its file. */
  public static String summary(String builtIn) {
    return text(builtIn).lines().findFirst().orElseThrow().replaceFirst("^# *", "");
  }

  private static Path path(String name) {
    Path path;
    try {
      path = Path.of(name);
    } catch (InvalidPathException e) {
      throw unknown(name, e);
    }
    if (Files.isDirectory(path)) {
      throw new UserError("venue " + name + " is a folder; expected a YAML file");
    }
    if (!Files.exists(path) || path.getFileName() == null) {
      throw unknown(name, null);
    }
    return path;
  }

  private static String baseName(Path path) {
    String name = path.getFileName().toString();
    int dot = name.lastIndexOf('.');
    String base = dot > 0 ? name.substring(0, dot) : name;
    return base.substring(0, Math.min(base.length(), 40));
  }

  private static UserError unknown(String name, Throwable cause) {
    return new UserError(
        "no venue named " + name + ", nor a file; built in: " + String.join(", ", BUILT_IN), cause);
  }
}
