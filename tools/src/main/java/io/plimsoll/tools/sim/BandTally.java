package io.plimsoll.tools.sim;

import java.util.List;

/** Counts by leverage band and side. */
public final class BandTally {
  /** Highest leverage of each band. */
  private static final List<Integer> TO = List.of(1, 3, 5, 10, 25, 50, 100);

  /** The bands, for people. */
  private static final List<String> NAMES =
      List.of("1x", "2-3x", "5x", "10x", "20-25x", "50x", "75-100x");

  /**
   * One band's numbers.
   *
   * @param longs traders with a long position
   * @param shorts traders with a short position
   * @param longsLiquidated of them, liquidated
   * @param shortsLiquidated of them, liquidated
   * @param notional sent to the market by force, in the asset
   */
  public record Band(
      int longs, int shorts, int longsLiquidated, int shortsLiquidated, double notional) {}

  private final byte[] bands;
  private final boolean[] isLong;
  private final boolean[] liquidated;
  private final int[][] traders = new int[TO.size()][2];
  private final int[][] fallen = new int[TO.size()][2];
  private final double[] notional = new double[TO.size()];
  private final int[] lowest = new int[TO.size()];
  private final int[] highest = new int[TO.size()];
  private final double one;

  BandTally(int accounts, long one) {
    this.one = one;
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
    lowest[band] = lowest[band] == 0 ? leverage : Math.min(lowest[band], leverage);
    highest[band] = Math.max(highest[band], leverage);
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

  /** How many bands there are. */
  public int size() {
    return TO.size();
  }

  /** The leverages in a band, for people. */
  public String name(int index) {
    if (highest[index] == 0) {
      return NAMES.get(index);
    }
    String to = highest[index] + "x";
    return lowest[index] == highest[index] ? to : lowest[index] + "-" + to;
  }

  /**
   * A band's numbers.
   *
   * @param index of the band, from 0
   */
  public Band band(int index) {
    return new Band(
        traders[index][0],
        traders[index][1],
        fallen[index][0],
        fallen[index][1],
        notional[index] / one);
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
