package io.plimsoll.engine.instrument;

import io.plimsoll.engine.memory.Int128;
import io.plimsoll.protocol.codec.ContractType;

/**
 * What a quantity is worth at a price, and the price at which it is worth a value. Pure.
 *
 * <p>LINEAR and QUANTO: value = quantity × price × unit, exact. INVERSE: value = −quantity ×
 * contractValue / price, rounded down, which is against the owner on either side. Sources: BitMEX
 * "Perpetual Contracts Guide" (XBTUSD inverse, ETHUSD quanto).
 *
 * <p>Every value of a quantity up to openInterestMax at a price within the contract's lies within
 * plus or minus 2^60.
 */
public final class Payoff {
  /** Values, prices and quantities stay within plus or minus this. */
  public static final long VALUE_MAX = 1L << 60;

  private final boolean inverse;
  private final long factor;
  private final long priceMin;
  private final long priceMax;
  private final long tickSize;
  private final long lowestTick;
  private final long highestTick;

  /**
   * The payoff of a contract.
   *
   * @param terms checked by the caller
   * @param moneyScale of the settlement asset
   */
  public Payoff(ContractTerms terms, int moneyScale) {
    inverse = terms.type() == ContractType.INVERSE;
    factor =
        terms.type() == ContractType.LINEAR
            ? linearUnit(moneyScale, terms.priceScale(), terms.quantityScale())
            : terms.contractValue();
    priceMin = terms.priceMin();
    priceMax = terms.priceMax();
    tickSize = terms.tickSize();
    lowestTick = Int128.divCeil(priceMin, tickSize) * tickSize;
    highestTick = priceMax / tickSize * tickSize;
  }

  /**
   * 10^(moneyScale − priceScale − quantityScale): money units in one price unit × quantity unit of
   * a linear contract.
   */
  public static long linearUnit(int moneyScale, int priceScale, int quantityScale) {
    long unit = 1;
    for (int i = priceScale + quantityScale; i < moneyScale; i++) {
      unit *= 10;
    }
    return unit;
  }

  /** Whether the value falls in size as the price rises. */
  public boolean isInverse() {
    return inverse;
  }

  /** Signed value of a signed quantity at a price from priceMin to priceMax; 0 for quantity 0. */
  public long value(long quantity, long price) {
    if (!inverse) {
      return quantity * price * factor;
    }
    return quantity == 0 ? 0 : Int128.mulDivFloor(-quantity, factor, price);
  }

  /** Signed value at which a trade is booked: as {@link #value}, rounded against the trader. */
  public long tradeValue(long quantity, long price) {
    return -value(-quantity, price);
  }

  /** The largest size of the value of a quantity, 0 or above, at any price accepted. */
  public long largestValue(long quantity) {
    return inverse ? Int128.mulDivCeil(quantity, factor, priceMin) : quantity * priceMax * factor;
  }

  /**
   * The price at which a quantity has about a notional, for estimates.
   *
   * @param size of the quantity, above 0
   * @param notional 0 or above
   * @return from priceMin to priceMax
   */
  public long priceNear(long size, long notional) {
    if (!inverse) {
      return clamp(notional / (size * factor), priceMin, priceMax);
    }
    return clamp(inversePrice(size, notional, false), priceMin, priceMax);
  }

  /**
   * The worst limit, on a tick, of an order that closes a position for at least a value.
   *
   * <p>Rounded so that the owner never ends below the value: for a long, which sells, up; for a
   * short, which buys, down.
   *
   * @param quantity signed, of the position
   * @param value signed
   * @return from the lowest to the highest tick
   */
  public long limitFor(long quantity, long value) {
    long size = Math.abs(quantity);
    boolean isLong = quantity > 0;
    if (inverse) {
      long worth = isLong ? -value : value;
      long price = inversePrice(size, worth, isLong);
      return isLong ? tickAtOrAbove(price) : tickAtOrBelow(price);
    }
    long perPrice = size * factor;
    return isLong
        ? tickAtOrAbove(Int128.divCeil(value, perPrice))
        : tickAtOrBelow(Int128.divFloor(-value, perPrice));
  }

  /**
   * The price at which a quantity has a value, rounded down, for people.
   *
   * @param quantity signed, not 0
   * @param value signed
   * @return at most 2^60 for an inverse contract; 0 if no price above 0 gives the value
   */
  public long priceForPeople(long quantity, long value) {
    boolean sameSign = value != 0 && (value > 0) == (quantity > 0);
    long size = Math.abs(quantity);
    if (value == 0 || sameSign == inverse) {
      return 0;
    }
    if (!inverse) {
      return Math.abs(value) / (size * factor);
    }
    boolean fits = Int128.compareProducts(size, factor, Math.abs(value), VALUE_MAX) < 0;
    return fits ? Int128.mulDivFloor(size, factor, Math.abs(value)) : VALUE_MAX;
  }

  /** size × contractValue / worth, priceMax where that is past it or worth is not above 0. */
  private long inversePrice(long size, long worth, boolean up) {
    if (worth <= 0 || Int128.compareProducts(size, factor, worth, priceMax) >= 0) {
      return priceMax;
    }
    return up ? Int128.mulDivCeil(size, factor, worth) : Int128.mulDivFloor(size, factor, worth);
  }

  /** The nearest multiple of the tick at or above a price, from the lowest to the highest tick. */
  public long tickAtOrAbove(long price) {
    return price > highestTick ? highestTick : toTicks(Int128.divCeil(price, tickSize) * tickSize);
  }

  /** The nearest multiple of the tick at or below a price, from the lowest to the highest tick. */
  public long tickAtOrBelow(long price) {
    return toTicks(Int128.divFloor(price, tickSize) * tickSize);
  }

  /** The lowest price of an order. */
  public long lowestTick() {
    return lowestTick;
  }

  /** The highest price of an order. */
  public long highestTick() {
    return highestTick;
  }

  private long toTicks(long price) {
    return clamp(price, lowestTick, highestTick);
  }

  private static long clamp(long price, long min, long max) {
    return Math.max(min, Math.min(price, max));
  }
}
