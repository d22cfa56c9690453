package io.plimsoll.tools.market.book;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes the profile {@code btcusdt} of recorded books: up to 0.2 % the recorded shape, from there
 * to 1 % a density as between 0.1 and 0.2 %, beyond 1 % the median of what a published table of
 * depths shows on the ask side before the crash.
 */
final class DerivedProfile {
  private static final int[] RECORDED = {
    10, 20, 50, 100, 150, 200, 300, 400, 500, 750, 1_000, 1_500, 2_000
  };
  private static final int[] EXTENDED = {2_500, 3_000, 4_000, 5_000, 6_000, 7_500, 8_750, 10_000};
  private static final int PERCENT = 10_000;
  private static final int FIRST = 1_000;
  private static final int LAST = 2_000;
  private static final long PPM = DepthProfile.PPM;

  private DerivedProfile() {}

  static DepthProfile of(Path recordedBook, Path publishedDepths) throws IOException {
    long[] depths = RawBook.depths(recordedBook, RECORDED);
    long last = depths[depths.length - 1];
    long grown = last - depths[indexOf(FIRST)];
    long whole = last + grown * (PERCENT - LAST) / (LAST - FIRST);
    List<Band> bands = new ArrayList<>();
    for (int i = 0; i < RECORDED.length; i++) {
      bands.add(new Band(RECORDED[i], (int) (depths[i] * PPM / whole)));
    }
    for (int distance : EXTENDED) {
      long depth = last + grown * (distance - LAST) / (LAST - FIRST);
      bands.add(new Band(distance, (int) (depth * PPM / whole)));
    }
    addFar(bands, publishedDepths);
    return new DepthProfile(bands);
  }

  private static int indexOf(int distance) {
    return List.of(10, 20, 50, 100, 150, 200, 300, 400, 500, 750, 1_000).indexOf(distance);
  }

  /** Halves and wholes of percents up to five. */
  private static void addFar(List<Band> bands, Path file) throws IOException {
    long inner = PPM;
    for (int percent = 2; percent <= 5; percent++) {
      long outer = medianShare(file, percent);
      int distance = percent * PERCENT;
      bands.add(new Band(distance - PERCENT / 2, (int) ((inner + outer) / 2)));
      bands.add(new Band(distance, (int) outer));
      inner = outer;
    }
  }

  /** What rests up to so many percent, of what rests up to one: the median from 20:00 to 20:50. */
  private static long medianShare(Path file, int percent) throws IOException {
    Map<String, Long> one = asks(file, 1);
    List<Long> shares = new ArrayList<>();
    asks(file, percent).forEach((time, depth) -> shares.add(depth * PPM / one.get(time)));
    shares.sort(null);
    return shares.get(shares.size() / 2);
  }

  /** Whole dollars, by time. */
  static Map<String, Long> asks(Path file, int percent) throws IOException {
    Map<String, Long> asks = new LinkedHashMap<>();
    try (CsvReader<CsvRecord> rows = CsvReader.builder().ofCsvRecord(file)) {
      for (CsvRecord row : rows) {
        String time = row.getField(0);
        boolean calm =
            time.compareTo("2025-10-10 20:00:00") >= 0 && time.compareTo("2025-10-10 20:50:00") < 0;
        if (calm && row.getField(1).equals(Integer.toString(percent))) {
          asks.put(time, new BigDecimal(row.getField(3)).longValue());
        }
      }
    }
    return asks;
  }
}
