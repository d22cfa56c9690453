package io.plimsoll.tools.scenario;

import java.util.Arrays;

/** What the world outside does to one instrument: a price for each mark. */
public final class PricePath {
  /** Nanoseconds of a minute. */
  public static final long MINUTE = 60_000_000_000L;

  private final String source;
  private final int perMinute;
  private final long[] prices;

  /**
   * A path.
   *
   * @param source where it comes from, for people
   * @param perMinute marks of each minute
   * @param prices a whole number of minutes, in the instrument's price scale; the array is kept,
   *     not copied
   */
  PricePath(String source, int perMinute, long[] prices) {
    this.source = source;
    this.perMinute = perMinute;
    this.prices = prices;
  }

  /** Where it comes from, for people. */
  public String source() {
    return source;
  }

  /** Time from mark to mark, in nanoseconds. */
  public long interval() {
    return MINUTE / perMinute;
  }

  /** How many minutes it lasts. */
  public int minutes() {
    return prices.length / perMinute;
  }

  /** How many prices. */
  public int size() {
    return prices.length;
  }

  /** A price; after the path's end the last one. */
  public long price(int index) {
    return prices[Math.min(index, prices.length - 1)];
  }

  /** The first price. */
  public long first() {
    return prices[0];
  }

  /** The highest price. */
  public long highest() {
    return Arrays.stream(prices).max().orElseThrow();
  }

  /** The lowest price. */
  public long lowest() {
    return Arrays.stream(prices).min().orElseThrow();
  }
}
