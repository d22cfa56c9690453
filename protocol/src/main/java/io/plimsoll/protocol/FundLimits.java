package io.plimsoll.protocol;

/**
 * The limits of an insurance fund in an asset, as SetFund sets them. The engine checks the ranges.
 *
 * @param equityMin a limited takeover must not bring the fund's equity below this; units of the
 *     asset, -2^60 (no limit) to 2^60
 * @param inventoryMax a limited takeover must not bring the notional that the fund holds, at the
 *     marks, above this; units of the asset, 0 to 2^60 (no limit)
 * @param drawdownStart FUND_DRAWDOWN starts when the available balance is this share below its
 *     8-hour peak; parts per billion of the peak, 0 (never) to 10,000,000,000
 * @param drawdownStop FUND_DRAWDOWN stops when the drawdown is at or below this; parts per billion
 *     of the peak, 0 to drawdownStart
 * @param bookingInterval income is available from the next multiple of this interval since 1970; in
 *     nanoseconds, 0 (at once) to 10^15
 */
public record FundLimits(
    long equityMin,
    long inventoryMax,
    long drawdownStart,
    long drawdownStop,
    long bookingInterval) {
  private static final long UNLIMITED = 1L << 60;

  /** The limits of a fund that has none: those of a fund that was never set. */
  public static final FundLimits NONE = new FundLimits(-UNLIMITED, UNLIMITED, 0, 0, 0);
}
