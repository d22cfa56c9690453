package io.plimsoll.tools.explain;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** A pool: all wallets of an account behind all its cross positions, valued in one asset. */
final class PoolStake extends Stake {
  private final Setting setting;
  private final CollateralBook book;
  private final SortedMap<Integer, Long> balances;

  PoolStake(Setting setting, Map<Integer, Long> balances, List<Holding> holdings) {
    super(balances.getOrDefault(setting.collateral.valuation(), 0L), holdings, false);
    this.setting = setting;
    this.book = setting.collateral;
    this.balances = new TreeMap<>(balances);
  }

  private Set<Integer> assets() {
    Set<Integer> assets = new TreeSet<>(balances.keySet());
    holdings().forEach(holding -> assets.add(holding.contract.assetId));
    return assets;
  }

  /** The wallet of one of the assets, as if it stood alone. */
  private Stake wallet(int asset) {
    return new Stake(
        balances.getOrDefault(asset, 0L),
        holdings().stream().filter(h -> h.contract.assetId == asset).toList(),
        false);
  }

  @Override
  boolean isShared() {
    return true;
  }

  @Override
  BigInteger equity(int contract, long mark) {
    BigInteger sum = BigInteger.ZERO;
    for (int asset : assets()) {
      sum = sum.add(book.value(asset, wallet(asset).equity(contract, mark)));
    }
    return sum;
  }

  @Override
  BigInteger requirement(int contract, long mark, BigInteger ratio) {
    BigInteger sum = BigInteger.ZERO;
    for (int asset : assets()) {
      BigInteger required = wallet(asset).requirement(contract, mark, ratio);
      sum = sum.add(requirementValue(asset, wallet(asset).equity(contract, mark), required));
    }
    return sum;
  }

  /** What taking a requirement out of an amount takes from its value. */
  private BigInteger requirementValue(int asset, BigInteger amount, BigInteger requirement) {
    return book.value(asset, amount).subtract(book.value(asset, amount.subtract(requirement)));
  }

  @Override
  BigInteger requirementLeft(Holding holding, long closed, BigInteger ratio) {
    BigInteger sum = BigInteger.ZERO;
    for (int asset : assets()) {
      Stake wallet = wallet(asset);
      BigInteger required =
          asset == holding.contract.assetId
              ? wallet.requirementLeft(holding, closed, ratio)
              : wallet.requirement(0, 0, ratio);
      sum = sum.add(requirementValue(asset, wallet.equity(), required));
    }
    return sum;
  }

  @Override
  BigInteger requirementOf(Holding holding) {
    return book.full(holding.contract.assetId, super.requirementOf(holding));
  }

  /** What the pool would bring, all of it converted. */
  private BigInteger realisable() {
    BigInteger sum = BigInteger.ZERO;
    for (int asset : assets()) {
      sum = sum.add(book.conversion(asset, wallet(asset).equity()));
    }
    return sum;
  }

  private BigInteger shareValue(Holding holding) {
    List<Holding> all = holdings();
    BigInteger sum = all.stream().map(this::requirementOf).reduce(BigInteger.ZERO, BigInteger::add);
    if (all.size() == 1) {
      return realisable();
    }
    return sum.signum() == 0
        ? Contract.floorDiv(realisable(), BigInteger.valueOf(all.size()))
        : Contract.floorDiv(realisable().multiply(requirementOf(holding)), sum);
  }

  @Override
  BigInteger share(Holding holding) {
    return book.amountOf(holding.contract.assetId, shareValue(holding));
  }

  @Override
  String showShare(Holding holding) {
    int scale = setting.asset(book.valuation()).scale();
    String text =
        "its share of what the pool would bring if all were converted, "
            + Contract.money(realisable(), scale);
    if (holdings().size() > 1) {
      text += ", by requirement = " + Contract.money(shareValue(holding), scale);
    }
    return text
        + "; in "
        + setting.asset(holding.contract.assetId).symbol()
        + " = "
        + holding.contract.money(share(holding));
  }

  @Override
  List<String> show(int contract, long mark) {
    List<String> lines = new ArrayList<>();
    int scale = setting.asset(book.valuation()).scale();
    for (int asset : assets()) {
      Stake wallet = wallet(asset);
      BigInteger amount = wallet.equity(contract, mark);
      if (amount.signum() == 0 && wallet.holdings().isEmpty()) {
        continue;
      }
      int own = setting.asset(asset).scale();
      StringBuilder line = new StringBuilder(setting.asset(asset).symbol()).append(": balance ");
      line.append(Contract.money(BigInteger.valueOf(wallet.funds()), own));
      for (Holding holding : wallet.holdings()) {
        long at = markOf(holding, contract, mark);
        line.append(" + (").append(holding.showUnrealised(at)).append(')');
      }
      if (!wallet.holdings().isEmpty()) {
        line.append(" = ").append(Contract.money(amount, own));
      }
      lines.add(line + "; " + book.showValue(asset, amount, own, scale));
      requirements(lines, asset, contract, mark);
    }
    lines.add("equity together = " + Contract.money(equity(contract, mark), scale));
    lines.add("requirements together = " + Contract.money(requirement(contract, mark), scale));
    return lines;
  }

  private void requirements(List<String> lines, int asset, int contract, long mark) {
    Stake wallet = wallet(asset);
    if (wallet.holdings().isEmpty()) {
      return;
    }
    for (Holding holding : wallet.holdings()) {
      lines.add(holding.showRequirement(markOf(holding, contract, mark)));
    }
    BigInteger required = wallet.requirement(contract, mark);
    BigInteger value = requirementValue(asset, wallet.equity(contract, mark), required);
    lines.add(
        "taking it out of the amount takes "
            + Contract.money(value, setting.asset(book.valuation()).scale())
            + " from what it counts");
  }

  @Override
  String word() {
    return "pool";
  }
}
