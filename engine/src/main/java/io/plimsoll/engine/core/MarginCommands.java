package io.plimsoll.engine.core;

import io.plimsoll.engine.account.Books;
import io.plimsoll.engine.account.PositionTable;
import io.plimsoll.engine.account.WalletTable;
import io.plimsoll.engine.event.LiquidationEvents;
import io.plimsoll.engine.instrument.Instrument;
import io.plimsoll.engine.margin.FundingDue;
import io.plimsoll.engine.margin.MarginCalculator;
import io.plimsoll.engine.trigger.Triggers;
import io.plimsoll.engine.waterfall.UntradedChange;
import io.plimsoll.engine.waterfall.Waterfall;
import io.plimsoll.protocol.codec.AdjustMarginDecoder;
import io.plimsoll.protocol.codec.BalanceReason;
import io.plimsoll.protocol.codec.MarginMode;
import io.plimsoll.protocol.codec.PositionReason;
import io.plimsoll.protocol.codec.RejectReason;
import io.plimsoll.protocol.codec.SetLeverageDecoder;
import io.plimsoll.protocol.codec.SetMarginModeDecoder;

/** What a trader decides about a position's margin: leverage, mode, and how much of it. */
final class MarginCommands {
  private final Books books;
  private final WalletTable wallets;
  private final PositionTable positions;
  private final LiquidationEvents events;
  private final Checks checks;
  private final MarginCalculator margins;
  private final Triggers triggers;
  private final Waterfall waterfall;

  MarginCommands(
      Books books,
      LiquidationEvents events,
      Checks checks,
      MarginCalculator margins,
      Triggers triggers,
      Waterfall waterfall) {
    this.books = books;
    this.wallets = books.wallets();
    this.positions = books.positions();
    this.events = events;
    this.checks = checks;
    this.margins = margins;
    this.triggers = triggers;
    this.waterfall = waterfall;
  }

  boolean setLeverage(SetLeverageDecoder c) {
    int account = books.accounts().find(c.accountId());
    Instrument instrument = books.instruments().instrument(c.instrumentId());
    int leverage = c.leverage();
    int accountField = SetLeverageDecoder.accountIdId();
    int instrumentField = SetLeverageDecoder.instrumentIdId();
    boolean valid =
        checks.isTrader(books.accounts(), account, c.accountId(), accountField)
            && checks.isKnown(instrument, c.instrumentId(), instrumentField)
            && checks.that(
                instrument.hasTiers(), RejectReason.NO_TIERS, instrumentField, c.instrumentId())
            && checks.range(
                leverage,
                PositionTable.DEFAULT_LEVERAGE,
                Integer.MAX_VALUE,
                SetLeverageDecoder.leverageId())
            && leverageFits(instrument, 0, leverage)
            && mayChange(account, instrument, instrumentField)
            && isNotFrozen(account, instrument, c.accountId(), accountField);
    if (!valid) {
      return false;
    }
    int position = positions.findOrAdd(account, instrument.id(), instrument.asset().id());
    if (positions.quantity(position) == 0) {
      positions.leverage(position, leverage);
      return true;
    }
    boolean fits =
        leverageFits(instrument, margins.tierAtMark(position), leverage)
            && (positions.isIsolated(position)
                ? isolatedLeverageFits(position, leverage)
                : crossLeverageFits(position, leverage));
    if (fits) {
      setLeverage(position, leverage);
    }
    return fits;
  }

  private boolean leverageFits(Instrument instrument, int tier, int leverage) {
    return checks.that(
        leverage <= instrument.tiers().leverageMax(tier),
        RejectReason.LEVERAGE_TOO_HIGH,
        SetLeverageDecoder.leverageId(),
        leverage);
  }

  private boolean isolatedLeverageFits(int position, int leverage) {
    int field = SetLeverageDecoder.leverageId();
    long margin = positions.margin(position);
    long need = margins.initialMarginAtEntry(position, leverage) - margin;
    return need <= 0
        || (checks.that(
                need <= margins.freeBalance(positions.wallet(position)),
                RejectReason.INSUFFICIENT_BALANCE,
                field,
                need)
            && checks.that(
                need <= Books.BALANCE_MAX - margin, RejectReason.LIMIT_EXCEEDED, field, leverage));
  }

  private boolean crossLeverageFits(int position, int leverage) {
    long free =
        margins.freeBalance(positions.wallet(position))
            + margins.initialMarginAtMark(position, positions.leverage(position))
            - margins.initialMarginAtMark(position, leverage);
    return checks.that(
        free >= 0, RejectReason.INSUFFICIENT_BALANCE, SetLeverageDecoder.leverageId(), free);
  }

  private void setLeverage(int position, int leverage) {
    positions.leverage(position, leverage);
    if (positions.isIsolated(position)) {
      long need = margins.initialMarginAtEntry(position, leverage) - positions.margin(position);
      if (need > 0) {
        transfer(position, need);
      }
    }
    waterfall.evaluator().touch(position);
  }

  boolean setMarginMode(SetMarginModeDecoder c) {
    int account = books.accounts().find(c.accountId());
    Instrument instrument = books.instruments().instrument(c.instrumentId());
    int accountField = SetMarginModeDecoder.accountIdId();
    int instrumentField = SetMarginModeDecoder.instrumentIdId();
    boolean valid =
        checks.isTrader(books.accounts(), account, c.accountId(), accountField)
            && checks.isKnown(instrument, c.instrumentId(), instrumentField)
            && checks.range(c.modeRaw(), 1, 2, SetMarginModeDecoder.modeId())
            && mayChange(account, instrument, instrumentField)
            && isNotFrozen(account, instrument, c.accountId(), accountField);
    if (!valid) {
      return false;
    }
    MarginMode mode = MarginMode.get(c.modeRaw());
    int position = positions.findOrAdd(account, instrument.id(), instrument.asset().id());
    if (mode == positions.mode(position)) {
      return true;
    }
    if (positions.quantity(position) == 0) {
      positions.mode(position, mode);
      return true;
    }
    boolean fits =
        mode == MarginMode.ISOLATED ? mayIsolate(position) : mayJoin(position, c.modeRaw());
    if (fits) {
      switchMode(position, mode);
    }
    return fits;
  }

  private boolean mayIsolate(int position) {
    int field = SetMarginModeDecoder.modeId();
    long need = isolatedNeed(position);
    long free = margins.freeBalanceWithout(positions.wallet(position), position);
    return checks.that(need <= free, RejectReason.INSUFFICIENT_BALANCE, field, need)
        && checks.that(
            need <= Books.BALANCE_MAX,
            RejectReason.LIMIT_EXCEEDED,
            field,
            MarginMode.ISOLATED.value());
  }

  private long isolatedNeed(int position) {
    return margins.initialMarginAtEntry(position, positions.leverage(position))
        + Math.max(0, -margins.unrealisedPnl(position));
  }

  private boolean mayJoin(int position, int mode) {
    long balance = wallets.balance(positions.wallet(position)) + positions.margin(position);
    return checks.that(
        Math.abs(balance) <= Books.BALANCE_MAX,
        RejectReason.LIMIT_EXCEEDED,
        SetMarginModeDecoder.modeId(),
        mode);
  }

  private void switchMode(int position, MarginMode mode) {
    boolean toIsolated = mode == MarginMode.ISOLATED;
    long amount = toIsolated ? isolatedNeed(position) : -positions.margin(position);
    triggers.clear(position);
    positions.mode(position, mode);
    positions.called(position, false);
    transfer(position, amount);
    waterfall.evaluator().touch(position);
  }

  boolean adjustMargin(AdjustMarginDecoder c) {
    int account = books.accounts().find(c.accountId());
    Instrument instrument = books.instruments().instrument(c.instrumentId());
    int accountField = AdjustMarginDecoder.accountIdId();
    int instrumentField = AdjustMarginDecoder.instrumentIdId();
    long amount = c.amount();
    boolean valid =
        checks.isTrader(books.accounts(), account, c.accountId(), accountField)
            && checks.isKnown(instrument, c.instrumentId(), instrumentField)
            && checks.that(
                amount != 0, RejectReason.INVALID_VALUE, AdjustMarginDecoder.amountId(), amount);
    if (!valid) {
      return false;
    }
    int position = positions.find(account, instrument.id());
    boolean held =
        position != 0 && positions.isIsolated(position) && positions.quantity(position) != 0;
    boolean accepted =
        checks.that(held, RejectReason.NO_POSITION, instrumentField, instrument.id())
            && isNotFrozen(account, instrument, c.accountId(), accountField)
            && (amount > 0 ? mayAdd(position, amount) : mayTake(position, amount));
    if (accepted) {
      transfer(position, amount);
      waterfall.evaluator().touch(position);
    }
    return accepted;
  }

  private boolean mayAdd(int position, long amount) {
    int field = AdjustMarginDecoder.amountId();
    long free = margins.freeBalance(positions.wallet(position));
    return checks.that(amount <= free, RejectReason.INSUFFICIENT_BALANCE, field, free)
        && checks.that(
            amount <= Books.BALANCE_MAX - positions.margin(position),
            RejectReason.LIMIT_EXCEEDED,
            field,
            amount);
  }

  private boolean mayTake(int position, long amount) {
    int field = AdjustMarginDecoder.amountId();
    long spare =
        positions.margin(position)
            + Math.min(0, margins.unrealisedPnl(position))
            - FundingDue.toPay(books, position)
            - margins.initialMarginAtMark(position, positions.leverage(position));
    long most = Math.max(0, spare);
    return checks.that(amount >= -most, RejectReason.INSUFFICIENT_MARGIN, field, most)
        && checks.that(
            wallets.balance(positions.wallet(position)) - amount <= Books.BALANCE_MAX,
            RejectReason.LIMIT_EXCEEDED,
            field,
            amount);
  }

  /** Moves money from the wallet to the margin, or back if negative. */
  private void transfer(int position, long amount) {
    int instrumentId = positions.instrumentId(position);
    books.changeBalance(
        positions.wallet(position), -amount, BalanceReason.MARGIN_TRANSFER, instrumentId, 0);
    books.setMargin(position, positions.margin(position) + amount);
    UntradedChange.tell(books, events, position, PositionReason.MARGIN);
  }

  /** No order is open, and no position, unless the venue lets it change. */
  private boolean mayChange(int account, Instrument instrument, int field) {
    int position = positions.find(account, instrument.id());
    boolean fixed = position != 0 && positions.quantity(position) != 0;
    return checks.that(
        position == 0
            || (positions.openOrders(position) == 0
                && (!fixed || books.rules().changesWithPosition())),
        RejectReason.POSITION_EXISTS,
        field,
        instrument.id());
  }

  /** The position is not frozen, nor, if it has a quantity, its wallet. */
  private boolean isNotFrozen(int account, Instrument instrument, long accountId, int field) {
    int position = positions.find(account, instrument.id());
    return checks.that(
        position == 0
            || (positions.quantity(position) == 0
                ? positions.liquidation(position) == 0
                : !waterfall.isFrozen(account, instrument)),
        RejectReason.UNDER_LIQUIDATION,
        field,
        accountId);
  }
}
