package io.plimsoll.engine.waterfall;

import io.plimsoll.engine.account.Books;
import io.plimsoll.engine.instrument.Collateral;
import io.plimsoll.engine.margin.MarginCalculator;
import io.plimsoll.engine.memory.Int128;

/**
 * Equity, requirement and positions of a liquidation, as they stood when last looked at, and how
 * they fall to its positions: two cross legs share what they require together.
 *
 * <p>Splitting the equity in proportion to the requirements is dYdX v4's bankruptcy price of a
 * delta. Of a pool, what falls to its positions is what the equity would bring, not what it counts:
 * a haircut is a buffer, not a loss. Reused; not thread safe.
 */
final class Look {
  private final Books books;
  private final LiquidationTable liquidations;
  private final MarginCalculator margins;
  private final Stages stages;
  private int liquidation;
  private boolean pool;
  private long equity;
  private long realisable;
  private long weights;
  private long requirement;
  private int count;

  Look(Books books, LiquidationTable liquidations, MarginCalculator margins, Stages stages) {
    this.books = books;
    this.liquidations = liquidations;
    this.margins = margins;
    this.stages = stages;
  }

  /** Looks at a liquidation afresh. */
  void at(int ofLiquidation) {
    int position = liquidations.position(ofLiquidation);
    if (position != 0) {
      margins.ofPosition(position);
    } else {
      margins.ofWallet(liquidations.wallet(ofLiquidation));
    }
    keep(ofLiquidation);
  }

  /** Takes what the calculator last found, which was about this liquidation. */
  void keep(int ofLiquidation) {
    liquidation = ofLiquidation;
    equity = margins.equity();
    realisable = margins.realisable();
    requirement = margins.requirement();
    count = margins.positionCount();
    pool = liquidations.position(liquidation) == 0 && books.wallets().isPooled(lead());
    weights = requirement;
    if (pool) {
      weights = 0;
      for (int p = first(); p != 0; p = next(p)) {
        weights += weight(p);
      }
    }
  }

  private int lead() {
    return liquidations.wallet(liquidation);
  }

  /** What the equity would bring: of a pool, collateral less its conversion discount. */
  long realisable() {
    return realisable;
  }

  /** Equity, money. */
  long equity() {
    return equity;
  }

  /** Maintenance requirement, money. */
  long requirement() {
    return requirement;
  }

  /** How many positions have a quantity. */
  int positionCount() {
    return count;
  }

  /** Whether there is a position with a quantity. */
  boolean hasPositions() {
    return count > 0;
  }

  /** Its first position with a quantity, in order of instrument id, long before short; or 0. */
  int first() {
    int position = liquidations.position(liquidation);
    if (position != 0) {
      return books.positions().quantity(position) == 0 ? 0 : position;
    }
    return margins.firstCross(liquidations.wallet(liquidation));
  }

  /** Its next position with a quantity, or 0. */
  int next(int position) {
    return liquidations.position(liquidation) != 0
        ? 0
        : margins.nextCross(liquidations.wallet(liquidation), position);
  }

  /**
   * The part of what the equity would bring that falls to a position, by its requirement; rounded
   * down. Of a pool, in the valuation asset.
   */
  long share(int position) {
    if (count == 1) {
      return realisable;
    }
    return weights == 0
        ? Int128.divFloor(realisable, count)
        : Int128.mulDivFloor(realisable, weight(position), weights);
  }

  /** The requirement of a position; of a pool, in the valuation asset. */
  long weight(int position) {
    long own = requirementOf(position);
    return pool ? collateral(position).fullValue(own) : own;
  }

  /** What of the requirement falls to a position, in its asset. */
  long requirementOf(int position) {
    return margins.allotted(position, Int128.PPB);
  }

  private Collateral collateral(int position) {
    return books.collateral().of(books.instrumentOf(position).asset().id());
  }

  /** A share in the asset of the position. */
  long money(int position, long share) {
    return pool ? collateral(position).amountOf(share) : share;
  }

  /** Signed value of a position at which its share of the equity is used up. */
  long bankruptcyValue(int position) {
    return margins.valueAtMark(position) - money(position, share(position));
  }

  /** The liquidation fee that the equity can bear. */
  long bearableFee() {
    return Math.min(liquidations.feeDue(liquidation), Math.max(0, equity));
  }

  /** Whether equity less that fee is past the line at which a liquidation under way ends. */
  boolean isPastExit() {
    if (pool) {
      long excess = margins.pools().excessWith(lead(), stages.exitRatio(), bearableFee(), 0, 0);
      return books.rules().isPast(excess, 0);
    }
    return books.rules().isPast(equity - bearableFee(), requirement(stages.exitRatio()));
  }

  /**
   * Whether equity is past the line at a ratio, the requirement of one of its positions being
   * another, and that of the others this.
   */
  boolean isPast(long ratio, int position, long itsRequirement, long othersRequirement) {
    return pool
        ? books
            .rules()
            .isPast(margins.pools().excessWith(lead(), ratio, 0, position, itsRequirement), 0)
        : books.rules().isPast(equity, othersRequirement + itsRequirement);
  }

  private long requirement(long ratio) {
    return ratio == Int128.PPB ? requirement : requirementAt(ratio);
  }

  /** The requirement times a ratio in parts per billion, as things stand. */
  long requirementAt(long ratio) {
    int position = liquidations.position(liquidation);
    return position != 0
        ? margins.requirement(position, ratio)
        : margins.walletRequirement(liquidations.wallet(liquidation), ratio);
  }
}
