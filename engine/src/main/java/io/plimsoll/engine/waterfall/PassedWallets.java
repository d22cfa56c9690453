package io.plimsoll.engine.waterfall;

import io.plimsoll.engine.account.Books;
import io.plimsoll.engine.account.WalletTable;
import io.plimsoll.engine.instrument.InstrumentTable;
import io.plimsoll.engine.memory.OrderedIntSet;
import io.plimsoll.engine.memory.StateStream;

/**
 * Cross wallets of which a mark has passed a trigger, asset by asset in account order, until they
 * are looked at.
 *
 * <p>A trigger of a cross position says that its wallet may be past a line, not that it is: what is
 * looked at in vain leaves no trace and counts for nothing.
 */
final class PassedWallets {
  private final WalletTable wallets;
  private final Evaluator evaluator;
  private final OrderedIntSet[] accounts = new OrderedIntSet[InstrumentTable.ASSET_ID_MAX + 1];
  private int size;

  PassedWallets(Books books, Evaluator evaluator) {
    this.wallets = books.wallets();
    this.evaluator = evaluator;
  }

  /** Makes room for an asset. */
  void open(int assetId) {
    if (accounts[assetId] == null) {
      accounts[assetId] = new OrderedIntSet();
    }
  }

  void add(int wallet) {
    OrderedIntSet set = accounts[wallets.assetId(wallet)];
    size -= set.size();
    set.add(wallets.account(wallet));
    size += set.size();
  }

  /** Forgets an account, whose wallets are evaluated otherwise. */
  void remove(int account) {
    for (OrderedIntSet set : accounts) {
      if (set != null) {
        size -= set.size();
        set.remove(account);
        size += set.size();
      }
    }
  }

  /** Looks at them until all were looked at or as much as this was done. */
  void handle(int limit) {
    if (size == 0) {
      return;
    }
    int left = limit;
    for (int assetId = 1; assetId < accounts.length && left > 0; assetId++) {
      OrderedIntSet set = accounts[assetId];
      int account = set == null ? -1 : set.next(0);
      while (account >= 0 && left > 0) {
        set.remove(account);
        size--;
        left -= evaluator.evaluateAtMark(wallets.find(account, assetId));
        account = set.next(account);
      }
    }
  }

  boolean isEmpty() {
    return size == 0;
  }

  /** Carries whose wallets wait. */
  void state(StateStream stream) {
    size = stream.of(size);
    for (int id = stream.next(accounts, 0); id >= 0; id = stream.next(accounts, id + 1)) {
      open(id);
      accounts[id].state(stream);
    }
  }
}
