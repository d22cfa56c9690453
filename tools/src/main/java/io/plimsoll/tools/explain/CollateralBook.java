package io.plimsoll.tools.explain;

import io.plimsoll.protocol.CollateralTier;
import io.plimsoll.protocol.codec.SetCollateralDecoder;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What assets count as collateral; docs/rules.md, section 10. */
final class CollateralBook {
  private static final BigInteger PPB = Contract.PPB;
  private static final long FULL = PPB.longValueExact();

  private final Map<Integer, Terms> terms = new TreeMap<>();
  private int valuation;

  /**
   * Terms of one asset.
   *
   * @param divisor what a product of an amount and a price is divided by
   */
  private record Terms(
      long liabilityWeight,
      long conversionDiscount,
      long fund,
      int priceScale,
      BigInteger divisor,
      BigInteger price,
      List<CollateralTier> tiers) {
    Terms at(long newPrice) {
      return new Terms(
          liabilityWeight,
          conversionDiscount,
          fund,
          priceScale,
          divisor,
          BigInteger.valueOf(newPrice),
          tiers);
    }

    BigInteger worth(BigInteger amount) {
      return Contract.floorDiv(amount.multiply(price), divisor);
    }
  }

  /**
   * SetCollateral.
   *
   * @param moneyScale of the asset
   * @param valuationScale money scale of the valuation asset; if it is this one, its own
   */
  void set(SetCollateralDecoder c, int moneyScale, int valuationScale) {
    boolean isValuation = c.valuationRaw() == 1;
    valuation = isValuation ? c.assetId() : valuation;
    int digits = isValuation ? 0 : moneyScale + c.priceScale() - valuationScale;
    List<CollateralTier> tiers = new ArrayList<>();
    for (SetCollateralDecoder.TiersDecoder tier : c.tiers()) {
      tiers.add(new CollateralTier(tier.floor(), tier.weight()));
    }
    terms.put(
        c.assetId(),
        new Terms(
            c.liabilityWeight(),
            c.conversionDiscount(),
            c.fundAccountId(),
            c.priceScale(),
            BigInteger.TEN.pow(digits),
            BigInteger.valueOf(isValuation ? 1 : 0),
            tiers));
  }

  void price(int asset, long price) {
    terms.computeIfPresent(asset, (id, old) -> old.at(price));
  }

  /** In which values count. */
  int valuation() {
    return valuation;
  }

  /** The fund of the valuation asset's terms. */
  long fund() {
    return terms.get(valuation).fund();
  }

  /** A price in words. */
  String price(int asset) {
    Terms of = terms.get(asset);
    return Contract.money(of.price(), of.priceScale());
  }

  private BigInteger haircut(Terms of, BigInteger amount) {
    BigInteger sum = BigInteger.ZERO;
    for (int k = 0; k < of.tiers().size(); k++) {
      BigInteger floor = BigInteger.valueOf(of.tiers().get(k).floor());
      BigInteger end =
          k + 1 < of.tiers().size()
              ? BigInteger.valueOf(of.tiers().get(k + 1).floor()).min(amount)
              : amount;
      BigInteger inside = end.subtract(floor).max(BigInteger.ZERO);
      sum = sum.add(inside.multiply(BigInteger.valueOf(FULL - of.tiers().get(k).weight())));
    }
    return Contract.ceilDiv(sum, PPB);
  }

  /** What an amount counts. */
  BigInteger value(int asset, BigInteger amount) {
    Terms of = terms.get(asset);
    if (of == null) {
      return BigInteger.ZERO;
    }
    if (amount.signum() >= 0) {
      return of.worth(amount.subtract(haircut(of, amount)));
    }
    BigInteger owed = amount.negate().multiply(BigInteger.valueOf(of.liabilityWeight()));
    return up(of, Contract.ceilDiv(owed, PPB)).negate();
  }

  /** How an amount comes to count so much. */
  String showValue(int asset, BigInteger amount, int scale, int valuationScale) {
    Terms of = terms.get(asset);
    if (of == null || of.price().signum() == 0) {
      return "counts nothing: it has no terms or no price";
    }
    String value = Contract.money(value(asset, amount), valuationScale);
    boolean priced = asset != valuation;
    String times = priced ? " x price " + price(asset) : "";
    if (amount.signum() < 0) {
      String weight = Contract.rate(of.liabilityWeight());
      return "a debt counts " + weight + " of it" + times + ", rounded up: " + value;
    }
    if (!priced) {
      return "counts in full";
    }
    String haircut = Contract.money(haircut(of, amount), scale);
    return "less a haircut of " + haircut + times + ", rounded down, counts " + value;
  }

  /** What an amount is worth, rounded down. */
  BigInteger full(int asset, BigInteger amount) {
    Terms of = terms.get(asset);
    if (of == null) {
      return BigInteger.ZERO;
    }
    return amount.signum() >= 0 ? of.worth(amount) : up(of, amount.negate()).negate();
  }

  /** What an amount is worth, rounded up. */
  BigInteger fullUp(int asset, BigInteger amount) {
    return full(asset, amount.negate()).negate();
  }

  private static BigInteger up(Terms of, BigInteger amount) {
    return Contract.ceilDiv(amount.multiply(of.price()), of.divisor());
  }

  /** What an amount would bring if converted. */
  BigInteger conversion(int asset, BigInteger amount) {
    Terms of = terms.get(asset);
    if (of == null || amount.signum() < 0) {
      return full(asset, amount);
    }
    BigInteger left = amount.multiply(BigInteger.valueOf(FULL - of.conversionDiscount()));
    return of.worth(Contract.floorDiv(left, PPB));
  }

  /** The amount of an asset that is worth so much, rounded down. */
  BigInteger amountOf(int asset, BigInteger value) {
    Terms of = terms.get(asset);
    if (of == null || of.price().signum() == 0) {
      return BigInteger.ZERO;
    }
    return Contract.floorDiv(value.multiply(of.divisor()), of.price());
  }
}
