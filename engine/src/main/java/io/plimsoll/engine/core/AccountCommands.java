package io.plimsoll.engine.core;

import io.plimsoll.engine.account.AccountTable;
import io.plimsoll.engine.account.Books;
import io.plimsoll.engine.account.PositionTable;
import io.plimsoll.engine.account.WalletTable;
import io.plimsoll.engine.instrument.Asset;
import io.plimsoll.engine.instrument.Instrument;
import io.plimsoll.engine.margin.MarginCalculator;
import io.plimsoll.engine.waterfall.Waterfall;
import io.plimsoll.protocol.codec.AccountKind;
import io.plimsoll.protocol.codec.AddAccountDecoder;
import io.plimsoll.protocol.codec.BalanceReason;
import io.plimsoll.protocol.codec.DepositDecoder;
import io.plimsoll.protocol.codec.MarginMode;
import io.plimsoll.protocol.codec.RejectReason;
import io.plimsoll.protocol.codec.SetLeverageDecoder;
import io.plimsoll.protocol.codec.SetMarginModeDecoder;
import io.plimsoll.protocol.codec.WithdrawDecoder;

/** Accounts, what goes in and out of their wallets, and their settings. */
final class AccountCommands {
  private final Books books;
  private final AccountTable accounts;
  private final WalletTable wallets;
  private final PositionTable positions;
  private final EngineLimits limits;
  private final Checks checks;
  private final MarginCalculator margins;
  private final Waterfall waterfall;

  AccountCommands(
      Books books,
      EngineLimits limits,
      Checks checks,
      MarginCalculator margins,
      Waterfall waterfall) {
    this.books = books;
    this.accounts = books.accounts();
    this.wallets = books.wallets();
    this.positions = books.positions();
    this.limits = limits;
    this.checks = checks;
    this.margins = margins;
    this.waterfall = waterfall;
  }

  boolean addAccount(AddAccountDecoder c) {
    long id = c.accountId();
    int field = AddAccountDecoder.accountIdId();
    boolean accepted =
        checks.range(id, 1, Long.MAX_VALUE, field)
            && checks.that(accounts.find(id) == 0, RejectReason.DUPLICATE_ID, field, id)
            && checks.range(c.kindRaw(), 1, 4, AddAccountDecoder.kindId())
            && checks.that(
                accounts.size() < limits.accountsMax(), RejectReason.LIMIT_EXCEEDED, field, id);
    if (accepted) {
      accounts.add(id, AccountKind.get(c.kindRaw()));
    }
    return accepted;
  }

  boolean deposit(DepositDecoder c) {
    int account = accounts.find(c.accountId());
    Asset asset = books.instruments().asset(c.assetId());
    long amount = c.amount();
    boolean valid =
        isAccount(account, c.accountId(), DepositDecoder.accountIdId())
            && isAsset(asset, c.assetId(), DepositDecoder.assetIdId())
            && checks.range(amount, 1, Long.MAX_VALUE, DepositDecoder.amountId());
    if (!valid) {
      return false;
    }
    int existing = wallets.find(account, asset.id());
    long balance = existing == 0 ? 0 : wallets.balance(existing);
    if (amount > Books.BALANCE_MAX - balance) {
      return checks.fail(RejectReason.LIMIT_EXCEEDED, DepositDecoder.amountId(), amount);
    }
    int wallet = wallets.findOrAdd(account, asset.id());
    books.changeBalance(wallet, amount, BalanceReason.DEPOSIT, 0, 0);
    waterfall.evaluator().touchWallet(wallet);
    return true;
  }

  boolean withdraw(WithdrawDecoder c) {
    int account = accounts.find(c.accountId());
    Asset asset = books.instruments().asset(c.assetId());
    long amount = c.amount();
    boolean valid =
        isAccount(account, c.accountId(), WithdrawDecoder.accountIdId())
            && isAsset(asset, c.assetId(), WithdrawDecoder.assetIdId())
            && checks.range(amount, 1, Long.MAX_VALUE, WithdrawDecoder.amountId());
    if (!valid) {
      return false;
    }
    int wallet = wallets.find(account, asset.id());
    if (wallet != 0 && wallets.liquidation(wallet) != 0) {
      return checks.fail(
          RejectReason.UNDER_LIQUIDATION, WithdrawDecoder.accountIdId(), c.accountId());
    }
    if (accounts.isTrader(account) && waterfall.isGated(asset.id())) {
      return checks.fail(RejectReason.WITHDRAWALS_GATED, WithdrawDecoder.assetIdId(), c.assetId());
    }
    long free = margins.freeBalance(wallet);
    if (amount > free) {
      return checks.fail(RejectReason.INSUFFICIENT_BALANCE, WithdrawDecoder.amountId(), free);
    }
    books.changeBalance(wallet, -amount, BalanceReason.WITHDRAWAL, 0, 0);
    waterfall.evaluator().touchWallet(wallet);
    return true;
  }

  boolean setLeverage(SetLeverageDecoder c) {
    int account = accounts.find(c.accountId());
    Instrument instrument = books.instruments().instrument(c.instrumentId());
    int leverage = c.leverage();
    int instrumentField = SetLeverageDecoder.instrumentIdId();
    boolean accepted =
        isTrader(account, c.accountId(), SetLeverageDecoder.accountIdId())
            && checks.that(
                instrument != null,
                RejectReason.UNKNOWN_INSTRUMENT,
                instrumentField,
                c.instrumentId())
            && checks.that(
                instrument.hasTiers(), RejectReason.NO_TIERS, instrumentField, c.instrumentId())
            && checks.range(
                leverage,
                PositionTable.DEFAULT_LEVERAGE,
                Integer.MAX_VALUE,
                SetLeverageDecoder.leverageId())
            && checks.that(
                leverage <= instrument.tiers().leverageMax(0),
                RejectReason.LEVERAGE_TOO_HIGH,
                SetLeverageDecoder.leverageId(),
                leverage)
            && isIdle(account, c.instrumentId(), instrumentField);
    if (accepted) {
      positions.leverage(positionFor(account, instrument), leverage);
    }
    return accepted;
  }

  boolean setMarginMode(SetMarginModeDecoder c) {
    int account = accounts.find(c.accountId());
    Instrument instrument = books.instruments().instrument(c.instrumentId());
    int instrumentField = SetMarginModeDecoder.instrumentIdId();
    boolean accepted =
        isTrader(account, c.accountId(), SetMarginModeDecoder.accountIdId())
            && checks.that(
                instrument != null,
                RejectReason.UNKNOWN_INSTRUMENT,
                instrumentField,
                c.instrumentId())
            && checks.range(c.modeRaw(), 1, 2, SetMarginModeDecoder.modeId())
            && isIdle(account, c.instrumentId(), instrumentField);
    if (accepted) {
      positions.mode(positionFor(account, instrument), MarginMode.get(c.modeRaw()));
    }
    return accepted;
  }

  private int positionFor(int account, Instrument instrument) {
    return positions.findOrAdd(account, instrument.id(), instrument.asset().id());
  }

  private boolean isIdle(int account, int instrumentId, int field) {
    int position = positions.find(account, instrumentId);
    return checks.that(
        position == 0 || (positions.quantity(position) == 0 && positions.openOrders(position) == 0),
        RejectReason.POSITION_EXISTS,
        field,
        instrumentId);
  }

  private boolean isTrader(int account, long accountId, int field) {
    return isAccount(account, accountId, field)
        && checks.that(
            accounts.isTrader(account), RejectReason.WRONG_ACCOUNT_KIND, field, accountId);
  }

  private boolean isAccount(int account, long accountId, int field) {
    return checks.that(account != 0, RejectReason.UNKNOWN_ACCOUNT, field, accountId);
  }

  private boolean isAsset(Asset asset, int assetId, int field) {
    return checks.that(asset != null, RejectReason.UNKNOWN_ASSET, field, assetId);
  }
}
