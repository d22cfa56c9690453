package io.plimsoll.tools.explain;

import io.plimsoll.protocol.codec.PositionSide;
import io.plimsoll.protocol.codec.TriggerRule;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/**
 * What stands or falls together: an isolated position with its margin, or a wallet with all its
 * cross positions.
 */
class Stake {
  private final long funds;
  private final List<Holding> holdings;
  private final boolean isolated;

  /**
   * A stake.
   *
   * @param funds the margin, or the balance
   * @param holdings the position, or all of them; with a quantity
   * @param isolated which of the two
   */
  Stake(long funds, List<Holding> holdings, boolean isolated) {
    this.funds = funds;
    this.holdings = List.copyOf(holdings);
    this.isolated = isolated;
  }

  final long funds() {
    return funds;
  }

  final List<Holding> holdings() {
    return holdings;
  }

  /** Whether several positions share what stands behind them. */
  boolean isShared() {
    return holdings.size() > 1;
  }

  BigInteger equity() {
    return equity(0, 0);
  }

  BigInteger requirement() {
    return requirement(0, 0);
  }

  /** With one contract at another mark. */
  BigInteger equity(int contract, long mark) {
    BigInteger equity = BigInteger.valueOf(funds);
    for (Holding holding : holdings) {
      equity = equity.add(holding.unrealised(markOf(holding, contract, mark)));
    }
    return equity;
  }

  BigInteger requirement(int contract, long mark) {
    return requirement(contract, mark, Contract.PPB);
  }

  /** The requirement at a ratio in parts per billion. */
  BigInteger requirement(int contract, long mark, BigInteger ratio) {
    BigInteger sum = BigInteger.ZERO;
    for (int i = 0; i < holdings.size(); i++) {
      Holding holding = holdings.get(i);
      long at = markOf(holding, contract, mark);
      if (isPair(i)) {
        sum = sum.add(new Legs(holding, holdings.get(++i)).requirement(at, ratio));
      } else {
        sum = sum.add(holding.requirement(at, ratio).amount());
      }
    }
    return sum;
  }

  /** Whether a holding and the next are two legs. */
  final boolean isPair(int i) {
    return i + 1 < holdings.size()
        && holdings.get(i).legSide == PositionSide.LONG
        && holdings.get(i + 1).legSide == PositionSide.SHORT
        && holdings.get(i).contract == holdings.get(i + 1).contract;
  }

  /** The requirement at the marks, times a ratio, when so much of a holding is closed. */
  BigInteger requirementLeft(Holding holding, long closed, BigInteger ratio) {
    BigInteger sum = BigInteger.ZERO;
    for (int i = 0; i < holdings.size(); i++) {
      Holding one = holdings.get(i);
      long mark = one.contract.mark;
      if (isPair(i)) {
        Legs legs = new Legs(one, holdings.get(++i));
        boolean meant = holding == legs.longLeg() || holding == legs.shortLeg();
        sum =
            sum.add(
                meant
                    ? legs.requirementLeft(holding, closed, mark, ratio)
                    : legs.requirement(mark, ratio));
      } else {
        sum = sum.add(one.requirementLeft(one == holding ? closed : 0, ratio));
      }
    }
    return sum;
  }

  /** What of the requirement falls to a holding. */
  BigInteger requirementOf(Holding holding) {
    for (int i = 0; i < holdings.size(); i++) {
      if (isPair(i) && (holdings.get(i) == holding || holdings.get(i + 1) == holding)) {
        return new Legs(holdings.get(i), holdings.get(i + 1))
            .part(holding, holding.contract.mark, Contract.PPB);
      }
    }
    return holding.requirement(holding.contract.mark, Contract.PPB).amount();
  }

  static long markOf(Holding holding, int contract, long mark) {
    return holding.contract.id == contract ? mark : holding.contract.mark;
  }

  /** Equity and requirement written out, a line each, with one contract at the given mark. */
  List<String> show(int contract, long mark) {
    List<String> lines = new ArrayList<>();
    StringBuilder equity = new StringBuilder("equity = ").append(isolated ? "margin " : "balance ");
    Contract money = holdings.get(0).contract;
    equity.append(money.money(funds));
    for (Holding holding : holdings) {
      equity
          .append(" + (")
          .append(holding.showUnrealised(markOf(holding, contract, mark)))
          .append(')');
    }
    lines.add(equity + " = " + money.money(equity(contract, mark)));
    for (Holding holding : holdings) {
      lines.add(holding.showRequirement(markOf(holding, contract, mark)));
    }
    for (int i = 0; i < holdings.size(); i++) {
      if (isPair(i)) {
        Legs legs = new Legs(holdings.get(i), holdings.get(i + 1));
        lines.add(legs.show(markOf(holdings.get(i), contract, mark)));
      }
    }
    if (holdings.size() > 1 && !(holdings.size() == 2 && isPair(0))) {
      lines.add("requirements together = " + money.money(requirement(contract, mark)));
    }
    return lines;
  }

  /**
   * The first mark of a contract, coming from the safe side, at which this is past the line; 0 if
   * there is none.
   */
  long liquidationPrice(Holding holding, TriggerRule rule) {
    int id = holding.contract.id;
    boolean longSide = holding.quantity > 0;
    long safe = longSide ? holding.contract.priceMax : holding.contract.priceMin;
    long past = longSide ? holding.contract.priceMin : holding.contract.priceMax;
    if (!isPast(id, past, rule) || isPast(id, safe, rule)) {
      return 0;
    }
    while (Math.abs(safe - past) > 1) {
      long middle = (safe + past) >>> 1;
      if (isPast(id, middle, rule)) {
        past = middle;
      } else {
        safe = middle;
      }
    }
    return past;
  }

  /** A holding's share of the equity, by requirement: what a forced close may cost it. */
  BigInteger share(Holding holding) {
    BigInteger equity = equity();
    BigInteger requirement = requirement();
    if (holdings.size() == 1) {
      return equity;
    }
    if (requirement.signum() == 0) {
      return Contract.floorDiv(equity, BigInteger.valueOf(holdings.size()));
    }
    BigInteger own = requirementOf(holding);
    return Contract.floorDiv(equity.multiply(own), requirement);
  }

  /** How that share is found. */
  String showShare(Holding holding) {
    Contract contract = holding.contract;
    return "its share of the equity, by requirement = "
        + contract.money(equity())
        + " x "
        + contract.money(requirementOf(holding))
        + " / "
        + contract.money(requirement())
        + ", rounded down = "
        + contract.money(share(holding));
  }

  /** The value at which a holding uses up exactly its share of the equity. */
  BigInteger bankruptcyValue(Holding holding) {
    return holding.contract.value(holding.quantity, holding.contract.mark).subtract(share(holding));
  }

  /** What the money is called. */
  String word() {
    return isolated ? "margin" : "balance";
  }

  private boolean isPast(int contract, long mark, TriggerRule rule) {
    return Contract.past(equity(contract, mark), requirement(contract, mark), rule);
  }
}
