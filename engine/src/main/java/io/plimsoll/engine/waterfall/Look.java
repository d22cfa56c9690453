package io.plimsoll.engine.waterfall;

import io.plimsoll.engine.account.Books;
import io.plimsoll.engine.margin.MarginCalculator;
import io.plimsoll.engine.memory.Int128;

/**
 * Equity, requirement and positions of a liquidation, as they stood when last looked at, and how
 * they fall to its positions.
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

  /** How many positions have a quantity. */
  int positionCount() {
    return count;
  }

  /** Whether there is a position with a quantity. */
  boolean hasPositions() {
    return count > 0;
  }

  /** Its first position with a quantity, in order of instrument id, or 0. */
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
        : Int128.mulDivFloor(equity, margins.requirement(position, Int128.PPB), requirement);
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
    if (ratio == Int128.PPB) {
      return requirement;
    }
    long sum = 0;
    for (int p = first(); p != 0; p = next(p)) {
      sum += margins.requirement(p, ratio);
    }
    return sum;
  }
}
