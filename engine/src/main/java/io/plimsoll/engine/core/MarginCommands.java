package io.plimsoll.engine.core;

import io.plimsoll.engine.account.Books;
import io.plimsoll.engine.account.PositionTable;
import io.plimsoll.engine.account.WalletTable;
import io.plimsoll.engine.event.LiquidationEvents;
import io.plimsoll.engine.instrument.Instrument;
import io.plimsoll.engine.margin.FundingDue;
import io.plimsoll.engine.margin.MarginCalculator;
import io.plimsoll.engine.trigger.Triggers;
import io.plimsoll.engine.waterfall.Evaluator;
import io.plimsoll.engine.waterfall.UntradedChange;
import io.plimsoll.engine.waterfall.Waterfall;
import io.plimsoll.protocol.codec.AdjustMarginDecoder;
import io.plimsoll.protocol.codec.BalanceReason;
import io.plimsoll.protocol.codec.MarginMode;
import io.plimsoll.protocol.codec.PositionReason;
import io.plimsoll.protocol.codec.PositionSide;
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
    int shortLeg = positions.shortLeg(position);
    boolean fits =
        tierFits(instrument, position, leverage)
            && tierFits(instrument, shortLeg, leverage)
            && (positions.isIsolated(position)
                ? isolatedLeverageFits(position, shortLeg, leverage)
                : crossLeverageFits(position, shortLeg, leverage));
    if (fits) {
      changeLeverage(position, leverage);
      changeLeverage(shortLeg, leverage);
      evaluate(position, shortLeg);
    }
    return fits;
  }

  private boolean isHeld(int position) {
    return position != 0 && positions.quantity(position) != 0;
  }

  private boolean tierFits(Instrument instrument, int position, int leverage) {
    return !isHeld(position) || leverageFits(instrument, margins.tierAtMark(position), leverage);
  }

  private boolean leverageFits(Instrument instrument, int tier, int leverage) {
    return checks.that(
        leverage <= instrument.tiers().leverageMax(tier),
        RejectReason.LEVERAGE_TOO_HIGH,
        SetLeverageDecoder.leverageId(),
        leverage);
  }

  /** What the margin of an isolated position lacks at a leverage, 0 or above. */
  private long lack(int position, int leverage) {
    return isHeld(position)
        ? Math.max(0, margins.initialMarginAtEntry(position, leverage) - positions.margin(position))
        : 0;
  }

  private boolean isolatedLeverageFits(int position, int shortLeg, int leverage) {
    int field = SetLeverageDecoder.leverageId();
    long need = lack(position, leverage) + lack(shortLeg, leverage);
    return need == 0
        || (checks.that(
                need <= margins.freeBalance(positions.wallet(position)),
                RejectReason.INSUFFICIENT_BALANCE,
                field,
                need)
            && marginFits(position, lack(position, leverage), field, leverage)
            && marginFits(shortLeg, lack(shortLeg, leverage), field, leverage));
  }

  private boolean marginFits(int position, long added, int field, long detail) {
    return added == 0
        || checks.that(
            added <= Books.BALANCE_MAX - positions.margin(position),
            RejectReason.LIMIT_EXCEEDED,
            field,
            detail);
  }

  private boolean crossLeverageFits(int position, int shortLeg, int leverage) {
    if (!isHeld(position) && !isHeld(shortLeg)) {
      return true;
    }
    long free =
        margins.freeFor(
                positions.account(position), wallets.assetId(positions.wallet(position)), false)
            - initialMarginGrowth(position, leverage)
            - initialMarginGrowth(shortLeg, leverage);
    return checks.that(
        free >= 0, RejectReason.INSUFFICIENT_BALANCE, SetLeverageDecoder.leverageId(), free);
  }

  private long initialMarginGrowth(int position, int leverage) {
    return isHeld(position)
        ? margins.initialMarginAtMark(position, leverage)
            - margins.initialMarginAtMark(position, positions.leverage(position))
        : 0;
  }

  private void changeLeverage(int position, int leverage) {
    if (position == 0) {
      return;
    }
    long need = positions.isIsolated(position) ? lack(position, leverage) : 0;
    positions.leverage(position, leverage);
    if (need > 0) {
      transfer(position, need);
    }
  }

  /** Evaluates what has a quantity, then the wallet. */
  private void evaluate(int position, int shortLeg) {
    Evaluator evaluator = waterfall.evaluator();
    if (!isHeld(position) && !isHeld(shortLeg)) {
      return;
    }
    evaluator.touchPosition(position);
    if (shortLeg != 0) {
      evaluator.touchPosition(shortLeg);
    }
    evaluator.touchWallet(positions.wallet(position));
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
    int shortLeg = positions.shortLeg(position);
    boolean fits =
        mode == MarginMode.ISOLATED
            ? mayIsolate(position, shortLeg)
            : mayJoin(position, shortLeg, c.modeRaw());
    if (fits) {
      switchMode(position, mode);
      switchMode(shortLeg, mode);
      evaluate(position, shortLeg);
    }
    return fits;
  }

  private boolean mayIsolate(int position, int shortLeg) {
    if (!isHeld(position) && !isHeld(shortLeg)) {
      return true;
    }
    int field = SetMarginModeDecoder.modeId();
    long need = isolatedNeed(position) + isolatedNeed(shortLeg);
    int wallet = positions.wallet(position);
    long free = margins.freeBalanceWithout(wallet, positions.instrumentId(position));
    return checks.that(need <= free, RejectReason.INSUFFICIENT_BALANCE, field, need)
        && marginFits(position, isolatedNeed(position), field, MarginMode.ISOLATED.value())
        && marginFits(shortLeg, isolatedNeed(shortLeg), field, MarginMode.ISOLATED.value());
  }

  private long isolatedNeed(int position) {
    return isHeld(position)
        ? margins.initialMarginAtEntry(position, positions.leverage(position))
            + Math.max(0, -margins.unrealisedPnl(position))
        : 0;
  }

  private boolean mayJoin(int position, int shortLeg, int mode) {
    if (!isHeld(position) && !isHeld(shortLeg)) {
      return true;
    }
    long ofShort = shortLeg == 0 ? 0 : positions.margin(shortLeg);
    long balance =
        wallets.balance(positions.wallet(position)) + positions.margin(position) + ofShort;
    return checks.that(
        Math.abs(balance) <= Books.BALANCE_MAX,
        RejectReason.LIMIT_EXCEEDED,
        SetMarginModeDecoder.modeId(),
        mode);
  }

  private void switchMode(int position, MarginMode mode) {
    if (position == 0) {
      return;
    }
    long amount =
        mode == MarginMode.ISOLATED ? isolatedNeed(position) : -positions.margin(position);
    triggers.clear(position);
    positions.mode(position, mode);
    if (isHeld(position)) {
      positions.called(position, false);
      transfer(position, amount);
    }
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
                amount != 0, RejectReason.INVALID_VALUE, AdjustMarginDecoder.amountId(), amount)
            && checks.range(c.positionSideRaw(), 1, 3, AdjustMarginDecoder.positionSideId());
    if (!valid) {
      return false;
    }
    PositionSide side = c.positionSide();
    boolean hedged = positions.isHedged(account, instrument.id());
    int position = positions.find(account, instrument.id(), side);
    boolean held = isHeld(position) && positions.isIsolated(position);
    boolean accepted =
        checks.sideFits(hedged, side, AdjustMarginDecoder.positionSideId())
            && checks.that(held, RejectReason.NO_POSITION, instrumentField, instrument.id())
            && checks.that(
                !waterfall.isFrozen(position),
                RejectReason.UNDER_LIQUIDATION,
                accountField,
                c.accountId())
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
    return checks.that(
        mayChange(position) && mayChange(positions.shortLeg(position)),
        RejectReason.POSITION_EXISTS,
        field,
        instrument.id());
  }

  private boolean mayChange(int position) {
    return position == 0
        || (positions.openOrders(position) == 0
            && (!isHeld(position) || books.rules().changesWithPosition()));
  }

  /** No position there is frozen, nor, if one has a quantity, its wallet. */
  private boolean isNotFrozen(int account, Instrument instrument, long accountId, int field) {
    int position = positions.find(account, instrument.id());
    return checks.that(
        isNotFrozen(position) && isNotFrozen(positions.shortLeg(position)),
        RejectReason.UNDER_LIQUIDATION,
        field,
        accountId);
  }

  private boolean isNotFrozen(int position) {
    return position == 0
        || (isHeld(position)
            ? !waterfall.isFrozen(position)
            : positions.liquidation(position) == 0);
  }
}
