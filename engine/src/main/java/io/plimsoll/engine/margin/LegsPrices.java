package io.plimsoll.engine.margin;

import io.plimsoll.engine.instrument.Instrument;
import io.plimsoll.engine.instrument.VenueRules;
import io.plimsoll.engine.memory.Int128;

/**
 * Liquidation, margin call and bankruptcy price that the two legs of an account in hedge mode share
 * in a cross wallet, other marks standing still. They may be past a line below the mark, above it,
 * or both: the one price is the nearer of the two, that below if both are as near.
 *
 * <p>Source: Binance "How to Calculate Liquidation Price of USDⓈ-M Futures Contracts": in cross
 * mode the long and the short position of hedge mode have one liquidation price. Prices are in the
 * contract's scale, from priceMin to priceMax, or {@link PositionPrices#NONE} where there is none;
 * the mark itself where it is past the line already. Immutable, and pure as long as the legs given
 * and their instrument do not change.
 */
public final class LegsPrices {
  private final VenueRules rules;
  private final Instrument instrument;
  private final Legs legs;
  private final long moneyForLiquidation;
  private final long moneyForCall;
  private final long moneyAtAll;
  private final long mark;

  /**
   * Prices of legs.
   *
   * @param moneyForLiquidation behind the legs, less what other positions require
   * @param moneyForCall the same at the margin call ratio
   * @param moneyAtAll behind the legs
   * @param mark of the instrument
   */
  LegsPrices(
      VenueRules rules,
      Instrument instrument,
      Legs legs,
      long moneyForLiquidation,
      long moneyForCall,
      long moneyAtAll,
      long mark) {
    this.rules = rules;
    this.instrument = instrument;
    this.legs = legs;
    this.moneyForLiquidation = moneyForLiquidation;
    this.moneyForCall = moneyForCall;
    this.moneyAtAll = moneyAtAll;
    this.mark = mark;
  }

  /** The nearer of {@link #liquidationPriceBelow} and {@link #liquidationPriceAbove}. */
  public long liquidationPrice() {
    return nearer(liquidationPriceBelow(), liquidationPriceAbove());
  }

  /** The first mark below at which they are liquidatable. */
  public long liquidationPriceBelow() {
    return legs.firstPast(moneyForLiquidation, mark, Int128.PPB, false);
  }

  /** The first mark above at which they are liquidatable. */
  public long liquidationPriceAbove() {
    return legs.firstPast(moneyForLiquidation, mark, Int128.PPB, true);
  }

  /** The nearer mark, below or above, at which they are called; NONE without margin calls. */
  public long marginCallPrice() {
    long ratio = rules.marginCallRatio();
    return ratio == 0
        ? PositionPrices.NONE
        : nearer(
            legs.firstPast(moneyForCall, mark, ratio, false),
            legs.firstPast(moneyForCall, mark, ratio, true));
  }

  private long nearer(long below, long above) {
    if (below == PositionPrices.NONE || above == PositionPrices.NONE) {
      return Math.max(below, above);
    }
    return mark - below <= above - mark ? below : above;
  }

  /**
   * The last mark, coming from the side on which what is unhedged gains, at which equity is not
   * below 0; NONE if it is below 0 at every mark; the end of the range on the losing side if it
   * never is.
   */
  public long bankruptcyPrice() {
    boolean fallsDown = legs.isLongLarger();
    long solvent = fallsDown ? instrument.priceMax() : instrument.priceMin();
    if (!isSolvent(solvent)) {
      return PositionPrices.NONE;
    }
    // The mark just past the losing end stands for "bankrupt"; it is never asked about.
    long bankrupt = fallsDown ? instrument.priceMin() - 1 : instrument.priceMax() + 1;
    while (Math.abs(solvent - bankrupt) > 1) {
      long middle = bankrupt + (solvent - bankrupt) / 2;
      if (isSolvent(middle)) {
        solvent = middle;
      } else {
        bankrupt = middle;
      }
    }
    return solvent;
  }

  private boolean isSolvent(long at) {
    return moneyAtAll + legs.unrealisedPnl(at) >= 0;
  }
}
