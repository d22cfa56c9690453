package io.plimsoll.engine.core;

import io.plimsoll.engine.account.AccountTable;
import io.plimsoll.engine.account.Books;
import io.plimsoll.engine.instrument.Asset;
import io.plimsoll.engine.instrument.Collateral;
import io.plimsoll.engine.instrument.CollateralTable;
import java.util.function.LongConsumer;

/** What the digest says of collateral, as section 7 of the rules lists it; nothing without any. */
final class CollateralDigest {
  private static final int TERMS_MARK = -6;
  private static final int POOL_MARK = -7;

  private CollateralDigest() {}

  /** The terms of an asset, if it has any. */
  static void put(CollateralTable table, Asset asset, LongConsumer put) {
    Collateral terms = table.of(asset.id());
    if (!terms.hasTerms()) {
      return;
    }
    put.accept(TERMS_MARK);
    put.accept(asset.id() == table.valuationAssetId() ? 1 : 0);
    put.accept(terms.liabilityWeight());
    put.accept(terms.borrowMax());
    put.accept(terms.discount());
    put.accept(terms.priceMax());
    put.accept(terms.fundAccountId());
    put.accept(terms.interestAccountId());
    put.accept(terms.priceScale());
    put.accept(terms.price());
    put.accept(terms.tiers());
    for (int tier = 0; tier < terms.tiers(); tier++) {
      put.accept(terms.floor(tier));
      put.accept(terms.weight(tier));
    }
  }

  /** The pool of an account, if it is one. */
  static void put(Books books, int account, LongConsumer put) {
    AccountTable accounts = books.accounts();
    int pool = accounts.pool(account);
    if (pool != 0) {
      put.accept(POOL_MARK);
      put.accept(books.wallets().isCalled(pool) ? 1 : 0);
      put.accept(books.wallets().liquidation(pool) != 0 ? 1 : 0);
    }
  }
}
