package io.plimsoll.engine.waterfall;

import io.plimsoll.engine.account.Books;
import io.plimsoll.engine.account.WalletTable;
import io.plimsoll.engine.event.CollateralEvents;
import io.plimsoll.engine.instrument.Collateral;
import io.plimsoll.engine.instrument.Instrument;
import io.plimsoll.engine.margin.MarginCalculator;
import io.plimsoll.engine.memory.Int128;

/**
 * What a liquidation adds up: money of its asset; for a pool, whose positions settle in several
 * assets, converted to the valuation asset at the price of the moment.
 */
final class Tally {
  private final Books books;
  private final LiquidationTable liquidations;

  Tally(Books books, LiquidationTable liquidations) {
    this.books = books;
    this.liquidations = liquidations;
  }

  /** Whether a liquidation is of a pool. */
  boolean isPool(int liquidation) {
    return liquidations.position(liquidation) == 0
        && books.wallets().isPooled(liquidations.wallet(liquidation));
  }

  /** Tells how each asset of a pool goes into its equity and requirement. */
  void tell(int lead, long liquidationId, MarginCalculator margins, CollateralEvents events) {
    WalletTable wallets = books.wallets();
    int account = wallets.account(lead);
    for (int w = books.accounts().firstWallet(account); w != 0; w = wallets.next(w)) {
      if (wallets.balance(w) != 0 || margins.firstSettling(w) != 0) {
        Collateral terms = margins.pools().terms(w);
        long amount = margins.pools().amount(w);
        long requirement = margins.walletRequirement(w, Int128.PPB);
        long value = terms.value(amount);
        events.valued(
            liquidationId,
            books.accounts().id(account),
            wallets.balance(w),
            amount - wallets.balance(w),
            value,
            requirement,
            value - terms.value(amount - requirement),
            terms.price(),
            terms.assetId());
      }
    }
  }

  /** Money of an instrument's asset, rounded down. */
  long down(int liquidation, Instrument instrument, long money) {
    return isPool(liquidation)
        ? books.collateral().of(instrument.asset().id()).fullValue(money)
        : money;
  }

  /** Money of an instrument's asset, rounded up. */
  long up(int liquidation, Instrument instrument, long money) {
    return -down(liquidation, instrument, -money);
  }
}
