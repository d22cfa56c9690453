package io.plimsoll.tools.tape;

import io.plimsoll.tools.UserError;
import io.plimsoll.tools.importer.MarketFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/** Finds tapes: the bundled ones by name, all others as files. */
public final class Tapes {
  /** Names of the bundled tapes. */
  public static final List<String> BUNDLED = List.of("2020-03-12", "2021-05-19", "2025-10-10");

  /** What runs when nobody asks for another. */
  public static final String DEFAULT = "2025-10-10";

  private static final String BUNDLED_SOURCE =
      "Binance public market data, USD-M futures BTCUSDT, 1-minute bars, last price";

  private Tapes() {}

  /**
   * Opens a tape.
   *
   * @param nameOrFile a bundled name, or a file of market data in any layout that is known
   * @return the tape
   * @throws UserError if there is no such tape, or a line of it is broken
   */
  public static Tape open(String nameOrFile) {
    return open(nameOrFile, TapeOptions.DEFAULT);
  }

  /**
   * Opens a tape.
   *
   * @param nameOrFile a bundled name, or a file of market data in any layout that is known
   * @param options how a file is read
   * @return the tape
   * @throws UserError if there is no such tape, or a line of it is broken
   */
  public static Tape open(String nameOrFile, TapeOptions options) {
    return BUNDLED.contains(nameOrFile) ? bundled(nameOrFile) : file(nameOrFile, options);
  }

  private static Tape bundled(String name) {
    String file = name + ".csv";
    TapeBuilder builder = new TapeBuilder(file, TapeOptions.DEFAULT);
    try (var stream =
        Objects.requireNonNull(Tapes.class.getResourceAsStream(file), "bundled tape is missing")) {
      MarketFile.read(stream, file, builder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return builder.tape(name, BUNDLED_SOURCE);
  }

  private static Tape file(String name, TapeOptions options) {
    Path path;
    try {
      path = Path.of(name);
    } catch (InvalidPathException e) {
      throw unknown(name, e);
    }
    if (Files.isDirectory(path)) {
      throw new UserError("tape " + name + " is a folder; expected a file of market data");
    }
    if (!Files.exists(path) || path.getFileName() == null) {
      throw unknown(name, null);
    }
    TapeBuilder builder = new TapeBuilder(name, options);
    try (MarketFile file = MarketFile.open(path, options.importing())) {
      file.read(builder);
      return builder.tape(baseName(path), "file " + name + ", " + file.format());
    }
  }

  /** The file's name without the endings of its format and its packing. */
  private static String baseName(Path path) {
    String name = path.getFileName().toString();
    String base = name.replaceFirst("(?i)(\\.(csv|json|jsonl|txt))?(\\.(gz|zip))?$", "");
    int dot = base.equals(name) ? name.lastIndexOf('.') : -1;
    String found = dot > 0 ? name.substring(0, dot) : base;
    return found.isEmpty() ? name : found;
  }

  private static UserError unknown(String name, Throwable cause) {
    return new UserError(
        "no tape named " + name + ", nor a file; bundled: " + String.join(", ", BUNDLED), cause);
  }
}
