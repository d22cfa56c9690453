package io.plimsoll.engine.margin;

import io.plimsoll.engine.instrument.Asset;
import io.plimsoll.engine.instrument.ContractTerms;
import io.plimsoll.engine.instrument.Instrument;
import io.plimsoll.engine.instrument.VenueRules;
import io.plimsoll.engine.memory.Int128;
import io.plimsoll.protocol.RiskTier;
import io.plimsoll.protocol.Schedule;
import io.plimsoll.protocol.codec.TierMeasure;

/**
 * Liquidation, margin call and bankruptcy price of a position, by the very predicates by which the
 * engine decides: what is said here and what the engine does never differ.
 *
 * <p>The money behind a position: for an isolated position its margin. For a cross position, other
 * marks standing still, the wallet's balance plus the unrealised PnL of its other cross positions,
 * for liquidation and margin call less their requirements (at the margin call ratio for the call).
 *
 * <p>The tier is the one that holds at the price found. Prices, quantities and money are fixed
 * point in the contract's scales. Pure; an object must not be shared between threads while its
 * rules or instrument change.
 */
public final class PositionPrices {
  /** Where no mark from priceMin to priceMax is past the line. */
  public static final long NONE = 0;

  private final VenueRules rules;
  private final Instrument instrument;

  /**
   * Prices on an instrument of an engine.
   *
   * @param rules of the venue
   * @param instrument with risk tiers
   */
  public PositionPrices(VenueRules rules, Instrument instrument) {
    this.rules = rules;
    this.instrument = instrument;
  }

  /**
   * Prices without an engine. The values must be such that an engine would accept them; they are
   * not checked here.
   *
   * @param rules of the venue
   * @param terms of the contract
   * @param moneyScale decimal digits of the settlement asset, 0 to 12
   * @param schedule of maintenance margin
   * @param takerRate parts per billion; matters where the rules count the closing fee
   * @return the prices
   */
  public static PositionPrices of(
      io.plimsoll.protocol.VenueRules rules,
      ContractTerms terms,
      int moneyScale,
      Schedule schedule,
      long takerRate) {
    VenueRules venue = new VenueRules();
    venue.configure(
        rules.marginCallRatio(),
        rules.unwindFraction(),
        rules.unwindSlippage(),
        rules.triggerRule(),
        rules.closingFeeCounted(),
        rules.isolatedSurplusTo(),
        rules.crossSurplusTo(),
        rules.changesWithPosition());
    Instrument instrument = new Instrument(1, new Asset(1, moneyScale), terms, 0, 0);
    instrument.fees(0, takerRate, 0);
    instrument
        .tiers()
        .start(
            schedule.form(),
            schedule.measure(),
            schedule.valuation(),
            schedule.initialRate(),
            schedule.premium(),
            schedule.rateMax());
    instrument.tiers().hedgeNetting(schedule.hedgeNetting());
    boolean byQuantity = schedule.measure() == TierMeasure.QUANTITY;
    for (RiskTier tier : schedule.tiers()) {
      long floor = byQuantity ? tier.quantityFloor() : tier.notionalFloor();
      instrument.tiers().add(floor, tier.maintenanceRate(), tier.leverageMax());
    }
    return new PositionPrices(venue, instrument);
  }

  /**
   * The first mark, coming from the safe side, at which the position is liquidatable.
   *
   * @param quantity signed, not 0
   * @param cost signed, exact
   * @param behind money behind the position, may be below 0
   * @return from priceMin to priceMax, or {@link #NONE}
   */
  public long liquidationPrice(long quantity, long cost, long behind) {
    return passed(LiquidationPrice.of(rules, instrument, quantity, cost, behind, Int128.PPB));
  }

  /**
   * The first mark, coming from the safe side, at which the position is called.
   *
   * @return from priceMin to priceMax, or {@link #NONE}, always so where there are no margin calls
   */
  public long marginCallPrice(long quantity, long cost, long behind) {
    long ratio = rules.marginCallRatio();
    return ratio == 0
        ? NONE
        : passed(LiquidationPrice.of(rules, instrument, quantity, cost, behind, ratio));
  }

  /**
   * The last mark, coming from the safe side, at which equity is not below 0: beyond it, somebody
   * else pays.
   *
   * @return from priceMin to priceMax, or {@link #NONE} if equity is below 0 at every mark; the end
   *     of the range on the losing side if it never is
   */
  public long bankruptcyPrice(long quantity, long cost, long behind) {
    boolean isLong = quantity > 0;
    long solvent = isLong ? instrument.priceMax() : instrument.priceMin();
    if (!isSolvent(quantity, cost, behind, solvent)) {
      return NONE;
    }
    // The mark just past the losing end stands for "bankrupt"; it is never asked about.
    long bankrupt = isLong ? instrument.priceMin() - 1 : instrument.priceMax() + 1;
    while (Math.abs(solvent - bankrupt) > 1) {
      long middle = bankrupt + (solvent - bankrupt) / 2;
      if (isSolvent(quantity, cost, behind, middle)) {
        solvent = middle;
      } else {
        bankrupt = middle;
      }
    }
    return solvent;
  }

  /**
   * Prices of the two legs of an account in hedge mode, in a cross wallet.
   *
   * @param legs of the instrument
   * @param behind money behind the legs: the wallet's balance plus the unrealised PnL of its other
   *     cross positions
   * @param others what its other cross positions require
   * @param othersAtCall what they require at the margin call ratio
   * @param mark of the instrument
   */
  public LegsPrices ofLegs(Legs legs, long behind, long others, long othersAtCall, long mark) {
    return new LegsPrices(
        rules, instrument, legs, behind - others, behind - othersAtCall, behind, mark);
  }

  /** Two legs, for {@link #ofLegs}: quantities signed, costs signed and exact. */
  public Legs legs(long longQuantity, long longCost, long shortQuantity, long shortCost) {
    return new Legs(rules).set(instrument, longQuantity, longCost, shortQuantity, shortCost);
  }

  private boolean isSolvent(long quantity, long cost, long behind, long mark) {
    return behind + instrument.value(quantity, mark) - cost >= 0;
  }

  private long passed(long price) {
    return price < instrument.priceMin() || price > instrument.priceMax() ? NONE : price;
  }
}
