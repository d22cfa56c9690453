package io.plimsoll.engine.margin;

import io.plimsoll.engine.account.PositionTable;
import io.plimsoll.engine.instrument.Instrument;
import io.plimsoll.engine.instrument.RiskTiers;
import io.plimsoll.engine.instrument.VenueRules;
import io.plimsoll.engine.memory.Int128;

/**
 * The two legs of an account in hedge mode, both with a quantity, in a cross wallet: what they
 * require together, and the marks between which they are safe on money of their own.
 *
 * <p>Sources: SUM is Binance's ("Liquidation price of USDⓈ-M futures", cross with both positions of
 * hedge mode); LARGER is Kraken Futures' (multi-collateral maintenance margin, larger of long and
 * short).
 *
 * <p>Equity less requirement of two legs may fall whichever way the mark moves, and by rounding it
 * may rise again for a tick. Without the rounding it is concave in the mark (in 1 / mark for
 * INVERSE): values are linear, a requirement under any schedule is convex in the notional, and so
 * are the sum and the larger of two convex functions. All roundings together are less than {@link
 * #ROUNDING}. So where two marks both leave at least that much, every mark between them is safe.
 *
 * <p>Reused; not thread safe.
 */
public final class Legs {
  /** More than all that rounding can take from or add to equity less requirement, twice over. */
  private static final long ROUNDING = 6;

  private static final int WALK_MAX = 1 << 16;

  private final VenueRules rules;
  private Instrument instrument;
  private long longQuantity;
  private long longCost;
  private long shortQuantity;
  private long shortCost;

  /**
   * Legs on a venue.
   *
   * @param rules of the venue
   */
  public Legs(VenueRules rules) {
    this.rules = rules;
  }

  /**
   * Sets the legs.
   *
   * @param ofInstrument with risk tiers
   * @param longs quantity of the long leg, above 0
   * @param costOfLongs signed
   * @param shorts quantity of the short leg, below 0
   * @param costOfShorts signed
   */
  public Legs set(
      Instrument ofInstrument, long longs, long costOfLongs, long shorts, long costOfShorts) {
    instrument = ofInstrument;
    longQuantity = longs;
    longCost = costOfLongs;
    shortQuantity = shorts;
    shortCost = costOfShorts;
    return this;
  }

  /** Sets the legs of an account; the long leg is given. */
  Legs set(Instrument ofInstrument, PositionTable positions, int longLeg) {
    int shortLeg = positions.shortLeg(longLeg);
    return set(
        ofInstrument,
        positions.quantity(longLeg),
        positions.cost(longLeg),
        positions.quantity(shortLeg),
        positions.cost(shortLeg));
  }

  /** What is left when so much of a leg is closed. */
  public Legs close(boolean ofLong, long closed) {
    if (ofLong) {
      longCost = costAfter(longCost, longQuantity, closed);
      longQuantity -= closed;
    } else {
      shortCost = costAfter(shortCost, -shortQuantity, closed);
      shortQuantity += closed;
    }
    return this;
  }

  /** Cost that a trade closing part of a size leaves: what it releases is rounded up. */
  static long costAfter(long cost, long size, long closed) {
    return closed == size ? 0 : cost - Int128.mulDivCeil(cost, closed, size);
  }

  /** Quantity of the larger leg that the other one does not hedge, 0 or above. */
  public long unhedged() {
    return Math.abs(longQuantity + shortQuantity);
  }

  /** Whether the long leg is the larger one, or as large. */
  public boolean isLongLarger() {
    return longQuantity + shortQuantity >= 0;
  }

  /** Signed value of both at a mark, less cost. */
  public long unrealisedPnl(long mark) {
    return instrument.value(longQuantity, mark)
        - longCost
        + instrument.value(shortQuantity, mark)
        - shortCost;
  }

  /** What the long leg alone would require. */
  public long ofLong(long mark, long ratio) {
    return alone(longQuantity, longCost, mark, ratio);
  }

  /** What the short leg alone would require. */
  public long ofShort(long mark, long ratio) {
    return alone(shortQuantity, shortCost, mark, ratio);
  }

  private long alone(long quantity, long cost, long mark, long ratio) {
    long notional = Math.abs(instrument.value(quantity, mark));
    return instrument.requirement(rules, quantity, cost, notional, ratio);
  }

  /**
   * What both require at a mark, by the instrument's rule for legs.
   *
   * @param ratio parts per billion
   */
  public long requirement(long mark, long ratio) {
    return switch (instrument.tiers().hedgeNetting()) {
      case LARGER -> Math.max(ofLong(mark, ratio), ofShort(mark, ratio));
      case NET -> net(mark, ratio);
      default -> ofLong(mark, ratio) + ofShort(mark, ratio);
    };
  }

  private long net(long mark, long ratio) {
    RiskTiers tiers = instrument.tiers();
    long feeRate = rules.closingFeeCounted() ? instrument.takerRate() : 0;
    long both =
        Math.abs(instrument.value(longQuantity, mark))
            + Math.abs(instrument.value(shortQuantity, mark));
    long quantity = longQuantity + shortQuantity;
    long cost =
        isLongLarger()
            ? costAfter(longCost, longQuantity, -shortQuantity)
            : costAfter(shortCost, -shortQuantity, longQuantity);
    long notional = Math.abs(instrument.value(quantity, mark));
    return tiers.netRequirement(quantity, cost, notional, feeRate, both, ratio);
  }

  /**
   * What of a requirement of both falls to the long leg, in proportion to what each alone would
   * require, rounded down; the rest falls to the short leg.
   */
  public long partOfLong(long requirement, long mark, long ratio) {
    long ofLong = ofLong(mark, ratio);
    long ofBoth = ofLong + ofShort(mark, ratio);
    return ofBoth == 0 ? 0 : Int128.mulDivFloor(requirement, ofLong, ofBoth);
  }

  /** Equity less requirement at a mark, on this money. */
  long surplus(long money, long mark, long ratio) {
    return money + unrealisedPnl(mark) - requirement(mark, ratio);
  }

  /** Whether they are past the line at a mark, on this money. */
  boolean isPast(long money, long mark, long ratio) {
    return rules.isPast(money + unrealisedPnl(mark), requirement(mark, ratio));
  }

  /**
   * A mark beyond which the legs may be past the line on this money: between it and the mark they
   * are not.
   *
   * @param money behind the legs, such that they are not past the line at the mark
   * @param mark as it is
   * @param up whether the mark is looked for above
   * @return past the end of the instrument's prices if there is none
   */
  public long trigger(long money, long mark, long ratio, boolean up) {
    return lastSafe(money, mark, ratio, up) + (up ? 1 : -1);
  }

  /**
   * The first mark above or below at which the legs are past the line on this money.
   *
   * <p>Where equity less requirement changes so little that rounding blurs the line over more than
   * 65,536 marks, it may be a later one of those that are past it.
   *
   * @param money behind the legs
   * @param mark as it is
   * @param up whether it is looked for above
   * @return from priceMin to priceMax; the mark itself if they are past the line there; {@link
   *     PositionPrices#NONE} if there is none
   */
  long firstPast(long money, long mark, long ratio, boolean up) {
    if (isPast(money, mark, ratio)) {
      return mark;
    }
    long step = up ? 1 : -1;
    long safe = lastSafe(money, mark, ratio, up);
    for (int i = 0; i < WALK_MAX; i++) {
      safe += step;
      if (!instrument.accepts(safe)) {
        return PositionPrices.NONE;
      }
      if (isPast(money, safe, ratio)) {
        return safe;
      }
    }
    long past = up ? instrument.priceMax() + 1 : instrument.priceMin() - 1;
    while (Math.abs(past - safe) > 1) {
      long middle = safe + (past - safe) / 2;
      if (isPast(money, middle, ratio)) {
        past = middle;
      } else {
        safe = middle;
      }
    }
    return instrument.accepts(past) ? past : PositionPrices.NONE;
  }

  private long lastSafe(long money, long mark, long ratio, boolean up) {
    long safe = mark;
    if (surplus(money, mark, ratio) < ROUNDING) {
      return safe;
    }
    long end = up ? instrument.priceMax() + 1 : instrument.priceMin() - 1;
    // Whatever mark is found to leave enough, all between it and the mark are safe: see above.
    while (Math.abs(end - safe) > 1) {
      long middle = safe + (end - safe) / 2;
      if (surplus(money, middle, ratio) >= ROUNDING) {
        safe = middle;
      } else {
        end = middle;
      }
    }
    return safe;
  }
}
