package io.plimsoll.tools.explain;

import io.plimsoll.protocol.codec.AccountKind;
import io.plimsoll.protocol.codec.AdlRanking;
import io.plimsoll.tools.report.Text;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/** How a counterparty's score for deleveraging comes about: docs/rules.md, section 8. */
final class AdlScores {
  private static final int DIGITS = 6;
  private static final BigInteger MILLION = BigInteger.TEN.pow(DIGITS);
  private static final BigInteger MOST = BigInteger.TEN.pow(9);

  private final Holding holding;
  private final BigInteger notional;
  private final BigInteger cost;
  private final BigInteger unrealised;
  private final BigInteger equity;
  private final BigInteger funds;
  private final BigInteger requirement;

  private AdlScores(Holding holding, Stake stake, AccountKind kind) {
    this.holding = holding;
    Contract contract = holding.contract;
    boolean market = kind == AccountKind.MARKET;
    notional = contract.notional(holding.quantity, contract.mark);
    cost = BigInteger.valueOf(holding.cost).abs();
    unrealised = holding.unrealised(contract.mark);
    equity = market ? notional : stake.equity();
    funds = market ? notional : BigInteger.valueOf(stake.funds());
    requirement =
        market ? BigInteger.ZERO : holding.requirement(contract.mark, Contract.PPB).amount();
  }

  /** A ranking in words. */
  static String words(AdlRanking ranking) {
    return switch (ranking) {
      case PROFIT_LEVERAGE -> "PnL percentage x effective leverage";
      case PROFIT_MARGIN_RATIO -> "profit / balance x margin ratio";
      case RETURN_LEVERAGE -> "mark / entry x notional / equity";
      case RANDOM -> "a pseudo-random order seeded by the liquidation";
      default -> "everyone on the other side, in proportion to quantity";
    };
  }

  /**
   * The arithmetic of a score as things stand; nothing where there is none, or where things have
   * moved since the account was ranked.
   */
  static List<String> show(
      AdlRanking ranking, long score, Holding holding, Stake stake, AccountKind kind) {
    AdlScores scores = new AdlScores(holding, stake, kind);
    List<String> lines = new ArrayList<>();
    BigInteger found =
        switch (ranking) {
          case PROFIT_LEVERAGE -> scores.profitLeverage(lines);
          case PROFIT_MARGIN_RATIO -> scores.profitMarginRatio(lines);
          case RETURN_LEVERAGE -> scores.returnLeverage(lines);
          default -> null;
        };
    return found != null && found.equals(BigInteger.valueOf(score)) ? lines : List.of();
  }

  private BigInteger profitLeverage(List<String> lines) {
    BigInteger profit = ratio("PnL percentage", unrealised.abs(), cost, lines);
    BigInteger leverage = ratio("leverage", notional, equity, lines).max(BigInteger.ONE);
    boolean gains = unrealised.signum() > 0;
    BigInteger score =
        gains
            ? profit.multiply(leverage).divide(MILLION)
            : profit.multiply(MILLION).divide(leverage).negate();
    return product(score, gains ? " x " : " / ", profit, leverage, lines);
  }

  private BigInteger profitMarginRatio(List<String> lines) {
    BigInteger profit = ratio("profit", unrealised.max(BigInteger.ZERO), funds, lines);
    BigInteger margin =
        equity.signum() > 0 ? ratio("margin ratio", requirement, equity, lines) : BigInteger.ZERO;
    return product(profit.multiply(margin).divide(MILLION), " x ", profit, margin, lines);
  }

  private BigInteger returnLeverage(List<String> lines) {
    // An inverse contract is worth more coins the lower the price.
    boolean markFirst = holding.quantity > 0 != holding.contract.payoff.isInverse();
    BigInteger gain =
        markFirst ? ratio("return", notional, cost, lines) : ratio("return", cost, notional, lines);
    BigInteger leverage = ratio("leverage", notional, equity, lines);
    return product(gain.multiply(leverage).divide(MILLION), " x ", gain, leverage, lines);
  }

  private BigInteger ratio(String name, BigInteger part, BigInteger of, List<String> lines) {
    BigInteger ratio = part.multiply(MILLION).divide(of.max(BigInteger.ONE)).min(MOST);
    Contract contract = holding.contract;
    lines.add(
        name + " = " + contract.money(part) + " / " + contract.money(of) + " = " + decimal(ratio));
    return ratio;
  }

  private static BigInteger product(
      BigInteger score, String operator, BigInteger first, BigInteger second, List<String> lines) {
    lines.add(
        "score = "
            + decimal(first)
            + operator
            + decimal(second)
            + ", in millionths = "
            + Text.group(score.toString()));
    return score;
  }

  private static String decimal(BigInteger millionths) {
    return Text.group(new BigDecimal(millionths, DIGITS).toPlainString());
  }
}
