package io.plimsoll.engine.reference;

import static io.plimsoll.engine.reference.Exact.ZERO;
import static io.plimsoll.engine.reference.Exact.big;

import java.math.BigInteger;
import java.util.function.BiFunction;
import java.util.function.Function;

/** Section 10 for an account in mode MULTI_ASSET: all its assets together. */
final class Pool {
  private final World world;
  private final Margin margin;

  Pool(World world, Margin margin) {
    this.world = world;
    this.margin = margin;
  }

  static BigInteger value(Asset asset, BigInteger amount) {
    return asset.collateral == null ? ZERO : asset.collateral.value(amount);
  }

  static BigInteger conversion(Asset asset, BigInteger amount) {
    return asset.collateral == null ? ZERO : asset.collateral.conversion(amount);
  }

  static BigInteger full(Asset asset, BigInteger amount) {
    return asset.collateral == null ? ZERO : asset.collateral.full(amount);
  }

  private BigInteger sum(
      BiFunction<Asset, BigInteger, BigInteger> counts, Function<Asset, BigInteger> amount) {
    return world.assets.values().stream()
        .map(asset -> counts.apply(asset, amount.apply(asset)))
        .reduce(ZERO, BigInteger::add);
  }

  /** Balance and unrealised PnL. */
  static BigInteger amount(Account account, Asset asset) {
    BigInteger sum = account.wallet(asset).balance;
    for (Position position : account.crossPositionsIn(asset)) {
      sum = sum.add(Margin.unrealised(position));
    }
    return sum;
  }

  BigInteger requirementIn(Account account, Asset asset, long ratio) {
    return margin.hedge().requirement(account.crossPositionsIn(asset), ratio);
  }

  BigInteger equity(Account account) {
    return sum(Pool::value, asset -> amount(account, asset));
  }

  BigInteger realisable(Account account) {
    return sum(Pool::conversion, asset -> amount(account, asset));
  }

  /** Equity, the account having more of one asset. */
  BigInteger equityWith(Account account, Asset more, BigInteger gain) {
    return sum(Pool::value, asset -> amount(account, asset).add(asset == more ? gain : ZERO));
  }

  BigInteger balances(Account account) {
    return sum(Pool::value, asset -> account.wallet(asset).balance);
  }

  /** Equity less requirement at a ratio. */
  BigInteger excess(Account account, long ratio) {
    return excess(account, ratio, ZERO, null, null);
  }

  /**
   * Equity less requirement.
   *
   * @param fee that is to be taken out of the valuation asset
   * @param instead what a position of the pool is to be counted as in the requirement, or null
   */
  BigInteger excess(
      Account account, long ratio, BigInteger fee, Position position, Position instead) {
    return sum(
        Pool::value,
        asset -> {
          BigInteger left = amount(account, asset).subtract(requirementIn(account, asset, ratio));
          if (asset == world.valuationAsset) {
            left = left.subtract(fee);
          }
          if (position != null && position.instrument.asset == asset) {
            left =
                left.add(margin.requirement(position, ratio))
                    .subtract(margin.requirement(instead, ratio));
          }
          return left;
        });
  }

  BigInteger requirement(Account account, long ratio) {
    return equity(account).subtract(excess(account, ratio));
  }

  /** What all free balances count. */
  BigInteger free(Account account) {
    return sum(Pool::value, asset -> margin.freeAlone(account, asset, null));
  }

  /**
   * How much of an asset may be used.
   *
   * @param borrows whether down to borrowMax below 0
   * @param except an instrument in which there is to be no position; or null
   */
  BigInteger free(Account account, Asset asset, boolean borrows, Instrument except) {
    BigInteger others = ZERO;
    for (Asset other : world.assets.values()) {
      if (other != asset) {
        others = others.add(value(other, margin.freeAlone(account, other, except)));
      }
    }
    Collateral terms = asset.collateral;
    boolean priced = terms != null && terms.price != 0;
    BigInteger low = borrows && priced ? big(terms.borrowMax).negate() : ZERO;
    BigInteger left = low.max(leastWorth(asset, others.negate()));
    return margin.freeAlone(account, asset, except).subtract(left);
  }

  /** The least amount within the limit that counts a value at the least; the limit if none does. */
  private static BigInteger leastWorth(Asset asset, BigInteger value) {
    BigInteger enough = Collateral.AMOUNT_LIMIT;
    BigInteger tooLittle = enough.negate().subtract(BigInteger.ONE);
    while (enough.subtract(tooLittle).compareTo(BigInteger.ONE) > 0) {
      BigInteger middle = Exact.floorDiv(enough.add(tooLittle), BigInteger.TWO);
      if (value(asset, middle).compareTo(value) >= 0) {
        enough = middle;
      } else {
        tooLittle = middle;
      }
    }
    return enough;
  }
}
