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
import java.util.stream.Stream;

/** Finds venues: the built-in examples by name, all others as files. */
public final class VenueFiles {
  /** Names of the built-in examples. */
  public static final List<String> BUILT_IN =
      List.of(
          "default",
          "partial",
          "backstop",
          "inverse",
          "socialised",
          "continuous",
          "hedged",
          "collateral");

  /** Names of the profiles of venues that there are, and of one that stands for none. */
  public static final List<String> PROFILES =
      List.of(
          "binance-usdm",
          "binance-coinm",
          "bitmex",
          "bitstamp",
          "blofin",
          "bybit",
          "bybit-inverse",
          "deribit",
          "deribit-usdc",
          "drift-v2",
          "dydx-v4",
          "hyperliquid",
          "kraken-futures",
          "kraken-futures-inverse",
          "okx",
          "no-safeguards",
          "astroswap",
          "mimo");

  /** The JSON Schema of venue files. */
  public static final String SCHEMA = "venue.schema.json";

  private static final long SIZE_MAX = 1_000_000;
  private static final char BYTE_ORDER_MARK = '\uFEFF';

  private VenueFiles() {}

  /** All names that stand for a venue. */
  public static List<String> names() {
    return Stream.concat(PROFILES.stream(), BUILT_IN.stream()).toList();
  }

  /**
   * Reads a venue for leveraged accounts.
   *
   * @param nameOrFile a built-in name, or a YAML file
   * @return the venue
   * @throws UserError if there is none, something in it is wrong, or it is spot only
   */
  public static VenueSpec open(String nameOrFile) {
    return document(nameOrFile).leveraged();
  }

  /**
   * Reads a venue with all that its file says.
   *
   * @param nameOrFile a built-in name, or a YAML file
   * @return the file
   * @throws UserError if there is none, or something in it is wrong
   */
  public static VenueDocument document(String nameOrFile) {
    if (BUILT_IN.contains(nameOrFile) || PROFILES.contains(nameOrFile)) {
      return VenueReader.read(text(nameOrFile), "venue " + nameOrFile, nameOrFile);
    }
    return VenueReader.read(source(nameOrFile), nameOrFile, baseName(path(nameOrFile)));
  }

  /**
   * The text of a venue's file.
   *
   * @param nameOrFile a built-in name, or a YAML file
   * @throws UserError if there is none
   */
  public static String source(String nameOrFile) {
    if (BUILT_IN.contains(nameOrFile) || PROFILES.contains(nameOrFile)) {
      return text(nameOrFile);
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
      return text;
    } catch (CharacterCodingException e) {
      throw new UserError("venue " + nameOrFile + " is not text; expected a YAML file", e);
    } catch (IOException e) {
      throw new UserError("venue " + nameOrFile + " cannot be read: " + e.getMessage(), e);
    }
  }

  /** The text of a built-in file, to copy from. */
  public static String text(String builtIn) {
    return resource((PROFILES.contains(builtIn) ? "profiles/" : "") + builtIn + ".yaml");
  }

  /** The text of the JSON Schema. */
  public static String schema() {
    return resource(SCHEMA);
  }

  private static String resource(String name) {
    try (InputStream stream =
        Objects.requireNonNull(
            VenueFiles.class.getResourceAsStream(name), "built-in venue is missing")) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What a built-in file shows: its first line. */
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
        "no venue named "
            + name
            + ", nor a file; expected one of "
            + String.join(", ", PROFILES)
            + ", "
            + String.join(", ", BUILT_IN),
        cause);
  }
}
