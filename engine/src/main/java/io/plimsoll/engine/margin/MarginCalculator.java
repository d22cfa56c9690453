package io.plimsoll.engine.margin;

import io.plimsoll.engine.account.Books;
import io.plimsoll.engine.account.OrderTable;
import io.plimsoll.engine.account.PositionTable;
import io.plimsoll.engine.account.WalletTable;
import io.plimsoll.engine.instrument.Instrument;
import io.plimsoll.engine.instrument.VenueRules;
import io.plimsoll.engine.memory.Int128;

/**
 * Equity and requirement of isolated positions, cross wallets and pools at the marks and prices as
 * they stand. A wallet of a pool stands for the whole pool, valued in the valuation asset.
 *
 * <p>{@link #ofPosition} and {@link #ofWallet} leave their result in the fields read by {@link
 * #equity()} and {@link #requirement()}, so that nothing is allocated. Not thread safe.
 */
public final class MarginCalculator {
  private final Books books;
  private final PositionTable positions;
  private final WalletTable wallets;
  private final PoolMargins pools;
  private long equity;
  private long realisable;
  private long requirement;
  private long callRequirement;
  private int count;
  private final Legs legs;

  /**
   * A calculator over the books.
   *
   * @param books the tables
   */
  public MarginCalculator(Books books) {
    this.books = books;
    this.positions = books.positions();
    this.wallets = books.wallets();
    this.pools = new PoolMargins(books, this);
    this.legs = new Legs(books.rules());
  }

  /** Equity found by the last call, money. */
  public long equity() {
    return equity;
  }

  /**
   * What the equity found by the last call would bring: that of a pool with collateral at its price
   * less the conversion discount, and debts at theirs. Otherwise the equity itself.
   */
  public long realisable() {
    return realisable;
  }

  /** Requirement found by the last call, money. */
  public long requirement() {
    return requirement;
  }

  /** Requirement at the margin call ratio found by the last call; 0 without margin calls. */
  public long callRequirement() {
    return callRequirement;
  }

  /** How many positions with a quantity the last call found. */
  public int positionCount() {
    return count;
  }

  /** Margin + unrealised PnL, and requirement, of one position on its own. */
  public void ofPosition(int position) {
    // Spelled out, so that each field is read once: most positions are looked at on their own.
    VenueRules rules = books.rules();
    Instrument instrument = books.instrumentOf(position);
    long quantity = positions.quantity(position);
    long cost = positions.cost(position);
    long value = instrument.value(quantity, instrument.markPrice());
    long notional = Math.abs(value);
    long callRatio = rules.marginCallRatio();
    equity = positions.margin(position) + value - cost;
    realisable = equity;
    requirement = instrument.requirement(rules, quantity, cost, notional, Int128.PPB);
    callRequirement =
        callRatio == 0 ? 0 : instrument.requirement(rules, quantity, cost, notional, callRatio);
    count = quantity == 0 ? 0 : 1;
  }

  /**
   * Balance + unrealised PnL, and requirement, of a wallet with its cross positions, two legs by
   * the rule of their instrument; or of a pool.
   */
  public void ofWallet(int wallet) {
    if (wallets.isPooled(wallet)) {
      ofPool(wallet);
    } else {
      sum(wallet);
      realisable = equity;
    }
  }

  /** As {@link #ofWallet}, of one wallet and the positions that settle in it, pooled or not. */
  void sum(int wallet) {
    equity = wallets.balance(wallet);
    requirement = 0;
    callRequirement = 0;
    count = 0;
    for (int p = firstSettling(wallet); p != 0; p = nextSettling(wallet, p)) {
      equity += unrealisedPnl(p);
      requirement += part(p, Int128.PPB);
      callRequirement += callPart(p);
      count++;
    }
  }

  private void ofPool(int wallet) {
    pools.evaluate(wallets.account(wallet));
    equity = pools.equity();
    realisable = pools.realisable();
    requirement = equity - pools.excess();
    callRequirement = books.rules().marginCallRatio() == 0 ? 0 : equity - pools.callExcess();
    count = pools.count();
  }

  /** Requirement of the cross positions that settle in a wallet, at a ratio. */
  public long walletRequirement(int wallet, long ratio) {
    long sum = 0;
    for (int p = firstSettling(wallet); p != 0; p = nextSettling(wallet, p)) {
      sum += part(p, ratio);
    }
    return sum;
  }

  /** What only pools have. */
  public PoolMargins pools() {
    return pools;
  }

  /**
   * A cross position's part of the requirement of its wallet in a sum over its positions: that of
   * two legs together counts with the long one.
   */
  private long part(int position, long ratio) {
    if (!isPaired(position)) {
      return requirement(position, ratio);
    }
    return positions.isShortLeg(position) ? 0 : pair(position, ratio);
  }

  private long callPart(int position) {
    long ratio = books.rules().marginCallRatio();
    return ratio == 0 ? 0 : part(position, ratio);
  }

  /** What two cross legs with quantities require together; the long one is given. */
  private long pair(int longLeg, long ratio) {
    return legs(longLeg).requirement(books.instrumentOf(longLeg).markPrice(), ratio);
  }

  /** The two legs of a long one; good until the next call of this calculator. */
  public Legs legs(int longLeg) {
    return legs.set(books.instrumentOf(longLeg), positions, longLeg);
  }

  /** Whether a position is one of two cross legs that both have a quantity. */
  public boolean isPaired(int position) {
    if (positions.isShortLeg(position)) {
      int first = positions.otherLeg(position);
      return positions.quantity(first) != 0 && !positions.isIsolated(position);
    }
    return positions.isLongLeg(position)
        && positions.quantity(positions.next(position)) != 0
        && !positions.isIsolated(position);
  }

  /**
   * What of the requirement of its wallet falls to a cross position, or the requirement of an
   * isolated one: of two legs, each has its part in proportion to what it alone would require.
   */
  public long allotted(int position, long ratio) {
    if (positions.isIsolated(position) || !isPaired(position)) {
      return requirement(position, ratio);
    }
    boolean isShort = positions.isShortLeg(position);
    int longLeg = isShort ? positions.otherLeg(position) : position;
    long mark = books.instrumentOf(position).markPrice();
    long both = legs(longLeg).requirement(mark, ratio);
    long ofLong = legs.partOfLong(both, mark, ratio);
    return isShort ? both - ofLong : ofLong;
  }

  /** Whether the last result has positions and is past the margin call line. */
  public boolean isCalled() {
    VenueRules rules = books.rules();
    return rules.marginCallRatio() != 0 && count > 0 && rules.isPast(equity, callRequirement);
  }

  /** Whether the last result is past the maintenance line; without positions, below 0. */
  public boolean isLiquidatable() {
    return count == 0 ? equity < 0 : books.rules().isPast(equity, requirement);
  }

  /** Value at mark − cost. */
  public long unrealisedPnl(int position) {
    return valueAtMark(position) - positions.cost(position);
  }

  /** Signed value at the mark. */
  public long valueAtMark(int position) {
    Instrument instrument = books.instrumentOf(position);
    return instrument.value(positions.quantity(position), instrument.markPrice());
  }

  /** Requirement of a position alone at the mark, times a ratio in parts per billion. */
  public long requirement(int position, long ratio) {
    return books
        .instrumentOf(position)
        .requirement(
            books.rules(),
            positions.quantity(position),
            positions.cost(position),
            Math.abs(valueAtMark(position)),
            ratio);
  }

  /**
   * What a trader's wallet may spend: balance + min(0, unrealised PnL) − initial margins − reserves
   * − what fundings under way will still take. Of a pool, what it may spend of the wallet without
   * borrowing. For other kinds of account the balance; for no wallet (0) nothing.
   */
  public long freeBalance(int wallet) {
    return freeBalanceWithout(wallet, 0);
  }

  /** The free balance if the cross positions of one instrument were not there. */
  public long freeBalanceWithout(int wallet, int withoutInstrument) {
    if (wallet == 0) {
      return 0;
    }
    int account = wallets.account(wallet);
    if (!books.accounts().isTrader(account)) {
      return wallets.balance(wallet);
    }
    return wallets.isPooled(wallet)
        ? pools.free(account, wallets.assetId(wallet), withoutInstrument, false)
        : freeAmount(wallet, withoutInstrument);
  }

  /**
   * What new risk may use of an asset: the free balance, or for a cross position of a pool also
   * what the pool may borrow.
   */
  public long freeFor(int account, int assetId, boolean isolated) {
    return books.accounts().pool(account) == 0
        ? freeBalance(wallets.find(account, assetId))
        : pools.free(account, assetId, 0, !isolated);
  }

  /** The free balance of a trader's wallet on its own, pooled or not. */
  long freeAmount(int wallet, int withoutInstrument) {
    long balance = wallets.balance(wallet);
    long unrealised = 0;
    long initial = 0;
    long due = 0;
    int first = firstSettling(wallet);
    for (int position = first; position != 0; position = nextSettling(wallet, position)) {
      if (positions.instrumentId(position) == withoutInstrument) {
        continue;
      }
      unrealised += unrealisedPnl(position);
      initial += initialMarginAtMark(position, positions.leverage(position));
      due += FundingDue.toPay(books, position);
    }
    return balance + Math.min(0, unrealised) - initial - wallets.reserved(wallet) - due;
  }

  /** Initial margin of a position at its mark, at a leverage in hundredths. */
  public long initialMarginAtMark(int position, int leverage) {
    return initialMargin(position, Math.abs(valueAtMark(position)), leverage);
  }

  /** Initial margin of a position at its cost, at a leverage in hundredths. */
  public long initialMarginAtEntry(int position, int leverage) {
    return initialMargin(position, Math.abs(positions.cost(position)), leverage);
  }

  private long initialMargin(int position, long notional, int leverage) {
    Instrument instrument = books.instrumentOf(position);
    return instrument.initialMargin(positions.quantity(position), notional, leverage);
  }

  /** The tier that a position falls in at its mark. */
  public int tierAtMark(int position) {
    long notional = Math.abs(valueAtMark(position));
    return books
        .instrumentOf(position)
        .tiers()
        .tierOfPosition(positions.quantity(position), positions.cost(position), notional);
  }

  /**
   * The first cross position with a quantity of the wallet, or its pool, in order of instrument id,
   * long before short; or 0.
   */
  public int firstCross(int wallet) {
    return crossFrom(wallet, first(wallet), wallets.isPooled(wallet));
  }

  /** The next cross position with a quantity of the wallet, or its pool, or 0. */
  public int nextCross(int wallet, int position) {
    return crossFrom(wallet, positions.next(position), wallets.isPooled(wallet));
  }

  /** The first cross position with a quantity that settles in the wallet, or 0. */
  public int firstSettling(int wallet) {
    return crossFrom(wallet, first(wallet), false);
  }

  /** The next cross position with a quantity that settles in the wallet, or 0. */
  public int nextSettling(int wallet, int position) {
    return crossFrom(wallet, positions.next(position), false);
  }

  private int first(int wallet) {
    return books.accounts().firstPosition(wallets.account(wallet));
  }

  private int crossFrom(int wallet, int start, boolean anyAsset) {
    int position = start;
    while (position != 0
        && ((!anyAsset && positions.wallet(position) != wallet)
            || positions.isIsolated(position)
            || positions.quantity(position) == 0)) {
      position = positions.next(position);
    }
    return position;
  }

  /**
   * The first open order of the account that is not the engine's own and trades this wallet, or any
   * of its pool.
   */
  public int firstOrder(int wallet) {
    return orderFrom(wallet, books.accounts().firstOrder(wallets.account(wallet)));
  }

  /** The next such order, or 0. */
  public int nextOrder(int wallet, int order) {
    return orderFrom(wallet, books.orders().next(order));
  }

  private int orderFrom(int wallet, int start) {
    OrderTable orders = books.orders();
    int order = start;
    while (order != 0
        && (orders.isEngines(order)
            || wallets.lead(positions.wallet(orders.position(order))) != wallets.lead(wallet))) {
      order = orders.next(order);
    }
    return order;
  }
}
