package io.plimsoll.tools.market.book;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import io.plimsoll.protocol.Decimals;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;

/**
 * Fits {@code thinning.half} and {@code depth} of the standard market to 2025-10-10: the depth of
 * the ask side up to one percent, some 270 times from 20:00 to 22:15, beside the volatility of the
 * price at that moment. Least squares of the logarithms; half on a grid of 0.05 %.
 */
class ThinningFitTest {
  private static final long SECOND = 1_000_000_000L;
  private static final long FROM = seconds("2025-10-10 20:00:00");
  private static final long TO = seconds("2025-10-10 22:15:00");
  private static final long STEP = 500_000;

  private record Fit(long half, double depth, double error) {}

  @Test
  void theStandardMarketThinsAsTheRecordedOneDid() throws IOException {
    Path depths = data("depth-2025-10-10/BTCUSDT-bookDepth-2025-10-10.csv");
    Path marks = data("mark-klines-2025-10/BTCUSD_PERP-1m-2025-10-10.zip");
    MarketSpec standard = MarketReader.standard();

    NavigableMap<Long, Long> volatility = volatility(marks, standard.makers());
    Fit fit = fit(depth(depths), volatility);

    assertEquals(standard.makers().volatilityHalf(), fit.half(), fit::toString);
    assertEquals(standard.depth(), Math.round(fit.depth() / 1e6) * 1_000_000, fit::toString);
    assertTrue(fit.error() < 0.15, fit::toString);
  }

  @Test
  void itsDepthIsAsThePageQuotesIt() throws IOException {
    Path marks = data("mark-klines-2025-10/BTCUSD_PERP-1m-2025-10-10.zip");
    MarketSpec standard = MarketReader.standard();
    NavigableMap<Long, Long> volatility = volatility(marks, standard.makers());
    long half = standard.makers().volatilityHalf();
    String page = Files.readString(Path.of("../docs/market.md"));

    for (String time : List.of("20:45", "21:15", "21:20", "21:25")) {
      long now = volatility.floorEntry(seconds("2025-10-10 " + time + ":00")).getValue();
      long depth = standard.depth() / 1_000_000 * half / (half + now);

      String row = String.format(Locale.ROOT, "| %s | %.2f %% | %d |", time, now / 1e7, depth);
      assertTrue(page.contains(row), row);
    }
  }

  private static Fit fit(Map<Long, Long> depths, NavigableMap<Long, Long> volatility) {
    Fit best = new Fit(0, 0, Double.MAX_VALUE);
    for (long half = 2 * STEP; half <= 80 * STEP; half += STEP) {
      List<Double> logs = new ArrayList<>();
      for (Map.Entry<Long, Long> depth : depths.entrySet()) {
        long now = volatility.floorEntry(depth.getKey()).getValue();
        logs.add(Math.log((double) depth.getValue() * (half + now) / half));
      }
      double mean = logs.stream().mapToDouble(log -> log).average().orElseThrow();
      double square =
          logs.stream().mapToDouble(log -> (log - mean) * (log - mean)).average().orElseThrow();
      if (Math.sqrt(square) < best.error()) {
        best = new Fit(half, Math.exp(mean), Math.sqrt(square));
      }
    }
    return best;
  }

  private static Map<Long, Long> depth(Path file) throws IOException {
    Map<Long, Long> depths = new TreeMap<>();
    try (CsvReader<CsvRecord> rows = CsvReader.builder().ofCsvRecord(file)) {
      for (CsvRecord row : rows) {
        if (row.getField(1).equals("1")) {
          long time = seconds(row.getField(0));
          if (time >= FROM && time <= TO) {
            depths.put(time, new BigDecimal(row.getField(3)).longValue());
          }
        }
      }
    }
    return depths;
  }

  /** By second, from minute bars that turn at thirds of a minute, as those of a tape do. */
  private static NavigableMap<Long, Long> volatility(Path zip, MakersSpec makers)
      throws IOException {
    Volatility volatility = new Volatility(makers.volatilityTime(), makers.volatilitySample());
    NavigableMap<Long, Long> bySecond = new TreeMap<>();
    try (ZipInputStream stream = new ZipInputStream(Files.newInputStream(zip))) {
      stream.getNextEntry();
      Reader text = new InputStreamReader(stream, StandardCharsets.UTF_8);
      for (CsvRecord row : CsvReader.builder().ofCsvRecord(text)) {
        if (row.getStartingLineNumber() > 1) {
          takeBar(row, volatility, bySecond);
        }
      }
    }
    return bySecond;
  }

  private static void takeBar(CsvRecord row, Volatility volatility, Map<Long, Long> bySecond) {
    long open = Long.parseLong(row.getField(0)) / 1_000;
    long first = price(row, 1);
    long last = price(row, 4);
    int nearer = last < first ? 2 : 3;
    long[] path = {first, price(row, nearer), price(row, 5 - nearer), last};
    for (int i = 0; i < path.length; i++) {
      long second = open + (i == 3 ? 59 : 20L * i);
      volatility.onPrice(second * SECOND, path[i]);
      bySecond.put(second, volatility.perMinute());
    }
  }

  private static long price(CsvRecord row, int field) {
    return Decimals.parse(
        new BigDecimal(row.getField(field)).setScale(2, RoundingMode.FLOOR).toPlainString(), 2);
  }

  private static long seconds(String text) {
    return LocalDateTime.parse(text, DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss"))
        .toEpochSecond(ZoneOffset.UTC);
  }

  private static Path data(String name) {
    String folder = System.getenv("PLIMSOLL_DATA");
    assumeTrue(folder != null, "PLIMSOLL_DATA names no folder of market data");
    Path file = Path.of(folder).resolve(name);
    assumeTrue(Files.exists(file), "no file " + name + " in PLIMSOLL_DATA");
    return file;
  }
}
