package io.plimsoll.engine.waterfall;

import io.plimsoll.engine.account.Books;
import io.plimsoll.engine.account.OrderTable;
import io.plimsoll.engine.account.PositionTable;
import io.plimsoll.engine.account.WalletTable;
import io.plimsoll.engine.event.LiquidationEvents;
import io.plimsoll.engine.instrument.Instrument;
import io.plimsoll.engine.margin.MarginCalculator;
import io.plimsoll.engine.memory.Int128;
import io.plimsoll.engine.trigger.Triggers;
import io.plimsoll.protocol.codec.MarginMode;
import io.plimsoll.protocol.codec.Outcome;

/**
 * Walks each liquidation down its stages.
 *
 * <p>The argument {@code liquidation} is a record number of the {@link LiquidationTable}. Not
 * thread safe.
 */
public final class Waterfall {
  private final Books books;
  private final PositionTable positions;
  private final WalletTable wallets;
  private final LiquidationEvents events;
  private final LiquidationTable liquidations = new LiquidationTable();
  private final MarginCalculator margins;
  private final Triggers triggers;
  private final ForcedOrders forcedOrders;
  private final InsuranceFund fund;
  private final Evaluator evaluator;
  private final Tasks tasks;
  private final CancelRequests cancels;
  private final FundingPayments fundingPayments;

  /**
   * A waterfall over the books.
   *
   * @param books the tables
   * @param events takes its events
   * @param margins evaluates
   * @param triggers are cleared while a position is frozen
   */
  public Waterfall(
      Books books, LiquidationEvents events, MarginCalculator margins, Triggers triggers) {
    this.books = books;
    this.positions = books.positions();
    this.wallets = books.wallets();
    this.events = events;
    this.margins = margins;
    this.triggers = triggers;
    this.tasks = new Tasks(books.accounts(), books.instruments());
    this.cancels = new CancelRequests(books, events);
    this.fundingPayments = new FundingPayments(books, events);
    this.forcedOrders = new ForcedOrders(books, events);
    this.fund = new InsuranceFund(books, events, liquidations, margins, triggers);
    this.evaluator = new Evaluator(books, events, margins, triggers, this);
  }

  /** Liquidations under way. */
  public LiquidationTable liquidations() {
    return liquidations;
  }

  /** The queue of what needs a pass over all accounts. */
  public Tasks tasks() {
    return tasks;
  }

  /** Works on the tasks, one slice. */
  public void runTasks() {
    tasks.runSlice();
  }

  /** Settles funding before a quantity changes. */
  public FundingPayments fundingPayments() {
    return fundingPayments;
  }

  /** Decides who is past a line. */
  public Evaluator evaluator() {
    return evaluator;
  }

  /** Every fund sends the next slice of its inventory. */
  public void unwind() {
    forcedOrders.unwind();
  }

  /** Whether an account's position in an instrument, or its wallet there, is frozen. */
  public boolean isFrozen(int account, Instrument instrument) {
    int wallet = wallets.find(account, instrument.asset().id());
    int position = positions.find(account, instrument.id());
    return (wallet != 0 && wallets.liquidation(wallet) != 0)
        || (position != 0 && positions.liquidation(position) != 0);
  }

  /** Starts on an isolated position; equity and requirement as the calculator last found them. */
  void startPosition(int position) {
    Instrument instrument = books.instrumentOf(position);
    int liquidation = liquidations.add(position, positions.wallet(position));
    positions.liquidation(position, liquidation);
    triggers.clear(position);
    events.started(
        liquidations.id(liquidation),
        books.accounts().id(positions.account(position)),
        margins.equity(),
        margins.requirement(),
        instrument.markPrice(),
        positions.quantity(position),
        positions.cost(position),
        positions.margin(position),
        instrument.asset().id(),
        instrument.id(),
        MarginMode.ISOLATED);
    cancelOrders(liquidation);
  }

  /** Starts on a cross wallet; equity and requirement as the calculator last found them. */
  void startWallet(int wallet) {
    int liquidation = liquidations.add(0, wallet);
    wallets.liquidation(wallet, liquidation);
    triggers.clearWallet(wallet);
    long cost = 0;
    for (int p = margins.firstCross(wallet); p != 0; p = margins.nextCross(wallet, p)) {
      cost += positions.cost(p);
    }
    events.started(
        liquidations.id(liquidation),
        books.accounts().id(wallets.account(wallet)),
        margins.equity(),
        margins.requirement(),
        0,
        0,
        cost,
        wallets.balance(wallet),
        wallets.assetId(wallet),
        0,
        MarginMode.CROSS);
    cancelOrders(liquidation);
  }

  private void cancelOrders(int liquidation) {
    liquidations.stage(liquidation, LiquidationTable.CANCEL_ORDERS);
    OrderTable orders = books.orders();
    int wallet = liquidations.wallet(liquidation);
    int position = liquidations.position(liquidation);
    int waiting = 0;
    for (int o = margins.firstOrder(wallet); o != 0; o = margins.nextOrder(wallet, o)) {
      if (position != 0 && orders.position(o) != position) {
        continue;
      }
      if (position != 0) {
        orders.positionWaits(o, liquidation);
      } else {
        orders.walletWaits(o, liquidation);
      }
      waiting++;
      cancels.ask(o, liquidations.id(liquidation));
    }
    liquidations.pending(liquidation, waiting);
    if (waiting == 0) {
      close(liquidation);
    }
  }

  /** An order that a liquidation may wait for is gone; each argument may be 0. */
  public void orderGone(int closesFor, int positionWaits, int walletWaits) {
    orderGone(closesFor);
    orderGone(positionWaits);
    orderGone(walletWaits);
  }

  private void orderGone(int liquidation) {
    if (liquidation == 0) {
      return;
    }
    int pending = liquidations.pending(liquidation) - 1;
    liquidations.pending(liquidation, pending);
    if (pending > 0) {
      return;
    }
    if (liquidations.stage(liquidation) == LiquidationTable.CANCEL_ORDERS) {
      afterCancel(liquidation);
    } else {
      afterClose(liquidation);
    }
  }

  private void afterCancel(int liquidation) {
    evaluate(liquidation);
    boolean gone = liquidations.position(liquidation) != 0 && margins.positionCount() == 0;
    if (gone || !margins.isLiquidatable()) {
      finish(liquidation, Outcome.RECOVERED, 0, 0);
    } else {
      close(liquidation);
    }
  }

  /** Closes; equity and requirement as the calculator last found them. */
  private void close(int liquidation) {
    liquidations.stage(liquidation, LiquidationTable.CLOSE);
    if (margins.positionCount() == 0) {
      settle(liquidation, Outcome.CLOSED);
      return;
    }
    long equity = margins.equity();
    long requirement = margins.requirement();
    liquidations.pending(liquidation, margins.positionCount());
    for (int p = firstPosition(liquidation); p != 0; p = nextPosition(liquidation, p)) {
      forcedOrders.close(
          liquidation,
          liquidations.id(liquidation),
          p,
          margins.valueAtMark(p) - share(p, equity, requirement));
    }
  }

  /** The part of an equity that falls to a position, by its requirement; rounded down. */
  private long share(int position, long equity, long requirement) {
    return Int128.mulDivFloor(equity, margins.requirement(position, Int128.PPB), requirement);
  }

  /** Takes note of a forced fill. */
  public void forcedFill(int liquidation, Trade trade, long notional, long fee) {
    liquidations.addForcedFill(liquidation, notional, trade.realised(), fee);
  }

  private void afterClose(int liquidation) {
    evaluate(liquidation);
    if (margins.positionCount() == 0) {
      settle(liquidation, Outcome.CLOSED);
      return;
    }
    long equity = margins.equity();
    long fee = Math.min(liquidations.feeDue(liquidation), Math.max(0, equity));
    if (books.rules().isPast(equity - fee, margins.requirement())) {
      takeOver(liquidation, equity, margins.requirement());
      settle(liquidation, Outcome.TAKEN_OVER);
      return;
    }
    fund.takeFee(liquidation, fee);
    boolean filled = liquidations.closedNotional(liquidation) > 0;
    finish(liquidation, filled ? Outcome.REDUCED : Outcome.RECOVERED, 0, 0);
  }

  private void takeOver(int liquidation, long equity, long requirement) {
    long rest = equity;
    int next;
    for (int p = firstPosition(liquidation); p != 0; p = next) {
      next = nextPosition(liquidation, p);
      long share = next == 0 ? rest : share(p, equity, requirement);
      rest -= share;
      fund.takeOver(liquidation, p, margins.valueAtMark(p) - share);
    }
  }

  private void settle(int liquidation, Outcome outcome) {
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
    finish(liquidation, outcome, surplus, covered);
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
        wallets.assetId(wallet),
        position == 0 ? 0 : positions.instrumentId(position),
        outcome);
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

  private void evaluate(int liquidation) {
    int position = liquidations.position(liquidation);
    if (position != 0) {
      margins.ofPosition(position);
    } else {
      margins.ofWallet(liquidations.wallet(liquidation));
    }
  }

  private int firstPosition(int liquidation) {
    int position = liquidations.position(liquidation);
    return position != 0 ? position : margins.firstCross(liquidations.wallet(liquidation));
  }

  private int nextPosition(int liquidation, int position) {
    return liquidations.position(liquidation) != 0
        ? 0
        : margins.nextCross(liquidations.wallet(liquidation), position);
  }
}
