package io.plimsoll.tools.market.book;

import java.util.List;

/**
 * The shape of one side of a book: how much of its depth rests up to which distance from the fair
 * price. The depth itself, what rests up to one percent, is {@link MarketSpec#depth}; a share may
 * be above 1,000,000 beyond that.
 *
 * @param bands 1 to {@value #BANDS_MAX}, distances and shares rising; the first distance at least
 *     1, the last at most {@value #DISTANCE_MAX}
 */
public record DepthProfile(List<Band> bands) {
  /** Parts in a whole. */
  public static final int PPM = 1_000_000;

  /** More would cost time and show nothing. */
  public static final int BANDS_MAX = 64;

  /** Half of the price. */
  public static final int DISTANCE_MAX = PPM / 2;

  /** A hundred times the depth up to one percent. */
  public static final int SHARE_MAX = 100 * PPM;

  /** Copies the bands and checks them. */
  public DepthProfile {
    bands = List.copyOf(bands);
    if (bands.isEmpty() || bands.size() > BANDS_MAX) {
      throw new IllegalArgumentException(bands.size() + " bands");
    }
    Band before = new Band(0, 0);
    for (Band band : bands) {
      boolean rises = band.distance() > before.distance() && band.share() > before.share();
      if (!rises || band.distance() > DISTANCE_MAX || band.share() > SHARE_MAX) {
        throw new IllegalArgumentException(band + " after " + before);
      }
      before = band;
    }
  }

  /**
   * What rests up to a distance, evenly between two bands.
   *
   * @param distance in parts per million of the price; beyond the last band nothing rests
   * @return in parts per million of the depth
   */
  public long shareUpTo(int distance) {
    Band before = new Band(0, 0);
    for (Band band : bands) {
      if (distance < band.distance()) {
        long step = (long) (band.share() - before.share()) * (distance - before.distance());
        return before.share() + step / (band.distance() - before.distance());
      }
      before = band;
    }
    return before.share();
  }

  /** Distance of the last band: beyond it nothing rests. */
  public int reach() {
    return bands.get(bands.size() - 1).distance();
  }
}
