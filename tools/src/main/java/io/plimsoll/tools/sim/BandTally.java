package io.plimsoll.tools.sim;

import io.plimsoll.tools.crowd.Venue;
import java.util.List;

/** Counts by leverage band and side. */
public final class BandTally {
  /** Highest leverage of each band. */
  private static final List<Integer> TO = List.of(1, 3, 5, 10, 25, 50, 100);

  /** The bands, for people. */
  public static final List<String> NAMES =
      List.of("1x", "2-3x", "5x", "10x", "20-25x", "50x", "75-100x");

  /**
   * One band's numbers.
   *
   * @param longs traders with a long position
   * @param shorts traders with a short position
   * @param longsLiquidated of them, liquidated
   * @param shortsLiquidated of them, liquidated
   * @param notional sent to the market or the fund by force, in units of money
   */
  public record Band(
      int longs, int shorts, int longsLiquidated, int shortsLiquidated, double notional) {}

  private final byte[] bands;
  private final boolean[] isLong;
  private final boolean[] liquidated;
  private final int[][] traders = new int[TO.size()][2];
  private final int[][] fallen = new int[TO.size()][2];
  private final double[] notional = new double[TO.size()];

  BandTally(int accounts) {
    bands = new byte[accounts + 1];
    isLong = new boolean[accounts + 1];
    liquidated = new boolean[accounts + 1];
  }

  void add(long accountId, int leverage, boolean longSide) {
    int account = (int) accountId;
    byte band = 0;
    while (TO.get(band) < leverage) {
      band++;
    }
    bands[account] = band;
    isLong[account] = longSide;
    traders[band][longSide ? 0 : 1]++;
  }

  /** Whether the account is liquidated for the first time. */
  boolean liquidated(long accountId) {
    int account = (int) accountId;
    if (liquidated[account]) {
      return false;
    }
    liquidated[account] = true;
    fallen[bands[account]][isLong[account] ? 0 : 1]++;
    return true;
  }

  void forced(long accountId, double money) {
    notional[bands[(int) accountId]] += money;
  }

  /**
   * A band's numbers.
   *
   * @param index into {@link #NAMES}
   */
  public Band band(int index) {
    return new Band(
        traders[index][0],
        traders[index][1],
        fallen[index][0],
        fallen[index][1],
        notional[index] / Venue.ONE);
  }

  /** All bands together. */
  public Band total() {
    Band sum = new Band(0, 0, 0, 0, 0);
    for (int i = 0; i < TO.size(); i++) {
      Band band = band(i);
      sum =
          new Band(
              sum.longs + band.longs,
              sum.shorts + band.shorts,
              sum.longsLiquidated + band.longsLiquidated,
              sum.shortsLiquidated + band.shortsLiquidated,
              sum.notional + band.notional);
    }
    return sum;
  }
}
