package io.plimsoll.engine.waterfall;

import io.plimsoll.engine.account.Books;
import io.plimsoll.engine.account.PositionTable;
import io.plimsoll.engine.account.WalletTable;
import io.plimsoll.engine.event.LiquidationEvents;
import io.plimsoll.engine.instrument.Collateral;
import io.plimsoll.engine.margin.MarginCalculator;
import io.plimsoll.protocol.codec.Outcome;
import io.plimsoll.protocol.codec.PositionSide;

/** Ends liquidations: what is left of them finds its owner, and what they froze is free again. */
final class Settlement {
  private final Books books;
  private final PositionTable positions;
  private final WalletTable wallets;
  private final LiquidationEvents events;
  private final LiquidationTable liquidations;
  private final InsuranceFund fund;
  private final MarginCalculator margins;
  private final Repayment repayment;
  private final Tally tally;
  private final Evaluator evaluator;

  Settlement(
      Books books,
      LiquidationEvents events,
      LiquidationTable liquidations,
      InsuranceFund fund,
      MarginCalculator margins,
      Repayment repayment,
      Tally tally,
      Evaluator evaluator) {
    this.books = books;
    this.positions = books.positions();
    this.wallets = books.wallets();
    this.events = events;
    this.liquidations = liquidations;
    this.fund = fund;
    this.margins = margins;
    this.repayment = repayment;
    this.tally = tally;
    this.evaluator = evaluator;
  }

  /** Ends a liquidation that did nothing but repay, and has nothing left to do. */
  void recovered(int liquidation) {
    boolean repaid = liquidations.wasRepaid(liquidation);
    finish(liquidation, repaid ? Outcome.REDUCED : Outcome.RECOVERED, 0, 0);
  }

  /** Ends a liquidation that is safe with the positions it still has, for a fee. */
  void safe(int liquidation, long fee) {
    fund.takeFee(liquidation, fee);
    boolean reduced = liquidations.wasReduced(liquidation);
    finish(liquidation, reduced ? Outcome.REDUCED : Outcome.RECOVERED, 0, 0);
  }

  /** Pays out or covers what is left of a liquidation without positions, and ends it. */
  void settle(int liquidation) {
    if (tally.isPool(liquidation)) {
      settlePool(liquidation);
      return;
    }
    long left = left(liquidation);
    fund.takeFee(liquidation, Math.min(liquidations.feeDue(liquidation), Math.max(0, left)));
    left = left(liquidation);
    long surplus = 0;
    long covered = 0;
    if (left > 0) {
      surplus = fund.takeSurplus(liquidation, left);
    } else if (left < 0) {
      covered = -left;
      fund.cover(liquidation, covered);
    }
    finish(liquidation, outcome(liquidation), surplus, covered);
  }

  /** The fee and what is owed are paid out of the collateral; then asset by asset. */
  private void settlePool(int liquidation) {
    int lead = liquidations.wallet(liquidation);
    margins.ofWallet(lead);
    long fee = Math.min(liquidations.feeDue(liquidation), Math.max(0, margins.realisable()));
    fund.takeFee(liquidation, fee);
    repayment.run(liquidation);
    long surplus = 0;
    long covered = 0;
    int first = books.accounts().firstWallet(wallets.account(lead));
    for (int wallet = first; wallet != 0; wallet = wallets.next(wallet)) {
      Collateral terms = margins.pools().terms(wallet);
      if (wallets.balance(wallet) > 0 && terms.hasTerms()) {
        surplus += fund.takeSurplus(liquidation, wallet, terms);
      } else if (wallets.balance(wallet) < 0) {
        covered += fund.cover(liquidation, wallet, terms);
      }
    }
    finish(liquidation, outcome(liquidation), surplus, covered);
  }

  private Outcome outcome(int liquidation) {
    if (liquidations.socialised(liquidation) > 0) {
      return Outcome.SOCIALISED;
    }
    if (liquidations.wasDeleveraged(liquidation)) {
      return Outcome.DELEVERAGED;
    }
    return liquidations.wasTakenOver(liquidation) ? Outcome.TAKEN_OVER : Outcome.CLOSED;
  }

  private long left(int liquidation) {
    int position = liquidations.position(liquidation);
    return position != 0
        ? positions.margin(position)
        : wallets.balance(liquidations.wallet(liquidation));
  }

  private void finish(int liquidation, Outcome outcome, long surplus, long covered) {
    int position = liquidations.position(liquidation);
    int wallet = liquidations.wallet(liquidation);
    events.finished(
        liquidations.id(liquidation),
        books.accounts().id(wallets.account(wallet)),
        liquidations.closedNotional(liquidation),
        liquidations.takenOverNotional(liquidation),
        liquidations.realisedPnl(liquidation),
        liquidations.feePaid(liquidation),
        surplus,
        covered,
        liquidations.deleveragedNotional(liquidation),
        liquidations.socialised(liquidation),
        liquidations.nettedNotional(liquidation),
        wallets.assetId(wallet),
        position == 0 ? 0 : positions.instrumentId(position),
        outcome,
        liquidations.stage(liquidation),
        position == 0 ? PositionSide.NET : positions.side(position));
    liquidations.remove(liquidation);
    if (position != 0) {
      positions.liquidation(position, 0);
    } else {
      wallets.liquidation(wallet, 0);
    }
    if (outcome == Outcome.RECOVERED || outcome == Outcome.REDUCED) {
      if (position != 0) {
        evaluator.touchPosition(position);
      } else {
        evaluator.touchWallet(wallet);
      }
    }
  }
}
