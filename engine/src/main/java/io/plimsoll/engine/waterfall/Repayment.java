package io.plimsoll.engine.waterfall;

import io.plimsoll.engine.account.Books;
import io.plimsoll.engine.account.WalletTable;
import io.plimsoll.engine.event.CollateralEvents;
import io.plimsoll.engine.instrument.Collateral;
import io.plimsoll.engine.margin.MarginCalculator;
import io.plimsoll.protocol.codec.BalanceReason;

/**
 * REPAY: negative balances of a pool are repaid with its collateral, at its price less the
 * conversion discount, the fund of the asset repaid being the counterparty.
 *
 * <p>Source: Bybit's automatic repayment of the unified account, which sells collateral for the
 * liability. Not thread safe.
 */
final class Repayment {
  private final Books books;
  private final WalletTable wallets;
  private final CollateralEvents events;
  private final LiquidationTable liquidations;
  private final MarginCalculator margins;

  Repayment(
      Books books,
      CollateralEvents events,
      LiquidationTable liquidations,
      MarginCalculator margins) {
    this.books = books;
    this.wallets = books.wallets();
    this.events = events;
    this.liquidations = liquidations;
    this.margins = margins;
  }

  /** Whether a liquidation is of a pool that has a negative balance. */
  boolean isDue(int liquidation) {
    int lead = liquidations.wallet(liquidation);
    if (liquidations.position(liquidation) != 0 || !wallets.isPooled(lead)) {
      return false;
    }
    for (int w = first(lead); w != 0; w = wallets.next(w)) {
      if (wallets.balance(w) < 0) {
        return true;
      }
    }
    return false;
  }

  /**
   * Repays what the pool of a liquidation owes, in order of asset, as far as its collateral goes.
   */
  void run(int liquidation) {
    int lead = liquidations.wallet(liquidation);
    for (int debt = first(lead); debt != 0; debt = wallets.next(debt)) {
      int collateral = 0;
      while (wallets.balance(debt) < 0 && (collateral = nextCollateral(lead, collateral)) != 0) {
        convert(liquidation, collateral, debt);
      }
    }
  }

  private int first(int lead) {
    return books.accounts().firstWallet(wallets.account(lead));
  }

  /** The wallet that comes after another: the lowest discount first, ties in order of asset. */
  private int nextCollateral(int lead, int last) {
    int next = 0;
    for (int w = first(lead); w != 0; w = wallets.next(w)) {
      boolean comes = last == 0 || isBefore(last, w);
      if (comes && (next == 0 || isBefore(w, next))) {
        next = w;
      }
    }
    return next;
  }

  private boolean isBefore(int wallet, int other) {
    long discount = terms(wallet).discount();
    long otherDiscount = terms(other).discount();
    return discount < otherDiscount
        || (discount == otherDiscount && wallets.assetId(wallet) < wallets.assetId(other));
  }

  private Collateral terms(int wallet) {
    return margins.pools().terms(wallet);
  }

  private void convert(int liquidation, int collateral, int debt) {
    Collateral from = terms(collateral);
    Collateral to = terms(debt);
    // A loss that is not realised yet will be paid out of the balance.
    long available = Math.min(wallets.balance(collateral), margins.pools().amount(collateral));
    long most = from.conversionValue(Math.max(0, available));
    long owed = -wallets.balance(debt);
    long needed = to.fullValueUp(owed);
    boolean covers = most >= needed;
    long given = covers ? from.toConvert(needed) : available;
    long repaid = covers ? owed : Math.min(owed, to.amountOf(most));
    if (most == 0 || repaid == 0) {
      return;
    }
    long id = liquidations.id(liquidation);
    events.converted(
        id,
        books.accounts().id(wallets.account(debt)),
        to.fundAccountId(),
        given,
        repaid,
        from.conversionValue(given),
        from.price(),
        to.price(),
        from.discount(),
        from.assetId(),
        to.assetId());
    int fund = books.accounts().find(to.fundAccountId());
    change(collateral, -given, id);
    change(wallets.findOrAdd(fund, from.assetId()), given, id);
    change(wallets.findOrAdd(fund, to.assetId()), -repaid, id);
    change(debt, repaid, id);
    liquidations.repaid(liquidation);
  }

  private void change(int wallet, long amount, long id) {
    books.changeBalance(wallet, amount, BalanceReason.REPAY, 0, id);
  }
}
