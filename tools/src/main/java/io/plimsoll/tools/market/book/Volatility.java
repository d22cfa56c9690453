package io.plimsoll.tools.market.book;

import java.math.BigInteger;

/**
 * How much a price moves of late: the exponential average of its squared moves.
 *
 * <p>A move counts once {@code sample} has passed since the last that did: {@code r} parts per
 * million of the price in {@code dt} are {@code r² · 1 min / dt} a minute, and enter the average
 * with the weight {@code dt / (time + dt)}. All in integers; a move beyond the whole price counts
 * as that.
 */
final class Volatility {
  private static final long PPM = DepthProfile.PPM;
  private static final long MILLI = 1_000_000L;
  private static final long MINUTE_MILLIS = 60_000L;

  /** Keeps the average of small moves from rounding away. */
  private static final long FINER = 1 << 10;

  private static final long SQUARE_MAX = PPM * PPM;

  private final long time;
  private final long sample;
  private long lastTime;
  private long lastPrice;
  private long average;

  Volatility(long time, long sample) {
    this.time = time;
    this.sample = sample;
  }

  /**
   * The price at a time.
   *
   * @param now nanoseconds, not going back
   * @param price above 0
   */
  void onPrice(long now, long price) {
    if (lastPrice == 0) {
      lastTime = now;
      lastPrice = price;
      return;
    }
    long passed = now - lastTime;
    if (passed < sample) {
      return;
    }
    long move = Math.min(PPM, Math.abs(Ratio.of(price - lastPrice, PPM, lastPrice)));
    long millis = Math.max(1, passed / MILLI);
    long square = Math.min(SQUARE_MAX, Ratio.of(move * move, MINUTE_MILLIS, millis));
    average += Ratio.of(square * FINER - average, passed, time + passed);
    lastTime = now;
    lastPrice = price;
  }

  /** The square root of the average: parts per billion of the price for a minute. */
  long perMinute() {
    return BigInteger.valueOf(average)
        .multiply(BigInteger.valueOf(PPM))
        .divide(BigInteger.valueOf(FINER))
        .sqrt()
        .longValueExact();
  }
}
