package io.plimsoll.tools.tape;

import io.plimsoll.tools.UserError;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
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

  private static final char BYTE_ORDER_MARK = '\uFEFF';

  private static final String BUNDLED_SOURCE =
      "Binance public market data, USD-M futures BTCUSDT, 1-minute bars, last price";

  private Tapes() {}

  /**
   * Opens a tape.
   *
   * @param nameOrFile a bundled name, or a CSV file of bars
   * @return the tape
   * @throws UserError if there is no such tape, or a line of it is broken
   */
  public static Tape open(String nameOrFile) {
    return BUNDLED.contains(nameOrFile) ? bundled(nameOrFile) : file(nameOrFile);
  }

  private static Tape bundled(String name) {
    try (var stream =
        Objects.requireNonNull(
            Tapes.class.getResourceAsStream(name + ".csv"), "bundled tape is missing")) {
      return TapeReader.read(
          new InputStreamReader(stream, StandardCharsets.UTF_8),
          name + ".csv",
          name,
          BUNDLED_SOURCE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Tape file(String name) {
    Path path;
    try {
      path = Path.of(name);
    } catch (InvalidPathException e) {
      throw unknown(name, e);
    }
    if (Files.isDirectory(path)) {
      throw new UserError("tape " + name + " is a folder; expected a CSV file of bars");
    }
    if (!Files.exists(path) || path.getFileName() == null) {
      throw unknown(name, null);
    }
    try (Reader reader = Files.newBufferedReader(path, StandardCharsets.UTF_8)) {
      skipByteOrderMark(reader);
      return TapeReader.read(reader, name, baseName(path), "file " + name);
    } catch (MalformedInputException e) {
      throw new UserError("tape " + name + " is not text; expected a CSV file of bars", e);
    } catch (IOException e) {
      throw new UserError("tape " + name + " cannot be read: " + e.getMessage(), e);
    }
  }

  private static void skipByteOrderMark(Reader reader) throws IOException {
    reader.mark(1);
    if (reader.read() != BYTE_ORDER_MARK) {
      reader.reset();
    }
  }

  private static String baseName(Path path) {
    String name = path.getFileName().toString();
    int dot = name.lastIndexOf('.');
    return dot > 0 ? name.substring(0, dot) : name;
  }

  private static UserError unknown(String name, Throwable cause) {
    return new UserError(
        "no tape named " + name + ", nor a file; bundled: " + String.join(", ", BUNDLED), cause);
  }
}
