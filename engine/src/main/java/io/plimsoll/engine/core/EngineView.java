package io.plimsoll.engine.core;

import io.plimsoll.engine.account.Books;
import io.plimsoll.engine.account.PositionTable;
import io.plimsoll.engine.account.WalletTable;
import io.plimsoll.engine.margin.Legs;
import io.plimsoll.engine.margin.LegsPrices;
import io.plimsoll.engine.margin.MarginCalculator;
import io.plimsoll.engine.margin.PositionPrices;
import io.plimsoll.engine.memory.Int128;
import io.plimsoll.engine.waterfall.AdlLights;
import io.plimsoll.engine.waterfall.Evaluator;
import io.plimsoll.engine.waterfall.Stages;
import io.plimsoll.protocol.codec.PositionSide;

/**
 * What the engine holds, for questions between two commands: the margin page of a venue.
 *
 * <p>Answers are as of the last command, at the marks as they stand, in the scales of instrument
 * and asset. An account, instrument or asset that does not exist, or an empty position, answers 0;
 * so does a side that the account has not there, which is NET in hedge mode, and LONG and SHORT in
 * one-way mode. Questions change nothing and take no part in replays. On the engine's thread only,
 * and never from within its event sink.
 */
public final class EngineView {
  private final Books books;
  private final PositionTable positions;
  private final WalletTable wallets;
  private final MarginCalculator margins;
  private final AdlLights lights;
  private final Evaluator evaluator;

  EngineView(Books books, Stages stages, Evaluator evaluator) {
    this.books = books;
    this.positions = books.positions();
    this.wallets = books.wallets();
    this.margins = new MarginCalculator(books);
    this.lights = new AdlLights(books, margins, stages);
    this.evaluator = evaluator;
  }

  /** Balance of a wallet, money. */
  public long balance(long accountId, int assetId) {
    int wallet = wallet(accountId, assetId);
    return wallet == 0 ? 0 : wallets.balance(wallet);
  }

  /**
   * What a wallet may spend or withdraw, money; may be below 0. Of a pool, without borrowing: what
   * may be withdrawn.
   */
  public long freeBalance(long accountId, int assetId) {
    return freeFor(accountId, assetId, true);
  }

  /**
   * What new risk of a cross position may use of an asset, money; may be below 0. More than {@link
   * #freeBalance} where a pool may borrow.
   */
  public long freeCollateral(long accountId, int assetId) {
    return freeFor(accountId, assetId, false);
  }

  private long freeFor(long accountId, int assetId, boolean isolated) {
    int account = books.accounts().find(accountId);
    boolean known = account != 0 && books.instruments().asset(assetId) != null;
    return known ? margins.freeFor(account, assetId, isolated) : 0;
  }

  /**
   * The first price of an asset as collateral, coming from the present one on the side that harms
   * the account, at which its pool is liquidatable, all else standing still.
   *
   * @return 1 to the asset's highest price; 0 if there is none, or the account is not in mode
   *     MULTI_ASSET
   */
  public long collateralLiquidationPrice(long accountId, int assetId) {
    int wallet = wallet(accountId, assetId);
    return wallet == 0 || !wallets.isPooled(wallet) ? 0 : margins.pools().liquidationPrice(wallet);
  }

  /** Signed quantity of a position in one-way mode. */
  public long quantity(long accountId, int instrumentId) {
    return quantity(accountId, instrumentId, PositionSide.NET);
  }

  /** Signed quantity of a position. */
  public long quantity(long accountId, int instrumentId, PositionSide side) {
    int position = position(accountId, instrumentId, side);
    return position == 0 ? 0 : positions.quantity(position);
  }

  /** Exact signed cost of a position in one-way mode, money. */
  public long cost(long accountId, int instrumentId) {
    return cost(accountId, instrumentId, PositionSide.NET);
  }

  /** Exact signed cost of a position, money. */
  public long cost(long accountId, int instrumentId, PositionSide side) {
    int position = position(accountId, instrumentId, side);
    return position == 0 ? 0 : positions.cost(position);
  }

  /** As {@link #equity(long, int, PositionSide)}, in one-way mode. */
  public long equity(long accountId, int instrumentId) {
    return equity(accountId, instrumentId, PositionSide.NET);
  }

  /**
   * Equity behind a position, money: its own if isolated, else that of its wallet; of its pool in
   * the valuation asset.
   */
  public long equity(long accountId, int instrumentId, PositionSide side) {
    return evaluate(accountId, instrumentId, side) ? margins.equity() : 0;
  }

  /** As {@link #requirement(long, int, PositionSide)}, in one-way mode. */
  public long requirement(long accountId, int instrumentId) {
    return requirement(accountId, instrumentId, PositionSide.NET);
  }

  /** Requirement that this equity is held against, money. */
  public long requirement(long accountId, int instrumentId, PositionSide side) {
    return evaluate(accountId, instrumentId, side) ? margins.requirement() : 0;
  }

  /** As {@link #liquidationPrice(long, int, PositionSide)}, in one-way mode. */
  public long liquidationPrice(long accountId, int instrumentId) {
    return liquidationPrice(accountId, instrumentId, PositionSide.NET);
  }

  /**
   * The first mark of the instrument, coming from the safe side, at which the position (isolated)
   * or its wallet (cross, other marks standing still) is liquidatable. Two cross legs of an account
   * in hedge mode share one: see {@link LegsPrices}.
   *
   * @return from priceMin to priceMax, or 0 if there is none
   */
  public long liquidationPrice(long accountId, int instrumentId, PositionSide side) {
    if (!evaluate(accountId, instrumentId, side)) {
      return PositionPrices.NONE;
    }
    int p = position(accountId, instrumentId, side);
    if (margins.isPaired(p)) {
      return ofLegs(p).liquidationPrice();
    }
    long others = margins.requirement() - margins.requirement(p, Int128.PPB);
    long behind = isPooled(p) ? margins.pools().behind(p, Int128.PPB) : behind(p) - others;
    return prices(p).liquidationPrice(positions.quantity(p), positions.cost(p), behind);
  }

  /**
   * Both liquidation prices, and the others, of the two cross legs of an account in hedge mode.
   *
   * @return a new object, good until the next command; null if it has not both legs there
   */
  public LegsPrices legsPrices(long accountId, int instrumentId) {
    int p = position(accountId, instrumentId, PositionSide.LONG);
    boolean paired = p != 0 && margins.isPaired(p);
    return paired && evaluate(accountId, instrumentId, PositionSide.LONG) ? ofLegs(p) : null;
  }

  /** As {@link #marginCallPrice(long, int, PositionSide)}, in one-way mode. */
  public long marginCallPrice(long accountId, int instrumentId) {
    return marginCallPrice(accountId, instrumentId, PositionSide.NET);
  }

  /**
   * As {@link #liquidationPrice(long, int, PositionSide)}, for the margin call.
   *
   * @return from priceMin to priceMax, or 0 if there is none
   */
  public long marginCallPrice(long accountId, int instrumentId, PositionSide side) {
    if (!evaluate(accountId, instrumentId, side)) {
      return PositionPrices.NONE;
    }
    int p = position(accountId, instrumentId, side);
    if (margins.isPaired(p)) {
      return ofLegs(p).marginCallPrice();
    }
    long ratio = books.rules().marginCallRatio();
    long others = margins.callRequirement() - margins.requirement(p, ratio);
    long behind = isPooled(p) && ratio != 0 ? margins.pools().behind(p, ratio) : behind(p) - others;
    return prices(p).marginCallPrice(positions.quantity(p), positions.cost(p), behind);
  }

  /** As {@link #bankruptcyPrice(long, int, PositionSide)}, in one-way mode. */
  public long bankruptcyPrice(long accountId, int instrumentId) {
    return bankruptcyPrice(accountId, instrumentId, PositionSide.NET);
  }

  /**
   * The last mark of the instrument, coming from the safe side, at which the equity behind the
   * position is not below 0, other marks standing still. Two cross legs share one.
   *
   * @return from priceMin to priceMax, or 0 if there is none
   */
  public long bankruptcyPrice(long accountId, int instrumentId, PositionSide side) {
    if (!evaluate(accountId, instrumentId, side)) {
      return PositionPrices.NONE;
    }
    int p = position(accountId, instrumentId, side);
    if (margins.isPaired(p)) {
      return ofLegs(p).bankruptcyPrice();
    }
    long behind = isPooled(p) ? margins.pools().behindBankruptcy(p) : behind(p);
    return prices(p).bankruptcyPrice(positions.quantity(p), positions.cost(p), behind);
  }

  /** As {@link #adlLights(long, int, PositionSide)}, in one-way mode. */
  public int adlLights(long accountId, int instrumentId) {
    return adlLights(accountId, instrumentId, PositionSide.NET);
  }

  /**
   * How near a position is to being deleveraged. A pass over all who hold its side: for people.
   *
   * @return 1 (last fifth of its side) to 5 (first); 0 where there is no ranking or no position
   */
  public int adlLights(long accountId, int instrumentId, PositionSide side) {
    int position = position(accountId, instrumentId, side);
    return position == 0 ? 0 : lights.of(position);
  }

  /**
   * Cross wallets evaluated so far because a mark passed one of their triggers. How often depends
   * on how their slack was dealt out, which is the engine's own business: no event does.
   */
  public long walletLooks() {
    return evaluator.walletLooks();
  }

  /** Those of them that were neither called nor liquidated: the price of triggers being bounds. */
  public long walletLooksInVain() {
    return evaluator.walletLooksInVain();
  }

  /** Equity without the position's own unrealised PnL: the last evaluation must be its. */
  private long behind(int position) {
    return margins.equity() - margins.unrealisedPnl(position);
  }

  private boolean isPooled(int position) {
    return !positions.isIsolated(position) && wallets.isPooled(positions.wallet(position));
  }

  /** Prices of two legs, one of which is given: the last evaluation must be theirs. */
  private LegsPrices ofLegs(int leg) {
    int longLeg = positions.isLongLeg(leg) ? leg : positions.otherLeg(leg);
    int shortLeg = positions.shortLeg(longLeg);
    long behind = behind(longLeg) - margins.unrealisedPnl(shortLeg);
    long ratio = books.rules().marginCallRatio();
    PositionPrices prices = prices(longLeg);
    Legs legs =
        prices.legs(
            positions.quantity(longLeg),
            positions.cost(longLeg),
            positions.quantity(shortLeg),
            positions.cost(shortLeg));
    long mark = books.instrumentOf(leg).markPrice();
    long others = margins.requirement() - legs.requirement(mark, Int128.PPB);
    long othersAtCall = ratio == 0 ? 0 : margins.callRequirement() - legs.requirement(mark, ratio);
    return prices.ofLegs(legs, behind, others, othersAtCall, mark);
  }

  private PositionPrices prices(int position) {
    return new PositionPrices(books.rules(), books.instrumentOf(position));
  }

  private boolean evaluate(long accountId, int instrumentId, PositionSide side) {
    int position = position(accountId, instrumentId, side);
    if (position == 0
        || positions.quantity(position) == 0
        || !books.accounts().isTrader(positions.account(position))) {
      return false;
    }
    if (positions.isIsolated(position)) {
      margins.ofPosition(position);
    } else {
      margins.ofWallet(positions.wallet(position));
    }
    return true;
  }

  private int position(long accountId, int instrumentId, PositionSide side) {
    int account = books.accounts().find(accountId);
    return account == 0 ? 0 : positions.find(account, instrumentId, side);
  }

  private int wallet(long accountId, int assetId) {
    int account = books.accounts().find(accountId);
    return account == 0 ? 0 : wallets.find(account, assetId);
  }
}
