package io.plimsoll.protocol;

/**
 * How the fee on forced fills rises while a liquidation lasts, as SetFees sets it. The engine
 * checks the ranges.
 *
 * @param rateMax highest rate, parts per billion: the liquidation rate to 100,000,000; 0 = it does
 *     not rise
 * @param perSecond by how much it rises for each second since the liquidation started, parts per
 *     billion, 0 to 100,000,000; 0 if it does not rise
 * @param grace nanoseconds during which it does not rise yet, 0 to 10^15; 0 if it does not rise
 */
public record RisingFee(long rateMax, long perSecond, long grace) {
  /** The fee is the liquidation rate, however long it takes. */
  public static final RisingFee NONE = new RisingFee(0, 0, 0);
}
