package io.plimsoll.engine.margin;

import io.plimsoll.engine.account.Books;
import io.plimsoll.engine.account.WalletTable;
import io.plimsoll.engine.instrument.Collateral;
import io.plimsoll.engine.instrument.CollateralTable;
import io.plimsoll.engine.memory.Int128;

/**
 * Equity, excess and free balance of a pool: an account in mode MULTI_ASSET, all whose wallets
 * stand behind all its cross positions. Values are money of the valuation asset.
 *
 * <p>The amount of an asset is balance + unrealised PnL; its excess over the requirement in the
 * asset is valued as an amount is, so that equity less requirement falls whenever a mark moves
 * against a position, whatever the haircut. Sources: pooled margin balances with haircuts are
 * Bybit's unified account and OKX's multi-currency margin, the liability weight is Drift's. Leaves
 * results in fields; not thread safe.
 */
public final class PoolMargins {
  private final Books books;
  private final WalletTable wallets;
  private final CollateralTable collateral;
  private final MarginCalculator margins;
  private long equity;
  private long realisable;
  private long excess;
  private long callExcess;
  private int count;

  PoolMargins(Books books, MarginCalculator margins) {
    this.books = books;
    this.wallets = books.wallets();
    this.collateral = books.collateral();
    this.margins = margins;
  }

  long equity() {
    return equity;
  }

  long realisable() {
    return realisable;
  }

  long excess() {
    return excess;
  }

  long callExcess() {
    return callExcess;
  }

  int count() {
    return count;
  }

  /** Adds up a pool's wallets. */
  void evaluate(int account) {
    equity = 0;
    realisable = 0;
    excess = 0;
    callExcess = 0;
    count = 0;
    for (int w = books.accounts().firstWallet(account); w != 0; w = wallets.next(w)) {
      Collateral terms = terms(w);
      margins.sum(w);
      long amount = margins.equity();
      equity += terms.value(amount);
      realisable += terms.conversionValue(amount);
      excess += terms.value(amount - margins.requirement());
      callExcess += terms.value(amount - margins.callRequirement());
      count += margins.positionCount();
    }
  }

  /** The terms of a wallet's asset. */
  public Collateral terms(int wallet) {
    return collateral.of(wallets.assetId(wallet));
  }

  /** Balance + unrealised PnL of the cross positions that settle in a wallet. */
  public long amount(int wallet) {
    long amount = wallets.balance(wallet);
    for (int p = margins.firstSettling(wallet); p != 0; p = margins.nextSettling(wallet, p)) {
      amount += margins.unrealisedPnl(p);
    }
    return amount;
  }

  /** What a wallet's amount exceeds its requirement by, at a ratio; in its asset. */
  public long surplus(int wallet, long ratio) {
    return amount(wallet) - margins.walletRequirement(wallet, ratio);
  }

  /** Equity of the pool if a wallet held so much more. */
  public long equityWith(int wallet, long more) {
    long sum = 0;
    for (int w = first(wallet); w != 0; w = wallets.next(w)) {
      sum += terms(w).value(amount(w) + (w == wallet ? more : 0));
    }
    return sum;
  }

  /**
   * Equity less requirement at a ratio, the pool's wallet in the valuation asset holding less, and
   * the requirement of one of its positions being another.
   *
   * @param lead the wallet that stands for the pool
   * @param position in the pool, or 0
   * @param requirement of that position, instead of its own
   */
  public long excessWith(int lead, long ratio, long less, int position, long requirement) {
    long sum = 0;
    for (int w = first(lead); w != 0; w = wallets.next(w)) {
      long surplus = surplus(w, ratio) - (w == lead ? less : 0);
      if (position != 0 && books.positions().wallet(position) == w) {
        surplus += margins.requirement(position, ratio) - requirement;
      }
      sum += terms(w).value(surplus);
    }
    return sum;
  }

  /** What the balances alone count. */
  public long balanceValue(int wallet) {
    long sum = 0;
    for (int w = first(wallet); w != 0; w = wallets.next(w)) {
      sum += terms(w).value(wallets.balance(w));
    }
    return sum;
  }

  /** What the free balances of all wallets count. */
  public long freeValue(int account) {
    long sum = 0;
    for (int w = books.accounts().firstWallet(account); w != 0; w = wallets.next(w)) {
      sum += terms(w).value(margins.freeAmount(w, 0));
    }
    return sum;
  }

  /**
   * How much of an asset may leave the pool's free balance.
   *
   * @param without an instrument in which no position is to count, or 0
   * @param mayBorrow whether what is left may be below 0, down to borrowMax
   */
  long free(int account, int assetId, int without, boolean mayBorrow) {
    long others = 0;
    long own = 0;
    for (int w = books.accounts().firstWallet(account); w != 0; w = wallets.next(w)) {
      long free = margins.freeAmount(w, without);
      if (wallets.assetId(w) == assetId) {
        own = free;
      } else {
        others += terms(w).value(free);
      }
    }
    Collateral terms = collateral.of(assetId);
    long least = mayBorrow && terms.isPriced() ? -terms.borrowMax() : 0;
    return own - Math.max(least, terms.leastAmount(-others, false));
  }

  /**
   * Money behind a position, in its asset: what makes the pool as safe as a position of its own
   * with this margin, all other marks and prices standing still.
   */
  public long behind(int position, long ratio) {
    int wallet = books.positions().wallet(position);
    long others = 0;
    for (int w = first(wallet); w != 0; w = wallets.next(w)) {
      others += w == wallet ? 0 : terms(w).value(surplus(w, ratio));
    }
    long strict = books.rules().isPast(0, 0) ? 1 : 0;
    long least = terms(wallet).leastAmount(strict - others, false);
    long own = margins.unrealisedPnl(position) - margins.requirement(position, ratio);
    return surplus(wallet, ratio) - own - least + strict;
  }

  /** As {@link #behind}, for what the pool would realise, to end at 0. */
  public long behindBankruptcy(int position) {
    int wallet = books.positions().wallet(position);
    long others = 0;
    for (int w = first(wallet); w != 0; w = wallets.next(w)) {
      others += w == wallet ? 0 : terms(w).conversionValue(amount(w));
    }
    long least = terms(wallet).leastAmount(-others, true);
    return amount(wallet) - margins.unrealisedPnl(position) - least;
  }

  /**
   * The first price of an asset, coming from the present one on the side that harms the pool, at
   * which it is liquidatable, all else standing still.
   *
   * @return 1 to the asset's highest price, or 0 if there is none
   */
  public long liquidationPrice(int wallet) {
    long surplus = surplus(wallet, Int128.PPB);
    Collateral terms = terms(wallet);
    if (surplus == 0 || !terms.isPriced() || wallet == wallets.lead(wallet)) {
      return 0;
    }
    margins.ofWallet(wallet);
    long strict = margins.positionCount() > 0 && books.rules().isPast(0, 0) ? 1 : 0;
    long slack = margins.equity() - margins.requirement() - strict;
    return terms.firstPriceBelow(surplus, terms.value(surplus) - slack);
  }

  private int first(int wallet) {
    return books.accounts().firstWallet(wallets.account(wallet));
  }
}
