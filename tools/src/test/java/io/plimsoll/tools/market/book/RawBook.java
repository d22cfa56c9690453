package io.plimsoll.tools.market.book;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.plimsoll.protocol.Decimals;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;

/**
 * A recorded book: a snapshot of 1000 levels a side, then every change of it, looked at once a
 * second. Prices in hundredths of a dollar, quantities in thousandths of a bitcoin.
 */
final class RawBook {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long NANOS_PER_SECOND = 1_000_000_000L;
  private static final int PRICE_SCALE = 2;
  private static final int QUANTITY_SCALE = 3;
  private static final long PPM = DepthProfile.PPM;

  private final int[] distances;
  private final long[][] sums;
  private final long[][] seconds;
  private final NavigableMap<Long, Long> bids = new TreeMap<>(Collections.reverseOrder());
  private final NavigableMap<Long, Long> asks = new TreeMap<>();
  private long snapshotId;
  private long lowest;
  private long highest;
  private long lastSecond;

  private RawBook(int... distances) {
    this.distances = distances;
    this.sums = new long[2][distances.length];
    this.seconds = new long[2][distances.length];
  }

  /**
   * What rests up to each distance from the mid, in thousandths of a bitcoin: of each side the mean
   * over the seconds in which the snapshot's levels reach so far, and of the two sides the mean.
   */
  static long[] depths(Path file, int... distances) throws IOException {
    RawBook book = new RawBook(distances);
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        book.onLine(line);
      }
    }
    return book.means();
  }

  private void onLine(String line) throws IOException {
    int space = line.indexOf(' ');
    boolean snapshot = line.startsWith("{\"lastUpdateId\"", space + 1);
    if (!snapshot && (snapshotId == 0 || !line.contains("@depth@"))) {
      return;
    }
    JsonNode message = JSON.readTree(line.substring(space + 1));
    if (snapshot) {
      snapshotId = message.get("lastUpdateId").asLong();
      bids.clear();
      asks.clear();
      change(bids, message.get("bids"));
      change(asks, message.get("asks"));
      lowest = bids.lastKey();
      highest = asks.lastKey();
    } else if (message.get("data").get("u").asLong() >= snapshotId) {
      change(bids, message.get("data").get("b"));
      change(asks, message.get("data").get("a"));
    }
    long second = Long.parseLong(line.substring(0, space)) / NANOS_PER_SECOND;
    if (second != lastSecond) {
      lastSecond = second;
      look();
    }
  }

  private static void change(NavigableMap<Long, Long> side, JsonNode levels) {
    for (JsonNode level : levels) {
      long price = Decimals.parse(level.get(0).asText(), PRICE_SCALE);
      long quantity = Decimals.parse(level.get(1).asText(), QUANTITY_SCALE);
      if (quantity == 0) {
        side.remove(price);
      } else {
        side.put(price, quantity);
      }
    }
  }

  private void look() {
    long twiceMid = bids.firstKey() + asks.firstKey();
    for (int i = 0; i < distances.length; i++) {
      long low = -Math.floorDiv(-twiceMid * (PPM - distances[i]), 2 * PPM);
      long high = twiceMid * (PPM + distances[i]) / (2 * PPM);
      if (low >= lowest) {
        add(0, i, bids.headMap(low, true));
      }
      if (high <= highest) {
        add(1, i, asks.headMap(high, true));
      }
    }
  }

  private void add(int side, int distance, Map<Long, Long> levels) {
    seconds[side][distance]++;
    for (long quantity : levels.values()) {
      sums[side][distance] += quantity;
    }
  }

  private long[] means() {
    long[] means = new long[distances.length];
    for (int i = 0; i < distances.length; i++) {
      means[i] = (sums[0][i] / seconds[0][i] + sums[1][i] / seconds[1][i]) / 2;
    }
    return means;
  }
}
