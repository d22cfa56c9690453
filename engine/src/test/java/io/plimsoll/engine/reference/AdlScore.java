package io.plimsoll.engine.reference;

import static io.plimsoll.engine.reference.Exact.ZERO;
import static io.plimsoll.engine.reference.Exact.big;

import io.plimsoll.protocol.codec.AdlRanking;
import java.math.BigInteger;

/** By what a counterparty is ranked for deleveraging. */
final class AdlScore {
  private static final BigInteger MILLION = big(1_000_000);
  private static final BigInteger RATIO_MAX = big(1_000_000_000);

  private AdlScore() {}

  static long of(AdlRanking ranking, long liquidationId, Position position, Margin margin) {
    BigInteger notional = Margin.valueAtMark(position).abs();
    BigInteger cost = position.cost.abs();
    BigInteger unrealised = Margin.unrealised(position);
    boolean trader = position.account.trader();
    BigInteger equity = trader ? equity(position, margin) : notional;
    BigInteger wealth = trader ? wealth(position, margin) : notional;
    BigInteger requirement = trader ? counted(position, margin.requirement(position)) : ZERO;
    BigInteger profit = counted(position, unrealised.max(ZERO));
    BigInteger leverage = per(counted(position, notional), equity);
    return switch (ranking) {
      case PROFIT_LEVERAGE ->
          profitLeverage(per(unrealised.abs(), cost), leverage, unrealised.signum() > 0);
      case PROFIT_MARGIN_RATIO -> {
        BigInteger ratio = equity.signum() <= 0 ? ZERO : per(requirement, equity);
        yield product(per(profit, wealth), ratio).longValueExact();
      }
      case RETURN_LEVERAGE -> {
        boolean markOverEntry = position.quantity > 0 != position.instrument.payoff.inverse();
        BigInteger grown = markOverEntry ? per(notional, cost) : per(cost, notional);
        yield product(grown, leverage).longValueExact();
      }
      case RANDOM -> random(liquidationId, position.account.id);
      default -> throw new IllegalStateException("ranking " + ranking);
    };
  }

  /** What stands behind a trader's position. */
  static BigInteger equity(Position position, Margin margin) {
    return position.isolated()
        ? Margin.equity(position)
        : margin.equity(position.account, position.instrument.asset);
  }

  private static boolean pooled(Position position) {
    return position.account.pool != null && !position.isolated();
  }

  /** In the valuation asset if the position is one of a pool. */
  private static BigInteger counted(Position position, BigInteger money) {
    return pooled(position) ? Pool.full(position.instrument.asset, money) : money;
  }

  private static BigInteger wealth(Position position, Margin margin) {
    if (pooled(position)) {
      return margin.pool().balances(position.account);
    }
    return position.isolated()
        ? position.margin
        : position.account.wallet(position.instrument.asset).balance;
  }

  /** A ratio in millionths, at most 1,000. */
  private static BigInteger per(BigInteger amount, BigInteger of) {
    return Exact.floorDiv(amount.multiply(MILLION), of.max(BigInteger.ONE)).min(RATIO_MAX);
  }

  private static BigInteger product(BigInteger one, BigInteger other) {
    return Exact.floorDiv(one.multiply(other), MILLION);
  }

  private static long profitLeverage(BigInteger profit, BigInteger ratio, boolean gains) {
    BigInteger leverage = ratio.max(BigInteger.ONE);
    BigInteger score =
        gains
            ? product(profit, leverage)
            : Exact.floorDiv(profit.multiply(MILLION), leverage).negate();
    return score.longValueExact();
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
}
