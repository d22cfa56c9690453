package io.plimsoll.engine.waterfall;

import io.plimsoll.engine.account.Books;
import io.plimsoll.engine.account.PositionTable;
import io.plimsoll.engine.margin.MarginCalculator;
import io.plimsoll.engine.memory.Int128;
import io.plimsoll.protocol.codec.AdlRanking;

/**
 * The score by which positions are ranked for deleveraging; ratios in parts per million.
 *
 * <p>Sources: PnL percentage × effective leverage is BitMEX's and Bybit's; profit over balance ×
 * margin ratio is Binance's; mark over entry × notional over equity is Hyperliquid's; a random
 * order is dYdX v4's, here SplitMix64 seeded by liquidation and account.
 */
final class AdlScore {
  private static final long PPM = 1_000_000;
  private static final long RATIO_MAX = 1_000_000_000;

  private final Books books;
  private final PositionTable positions;
  private final MarginCalculator margins;

  AdlScore(Books books, MarginCalculator margins) {
    this.books = books;
    this.positions = books.positions();
    this.margins = margins;
  }

  /**
   * The score of a position.
   *
   * @param position of a trader or a market account, with a quantity
   * @param equity a trader's, behind the position; a market account counts as holding its notional
   */
  long of(AdlRanking ranking, int position, long equity, long liquidationId) {
    boolean trader = books.accounts().isTrader(positions.account(position));
    long notional = inPool(position, Math.abs(margins.valueAtMark(position)));
    long behind = trader ? equity : notional;
    return switch (ranking) {
      case PROFIT_MARGIN_RATIO ->
          profitMarginRatio(position, behind, trader ? wallet(position) : notional);
      case RETURN_LEVERAGE -> returnLeverage(position, notional, behind);
      case RANDOM -> random(liquidationId, books.accounts().id(positions.account(position)));
      default -> profitLeverage(position, notional, behind);
    };
  }

  /** Money of the position's asset; that of a pool's position in the valuation asset. */
  private long inPool(int position, long money) {
    return isPooled(position)
        ? books.collateral().of(books.instrumentOf(position).asset().id()).fullValue(money)
        : money;
  }

  private boolean isPooled(int position) {
    return !positions.isIsolated(position) && books.wallets().isPooled(positions.wallet(position));
  }

  private long wallet(int position) {
    if (isPooled(position)) {
      return margins.pools().balanceValue(positions.wallet(position));
    }
    return positions.isIsolated(position)
        ? positions.margin(position)
        : books.wallets().balance(positions.wallet(position));
  }

  private long profitLeverage(int position, long notional, long equity) {
    long unrealised = margins.unrealisedPnl(position);
    long profit = per(Math.abs(unrealised), Math.abs(positions.cost(position)));
    long leverage = Math.max(1, per(notional, equity));
    return unrealised > 0 ? profit * leverage / PPM : -(profit * PPM / leverage);
  }

  private long profitMarginRatio(int position, long equity, long money) {
    boolean trader = books.accounts().isTrader(positions.account(position));
    long requirement = trader ? inPool(position, margins.requirement(position, Int128.PPB)) : 0;
    long ratio = equity <= 0 ? 0 : per(requirement, equity);
    long profit = inPool(position, Math.max(0, margins.unrealisedPnl(position)));
    return per(profit, money) * ratio / PPM;
  }

  private long returnLeverage(int position, long notional, long equity) {
    long cost = Math.abs(positions.cost(position));
    boolean isLong = positions.quantity(position) > 0;
    boolean gainsWithValue = isLong != books.instrumentOf(position).payoff().isInverse();
    long value = Math.abs(margins.valueAtMark(position));
    long gain = gainsWithValue ? per(value, cost) : per(cost, value);
    return gain * per(notional, equity) / PPM;
  }

  private static long random(long liquidationId, long accountId) {
    long z = liquidationId * 0x9E3779B97F4A7C15L + accountId;
    z ^= z >>> 30;
    z *= 0xBF58476D1CE4E5B9L;
    z ^= z >>> 27;
    z *= 0x94D049BB133111EBL;
    z ^= z >>> 31;
    return z >>> 1;
  }

  /** a / b in parts per million, at most 1,000; b counts as at least 1. */
  private static long per(long a, long b) {
    long of = Math.max(1, b);
    return a / (RATIO_MAX / PPM) >= of ? RATIO_MAX : Int128.mulDivFloor(a, PPM, of);
  }
}
