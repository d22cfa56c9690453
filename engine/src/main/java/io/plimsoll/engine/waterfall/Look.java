package io.plimsoll.engine.waterfall;

import io.plimsoll.engine.account.Books;
import io.plimsoll.engine.margin.MarginCalculator;
import io.plimsoll.engine.memory.Int128;

/**
 * Equity, requirement and positions of a liquidation, as they stood when last looked at, and how
 * they fall to its positions: two cross legs share what they require together.
 *
 * <p>Splitting the equity in proportion to the requirements is dYdX v4's bankruptcy price of a
 * delta. Reused; not thread safe.
 */
final class Look {
  private final Books books;
  private final LiquidationTable liquidations;
  private final MarginCalculator margins;
  private final Stages stages;
  private int liquidation;
  private long equity;
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
    requirement = margins.requirement();
    count = margins.positionCount();
  }

  /** Equity, money. */
  long equity() {
    return equity;
  }

  /** Maintenance requirement, money. */
  long requirement() {
    return requirement;
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

  /** The part of the equity that falls to a position, by its requirement; rounded down. */
  long share(int position) {
    if (count == 1) {
      return equity;
    }
    return requirement == 0
        ? Int128.divFloor(equity, count)
        : Int128.mulDivFloor(equity, requirementOf(position), requirement);
  }

  /** What of the requirement falls to a position. */
  long requirementOf(int position) {
    return margins.allotted(position, Int128.PPB);
  }

  /** Signed value of a position at which its share of the equity is used up. */
  long bankruptcyValue(int position) {
    return margins.valueAtMark(position) - share(position);
  }

  /** The liquidation fee that the equity can bear. */
  long bearableFee() {
    return Math.min(liquidations.feeDue(liquidation), Math.max(0, equity));
  }

  /** Whether equity less that fee is past the line at which a liquidation under way ends. */
  boolean isPastExit() {
    return books.rules().isPast(equity - bearableFee(), requirement(stages.exitRatio()));
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
