package io.plimsoll.tools.venue;

import io.plimsoll.protocol.RisingFee;

/**
 * Fees, in parts per billion of notional.
 *
 * @param maker of the resting side
 * @param taker of the taking side
 * @param liquidation of what forced orders close
 * @param rising how that rises while a liquidation lasts
 */
public record FeeRates(long maker, long taker, long liquidation, RisingFee rising) {
  /** Maker 0.02 %, taker 0.05 %, liquidation 0.3 %. */
  public static final FeeRates DEFAULT = new FeeRates(200_000, 500_000, 3_000_000);

  /** Fees that do not rise. */
  public FeeRates(long maker, long taker, long liquidation) {
    this(maker, taker, liquidation, RisingFee.NONE);
  }
}
