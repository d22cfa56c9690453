package io.plimsoll.tools.importer;

import de.siegmar.fastcsv.reader.AbstractBaseCsvCallbackHandler;
import de.siegmar.fastcsv.reader.CsvReader;
import io.plimsoll.tools.UserError;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * What it costs to read a file that nobody looks into: the baselines of {@code plimsoll bench
 * import}.
 */
public final class ReadingCost {
  private static final int BUFFER = 1 << 16;

  private ReadingCost() {}

  /**
   * Unpacks a file, and forgets it.
   *
   * @return unpacked bytes
   * @throws UserError if it cannot be read
   */
  public static long unpack(Path path) {
    String name = path.toString();
    try (InputFile input = InputFile.open(path, name)) {
      byte[] buffer = new byte[BUFFER];
      while (input.stream().read(buffer) >= 0) {
        // Nobody looks.
      }
      return input.bytes();
    } catch (IOException e) {
      throw InputFile.unreadable(name, e);
    }
  }

  /**
   * Unpacks a file of CSV, turns it to text and finds its fields, without reading any.
   *
   * @return unpacked bytes
   * @throws UserError if it cannot be read
   */
  public static long split(Path path) {
    String name = path.toString();
    Fields fields = new Fields();
    try (InputFile input = InputFile.open(path, name);
        CsvReader<Fields> csv =
            CsvReader.builder()
                .allowMissingFields(true)
                .allowExtraFields(true)
                .build(fields, new InputStreamReader(input.stream(), StandardCharsets.UTF_8))) {
      long found = 0;
      for (Fields record : csv) {
        found += record.found();
      }
      if (found == 0) {
        throw new UserError(name + " has no fields; expected CSV");
      }
      return input.bytes();
    } catch (IOException e) {
      throw InputFile.unreadable(name, e);
    }
  }

  /** Counts the characters of a record's fields, so that none is optimised away. */
  private static final class Fields extends AbstractBaseCsvCallbackHandler<Fields> {
    private long characters;

    @Override
    protected void handleBegin(long startingLineNumber) {
      characters = 0;
    }

    @Override
    protected void handleField(int index, char[] text, int start, int length, boolean quoted) {
      characters += length;
    }

    @Override
    protected Fields buildRecord() {
      return this;
    }

    long found() {
      return characters;
    }
  }
}
