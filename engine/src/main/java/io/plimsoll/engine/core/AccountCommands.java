package io.plimsoll.engine.core;

import io.plimsoll.engine.account.AccountTable;
import io.plimsoll.engine.account.Books;
import io.plimsoll.engine.account.WalletTable;
import io.plimsoll.engine.instrument.Asset;
import io.plimsoll.engine.margin.MarginCalculator;
import io.plimsoll.engine.waterfall.Waterfall;
import io.plimsoll.protocol.codec.AccountKind;
import io.plimsoll.protocol.codec.AddAccountDecoder;
import io.plimsoll.protocol.codec.BalanceReason;
import io.plimsoll.protocol.codec.DepositDecoder;
import io.plimsoll.protocol.codec.RejectReason;
import io.plimsoll.protocol.codec.WithdrawDecoder;

/** Accounts, and what goes in and out of their wallets. */
final class AccountCommands {
  private final Books books;
  private final AccountTable accounts;
  private final WalletTable wallets;
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
        checks.isKnown(account, c.accountId(), DepositDecoder.accountIdId())
            && isAsset(asset, c.assetId(), DepositDecoder.assetIdId())
            && checks.range(amount, 1, Long.MAX_VALUE, DepositDecoder.amountId());
    if (!valid) {
      return false;
    }
    int existing = wallets.find(account, asset.id());
    long balance = existing == 0 ? 0 : wallets.balance(existing);
    if (amount > Books.BALANCE_MAX - balance || !asset.mayChangeNetDeposits(amount)) {
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
        checks.isKnown(account, c.accountId(), WithdrawDecoder.accountIdId())
            && isAsset(asset, c.assetId(), WithdrawDecoder.assetIdId())
            && checks.range(amount, 1, Long.MAX_VALUE, WithdrawDecoder.amountId());
    if (!valid) {
      return false;
    }
    int wallet = wallets.find(account, asset.id());
    int lead = wallets.findLead(account, asset.id());
    if (lead != 0 && wallets.liquidation(lead) != 0) {
      return checks.fail(
          RejectReason.UNDER_LIQUIDATION, WithdrawDecoder.accountIdId(), c.accountId());
    }
    if (accounts.isTrader(account) && waterfall.isGated(account, asset.id())) {
      return checks.fail(RejectReason.WITHDRAWALS_GATED, WithdrawDecoder.assetIdId(), c.assetId());
    }
    long free = margins.freeFor(account, asset.id(), true);
    if (amount > free) {
      return checks.fail(RejectReason.INSUFFICIENT_BALANCE, WithdrawDecoder.amountId(), free);
    }
    if (!asset.mayChangeNetDeposits(-amount)) {
      return checks.fail(RejectReason.LIMIT_EXCEEDED, WithdrawDecoder.amountId(), amount);
    }
    books.changeBalance(wallet, -amount, BalanceReason.WITHDRAWAL, 0, 0);
    waterfall.evaluator().touchWallet(wallet);
    return true;
  }

  private boolean isAsset(Asset asset, int assetId, int field) {
    return checks.that(asset != null, RejectReason.UNKNOWN_ASSET, field, assetId);
  }
}
