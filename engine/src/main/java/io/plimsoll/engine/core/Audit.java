package io.plimsoll.engine.core;

import io.plimsoll.engine.account.AccountTable;
import io.plimsoll.engine.account.Books;
import io.plimsoll.engine.account.OrderTable;
import io.plimsoll.engine.account.PositionTable;
import io.plimsoll.engine.account.WalletTable;
import io.plimsoll.engine.instrument.Asset;
import io.plimsoll.engine.instrument.Instrument;
import io.plimsoll.engine.instrument.InstrumentTable;

/**
 * Recounts the whole state and compares it with every running total. What does not add up is a
 * broken invariant and throws.
 */
final class Audit {
  private final Books books;
  private final long[] balances = new long[InstrumentTable.ASSET_ID_MAX + 1];
  private final long[] margins = new long[InstrumentTable.ASSET_ID_MAX + 1];
  private final long[] costs = new long[InstrumentTable.ASSET_ID_MAX + 1];
  private final long[] quantities = new long[InstrumentTable.INSTRUMENT_ID_MAX + 1];
  private final long[] longs = new long[InstrumentTable.INSTRUMENT_ID_MAX + 1];
  private long openPositions;

  Audit(Books books) {
    this.books = books;
  }

  /** Positions with a quantity, as last counted. */
  long openPositions() {
    return openPositions;
  }

  /** Cheap: the running totals of every asset. */
  void checkTotals() {
    InstrumentTable table = books.instruments();
    for (int i = 0; i < table.assetCount(); i++) {
      Asset asset = table.assetAt(i);
      check(asset.isConserved(), "money is not conserved in asset ", asset.id());
    }
  }

  /** Thorough: recounts every account. */
  void checkAll() {
    clear();
    for (int account = 1; account <= books.accounts().size(); account++) {
      count(account);
    }
    InstrumentTable table = books.instruments();
    for (int i = 0; i < table.instrumentCount(); i++) {
      Instrument instrument = table.instrumentAt(i);
      int id = instrument.id();
      check(
          quantities[id] == 0 || instrument.isClosed(),
          "quantities do not add up to 0 in instrument ",
          id);
      check(
          quantities[id] == instrument.netQuantity(),
          "the sum of the quantities is wrong in instrument ",
          id);
      check(longs[id] == instrument.openInterest(), "open interest is wrong in instrument ", id);
    }
    for (int i = 0; i < table.assetCount(); i++) {
      Asset asset = table.assetAt(i);
      int id = asset.id();
      check(balances[id] == asset.balances(), "balances do not add up in asset ", id);
      check(margins[id] == asset.margins(), "margins do not add up in asset ", id);
      check(costs[id] == asset.costs(), "costs do not add up in asset ", id);
      check(
          balances[id] + margins[id] - costs[id] == asset.netDeposits(),
          "money is not conserved in asset ",
          id);
    }
  }

  private void clear() {
    InstrumentTable table = books.instruments();
    for (int i = 0; i < table.assetCount(); i++) {
      int id = table.assetAt(i).id();
      balances[id] = 0;
      margins[id] = 0;
      costs[id] = 0;
    }
    for (int i = 0; i < table.instrumentCount(); i++) {
      int id = table.instrumentAt(i).id();
      quantities[id] = 0;
      longs[id] = 0;
    }
    openPositions = 0;
  }

  private void count(int account) {
    AccountTable accounts = books.accounts();
    WalletTable wallets = books.wallets();
    PositionTable positions = books.positions();
    for (int p = accounts.firstPosition(account); p != 0; p = positions.next(p)) {
      Instrument instrument = books.instrumentOf(p);
      long quantity = positions.quantity(p);
      int asset = instrument.asset().id();
      quantities[instrument.id()] += quantity;
      longs[instrument.id()] += Math.max(quantity, 0);
      margins[asset] += positions.margin(p);
      costs[asset] += positions.cost(p);
      openPositions += quantity == 0 ? 0 : 1;
    }
    for (int w = accounts.firstWallet(account); w != 0; w = wallets.next(w)) {
      balances[wallets.assetId(w)] += wallets.balance(w);
      check(
          wallets.reserved(w) == reserved(account, w),
          "reserves do not add up in an account, number ",
          account);
    }
  }

  private long reserved(int account, int wallet) {
    OrderTable orders = books.orders();
    long sum = 0;
    for (int o = books.accounts().firstOrder(account); o != 0; o = orders.next(o)) {
      if (books.positions().wallet(orders.position(o)) == wallet) {
        sum += orders.reserved(o);
      }
    }
    return sum;
  }

  private static void check(boolean holds, String what, int id) {
    if (!holds) {
      throw new IllegalStateException(what + id);
    }
  }
}
