package io.plimsoll.engine.waterfall;

import io.plimsoll.engine.account.Books;
import io.plimsoll.engine.account.PositionTable;
import io.plimsoll.engine.account.WalletTable;
import io.plimsoll.engine.event.LiquidationEvents;
import io.plimsoll.engine.instrument.Collateral;
import io.plimsoll.engine.instrument.Instrument;
import io.plimsoll.engine.margin.MarginCalculator;
import io.plimsoll.engine.memory.StateStream;
import io.plimsoll.engine.trigger.Triggers;
import io.plimsoll.protocol.codec.PositionSide;

/**
 * Decides, exactly, who is called and who is liquidated: after a change to an account, and after a
 * new mark for those whose triggers it passed.
 */
public final class Evaluator {
  private final Books books;
  private final PositionTable positions;
  private final WalletTable wallets;
  private final LiquidationEvents events;
  private final MarginCalculator margins;
  private final Triggers triggers;
  private final Waterfall waterfall;
  private final int startsMax;
  private final WaitingMarks waiting;
  private final PassedWallets walletsPassed;
  private long walletLooks;
  private long walletLooksInVain;

  Evaluator(
      Books books,
      LiquidationEvents events,
      MarginCalculator margins,
      Triggers triggers,
      Waterfall waterfall,
      int startsMax) {
    this.books = books;
    this.positions = books.positions();
    this.wallets = books.wallets();
    this.events = events;
    this.margins = margins;
    this.triggers = triggers;
    this.waterfall = waterfall;
    this.startsMax = startsMax;
    this.waiting = new WaitingMarks();
    this.walletsPassed = new PassedWallets(books, this);
  }

  /** Makes room for wallets of an asset that marks may pass, as often as called. */
  public void open(int assetId) {
    walletsPassed.open(assetId);
  }

  /** Evaluates a position after a change to it, then its wallet, as far as each may be. */
  public void touch(int position) {
    touchPosition(position);
    touchWallet(positions.wallet(position));
  }

  /** Evaluates a position after a change to it, if it is a trader's, isolated and not frozen. */
  public void touchPosition(int position) {
    if (positions.liquidation(position) != 0
        || !positions.isIsolated(position)
        || positions.quantity(position) == 0) {
      return;
    }
    margins.ofPosition(position);
    boolean called = margins.isCalled();
    if (called && !positions.isCalled(position)) {
      callPosition(position);
    }
    positions.called(position, called);
    if (margins.isLiquidatable()) {
      waterfall.startPosition(position);
    } else {
      triggers.setIsolated(position);
    }
  }

  /** Evaluates a wallet, or its pool, after a change to it, if a trader's and not frozen. */
  public void touchWallet(int ofWallet) {
    int wallet = wallets.lead(ofWallet);
    if (wallets.liquidation(wallet) != 0 || !books.accounts().isTrader(wallets.account(wallet))) {
      return;
    }
    margins.ofWallet(wallet);
    boolean called = margins.isCalled();
    if (called && !wallets.isCalled(wallet)) {
      callWallet(wallet);
    }
    wallets.called(wallet, called);
    startOrArm(wallet);
  }

  /** Handles those whom an instrument's new mark has reached, after those who wait already. */
  public void markChanged(Instrument instrument) {
    boolean waits = waiting.size() > 0 || !walletsPassed.isEmpty();
    // A mark that reaches nobody while nobody waits, as nearly all do, ends here.
    if (waits || triggers.mayBePassed(instrument)) {
      addWaiting(instrument);
      goOn();
    }
  }

  private void addWaiting(Instrument instrument) {
    if (!instrument.isMarkWaiting()) {
      instrument.markWaiting(true);
      waiting.add(instrument);
    }
  }

  /**
   * Handles those whom waiting marks have reached, as many as the limit allows: instrument by
   * instrument the isolated positions, in the order in which the mark met their triggers; then, of
   * all these instruments, cross wallets, asset by asset in account order.
   */
  public void goOn() {
    int left = startsMax;
    while (left > 0 && waiting.size() > 0) {
      Instrument instrument = waiting.first();
      int position = triggers.firstPassed(instrument);
      if (position == 0) {
        instrument.markWaiting(false);
        waiting.removeFirst();
      } else if (positions.isIsolated(position)) {
        triggerPassed(position);
        left--;
      } else {
        // Whether it was looked at in vain must not show, so it counts only once it is decided.
        triggers.clear(position);
        walletsPassed.add(wallets.lead(positions.wallet(position)));
      }
    }
    if (left > 0) {
      walletsPassed.handle(left);
    }
  }

  /** Handles those whom the asset's new price, or waiting marks, have reached. */
  public void collateralPriceChanged(Collateral collateral) {
    int wallet;
    while ((wallet = triggers.firstPassed(collateral)) != 0) {
      triggers.clearPrice(wallet);
      walletsPassed.add(wallets.lead(wallet));
    }
    goOn();
  }

  /** What was said of an account's wallets, which are evaluated now, waits no longer. */
  public void forget(int account) {
    walletsPassed.remove(account);
  }

  /** Whether the last mark of an instrument has reached isolated positions not yet handled. */
  boolean isWaiting(Instrument instrument) {
    return instrument.isMarkWaiting();
  }

  /** Whether anyone whom a mark may have reached is not handled yet. */
  boolean isAnyWaiting() {
    return waiting.size() > 0 || !walletsPassed.isEmpty();
  }

  /** The instruments whose marks wait, in order. */
  public WaitingMarks waitingMarks() {
    return waiting;
  }

  /** Cross wallets evaluated because a mark passed one of their triggers. */
  public long walletLooks() {
    return walletLooks;
  }

  /** Those of them that were neither called nor liquidated. */
  public long walletLooksInVain() {
    return walletLooksInVain;
  }

  private void triggerPassed(int position) {
    margins.ofPosition(position);
    boolean awaitsCall = books.rules().marginCallRatio() != 0 && !positions.isCalled(position);
    if (awaitsCall && margins.isCalled()) {
      callPosition(position);
      positions.called(position, true);
      // If the mark is past the liquidation price too, its turn comes when that price is reached.
      triggers.setIsolated(position);
    } else if (!awaitsCall && margins.isLiquidatable()) {
      waterfall.startPosition(position);
    } else {
      throw new IllegalStateException(
          "trigger and evaluation disagree on a position of account "
              + books.accounts().id(positions.account(position)));
    }
  }

  /**
   * Looks at a wallet that a mark may have reached.
   *
   * @return what it counts for: a call, and the positions of a liquidation
   */
  int evaluateAtMark(int wallet) {
    if (wallets.liquidation(wallet) != 0) {
      return 0;
    }
    margins.ofWallet(wallet);
    boolean newlyCalled = margins.isCalled() && !wallets.isCalled(wallet);
    walletLooks++;
    if (!newlyCalled && !margins.isLiquidatable()) {
      walletLooksInVain++;
    }
    int count = 0;
    if (newlyCalled) {
      callWallet(wallet);
      wallets.called(wallet, true);
      count++;
    }
    count += margins.isLiquidatable() ? Math.max(1, margins.positionCount()) : 0;
    startOrArm(wallet);
    return count;
  }

  private void startOrArm(int wallet) {
    if (margins.isLiquidatable()) {
      waterfall.startWallet(wallet);
    } else {
      triggers.setWallet(wallet);
    }
  }

  private void callPosition(int position) {
    Instrument instrument = books.instrumentOf(position);
    events.marginCall(
        books.accounts().id(positions.account(position)),
        margins.equity(),
        margins.requirement(),
        instrument.markPrice(),
        instrument.asset().id(),
        instrument.id(),
        positions.side(position));
  }

  private void callWallet(int wallet) {
    events.marginCall(
        books.accounts().id(wallets.account(wallet)),
        margins.equity(),
        margins.requirement(),
        0,
        wallets.assetId(wallet),
        0,
        PositionSide.NET);
  }

  /** Carries the marks and wallets that wait. */
  void state(StateStream stream) {
    waiting.state(books.instruments(), stream);
    walletsPassed.state(stream);
    walletLooks = stream.of(walletLooks);
    walletLooksInVain = stream.of(walletLooksInVain);
  }
}
