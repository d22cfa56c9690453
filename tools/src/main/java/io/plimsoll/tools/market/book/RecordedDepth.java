package io.plimsoll.tools.market.book;

import io.plimsoll.tools.UserError;
import io.plimsoll.tools.importer.BadRow;
import io.plimsoll.tools.importer.Column;
import io.plimsoll.tools.importer.ImportOptions;
import io.plimsoll.tools.importer.MarketFile;
import io.plimsoll.tools.importer.Row;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The depth of a book as a file tells it by distance from the mid price (Binance's bookDepth): the
 * median value up to each distance, over the rows of a time.
 *
 * <p>A median of values that rise with the distance rises with it too.
 */
public final class RecordedDepth {
  /** Whose quotes count. */
  public enum Side {
    /** Those of buyers. */
    BIDS,
    /** Those of sellers. */
    ASKS,
    /** The mean of both. */
    BOTH
  }

  private static final int DISTANCES_MAX = 20;

  /** One percent in parts per million has this many more decimals. */
  private static final int PPM_OF_PERCENT = 4;

  private static final int ONE_PERCENT = DepthProfile.PPM / 100;

  private final String file;
  private final SortedMap<Integer, Long> valueUpTo = new TreeMap<>();

  private RecordedDepth(String file) {
    this.file = file;
  }

  /**
   * Reads a file.
   *
   * @param path of the file, packed or not
   * @param side whose quotes count
   * @param from first time that counts, in nanoseconds since 1970
   * @param to last time that counts, in nanoseconds since 1970
   * @throws UserError if it cannot be read, has no depths by distance or none at one percent, or
   *     they do not rise
   */
  public static RecordedDepth read(Path path, Side side, long from, long to) {
    RecordedDepth depth = new RecordedDepth(path.toString());
    SortedMap<Integer, List<Long>> bids = new TreeMap<>();
    SortedMap<Integer, List<Long>> asks = new TreeMap<>();
    try (MarketFile market = MarketFile.open(path, ImportOptions.STRICT)) {
      if (!market.columns().contains(Column.BAND)) {
        throw depth.wrong(
            "is " + market.format() + "; expected depth by distance, such as Binance's bookDepth");
      }
      market.read(
          row -> {
            if (row.time() >= from && row.time() <= to) {
              take(row, bids, asks);
            }
          });
    }
    if (side != Side.ASKS) {
      depth.add(bids, side);
    }
    if (side != Side.BIDS) {
      depth.add(asks, side);
    }
    depth.check(side);
    return depth;
  }

  private static void take(
      Row row, SortedMap<Integer, List<Long>> bids, SortedMap<Integer, List<Long>> asks) {
    if (!row.has(Column.BAND) || !row.has(Column.NOTIONAL)) {
      return;
    }
    long distance = row.at(Column.BAND, PPM_OF_PERCENT);
    if (distance == 0 || Math.abs(distance) > DepthProfile.DISTANCE_MAX) {
      throw new BadRow(
          row.name(Column.BAND), row.text(Column.BAND), "-50 to 50 percent, but not 0");
    }
    SortedMap<Integer, List<Long>> side = distance < 0 ? bids : asks;
    side.computeIfAbsent((int) Math.abs(distance), key -> new ArrayList<>())
        .add(row.at(Column.NOTIONAL, 0));
  }

  private void add(SortedMap<Integer, List<Long>> side, Side wanted) {
    side.forEach(
        (distance, values) -> {
          long median = median(values);
          valueUpTo.merge(
              distance,
              wanted == Side.BOTH ? median / 2 : median,
              (first, second) -> first + second);
        });
    if (side.size() > DISTANCES_MAX) {
      throw wrong("has " + side.size() + " distances; expected at most " + DISTANCES_MAX);
    }
  }

  private static long median(List<Long> values) {
    long[] sorted = values.stream().mapToLong(Long::longValue).sorted().toArray();
    int half = sorted.length / 2;
    return sorted.length % 2 == 1
        ? sorted[half]
        : sorted[half - 1] + (sorted[half] - sorted[half - 1]) / 2;
  }

  private void check(Side side) {
    if (valueUpTo.getOrDefault(ONE_PERCENT, 0L) < 1) {
      throw wrong(
          "has no "
              + (side == Side.BOTH ? "depth" : side.name().toLowerCase(Locale.ROOT))
              + " up to 1 percent in that time; expected some");
    }
    long before = 0;
    for (var entry : valueUpTo.entrySet()) {
      if (entry.getValue() < before) {
        throw wrong(
            "has less depth up to "
                + entry.getKey() / (double) ONE_PERCENT
                + " percent than nearer to the mid price; expected depths that rise");
      }
      before = entry.getValue();
    }
  }

  private UserError wrong(String message) {
    return new UserError(file + " " + message);
  }

  /** What rests on one side up to one percent, in whole units of the quote currency. */
  public long depth() {
    return valueUpTo.get(ONE_PERCENT);
  }

  /**
   * The recorded shape. What lies between two recorded distances is spread as in another profile;
   * beyond the last nothing rests.
   *
   * @param between the other profile
   */
  public DepthProfile shape(DepthProfile between) {
    List<Band> bands = new ArrayList<>();
    Band before = new Band(0, 0);
    long otherBefore = 0;
    for (var entry : valueUpTo.entrySet()) {
      Band here = new Band(entry.getKey(), share(entry.getValue()));
      long otherHere = between.shareUpTo(here.distance());
      for (Band other : between.bands()) {
        if (other.distance() > before.distance() && other.distance() < here.distance()) {
          long part =
              Math.multiplyExact((long) here.share() - before.share(), other.share() - otherBefore)
                  / Math.max(1, otherHere - otherBefore);
          add(bands, new Band(other.distance(), before.share() + (int) part));
        }
      }
      add(bands, here);
      before = here;
      otherBefore = otherHere;
    }
    return new DepthProfile(bands);
  }

  private int share(long value) {
    long share = Ratio.of(value, DepthProfile.PPM, depth());
    return (int) Math.min(share, DepthProfile.SHARE_MAX);
  }

  /** A band in which nothing more rests is none. */
  private static void add(List<Band> bands, Band band) {
    int last = bands.isEmpty() ? 0 : bands.get(bands.size() - 1).share();
    if (band.share() > last) {
      bands.add(band);
    }
  }
}
