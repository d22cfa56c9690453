package io.plimsoll.tools.market.book;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** The bundled depth profiles; their sources stand in the README beside them. */
public final class DepthProfiles {
  /** Their names. */
  public static final List<String> NAMES = List.of("btcusdt");

  private DepthProfiles() {}

  /** The profile with a name; nothing if there is none. */
  public static Optional<DepthProfile> named(String name) {
    return NAMES.contains(name) ? Optional.of(read(name + ".csv")) : Optional.empty();
  }

  private static DepthProfile read(String file) {
    List<Band> bands = new ArrayList<>();
    try (CsvReader<CsvRecord> rows = CsvReader.builder().ofCsvRecord(resource(file))) {
      for (CsvRecord row : rows) {
        if (row.getStartingLineNumber() > 1) {
          int distance = Integer.parseInt(row.getField(0));
          bands.add(new Band(distance, Integer.parseInt(row.getField(1))));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new DepthProfile(bands);
  }

  /** The text of a file that is bundled with this package. */
  static String resource(String name) {
    try (InputStream stream =
        Objects.requireNonNull(DepthProfiles.class.getResourceAsStream(name), name)) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
