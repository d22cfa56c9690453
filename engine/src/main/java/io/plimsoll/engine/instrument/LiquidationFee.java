package io.plimsoll.engine.instrument;

import io.plimsoll.engine.memory.Int128;
import io.plimsoll.engine.memory.StateStream;

/**
 * The fee on forced fills of one instrument, which may rise while a liquidation lasts. Rates are
 * parts per billion. Source: Drift protocol v2, liquidation fee that grows by 10^-6 a slot after a
 * grace of 1,500 slots. Not thread safe.
 */
public final class LiquidationFee {
  private static final long SECOND = 1_000_000_000L;

  // The product with perSecond stays within 64 bits, and any rise has long reached its end.
  private static final long ELAPSED_MAX = 1_000_000_000L * SECOND;

  private long rate;
  private long rateMax;
  private long perSecond;
  private long grace;

  /** Sets it; {@code rateMax} 0 means that it does not rise. Checked by the caller. */
  public void set(long newRate, long newRateMax, long newPerSecond, long newGrace) {
    rate = newRate;
    rateMax = newRateMax;
    perSecond = newPerSecond;
    grace = newGrace;
  }

  /** The rate for a liquidation that has lasted so many nanoseconds. */
  public long rateAfter(long elapsed) {
    if (rateMax == 0 || elapsed < grace) {
      return rate;
    }
    long rise = Int128.mulDivFloor(Math.min(elapsed, ELAPSED_MAX), perSecond, SECOND);
    return Math.min(rateMax, rate + rise);
  }

  /** The rate at the start of a liquidation. */
  public long rate() {
    return rate;
  }

  /** The highest rate; 0 if it does not rise. */
  public long rateMax() {
    return rateMax;
  }

  /** The rise for each second. */
  public long perSecond() {
    return perSecond;
  }

  /** Nanoseconds before which it does not rise. */
  public long grace() {
    return grace;
  }

  /** Carries the schedule. */
  void state(StateStream stream) {
    rate = stream.of(rate);
    rateMax = stream.of(rateMax);
    perSecond = stream.of(perSecond);
    grace = stream.of(grace);
  }
}
