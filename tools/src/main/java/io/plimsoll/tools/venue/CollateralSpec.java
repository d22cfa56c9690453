package io.plimsoll.tools.venue;

import io.plimsoll.protocol.CollateralTier;
import java.util.List;
import java.util.Optional;

/**
 * What accounts may pool behind their cross positions, and how many of the crowd do. Values count
 * in the settlement asset.
 *
 * @param poolShare percent of the crowd's cross accounts that pool; in a scenario its groups say
 * @param liabilityWeight of the settlement asset: a debt counts as so much of itself; parts per
 *     billion, 1 to 2 times
 * @param borrowMax how far below 0 new risk may bring a balance of the settlement asset; units of
 *     it
 * @param interest charged on debts in the settlement asset, if any
 * @param assets one to fifteen others
 */
public record CollateralSpec(
    int poolShare,
    long liabilityWeight,
    long borrowMax,
    Optional<FundingSpec> interest,
    List<PooledAsset> assets) {
  /** Copies the list. */
  public CollateralSpec {
    assets = List.copyOf(assets);
  }

  /** Symbols of the assets, in their order. */
  public List<String> symbols() {
    return assets.stream().map(PooledAsset::symbol).toList();
  }

  /**
   * One of the assets that count as collateral. It has the money scale of the settlement asset.
   *
   * @param symbol of the asset
   * @param price of one in the settlement asset, at the price scale; empty if it is the mark price
   *     of the first contract on it
   * @param priceScale decimal digits of a fixed price
   * @param depositShare percent of what a pool pays in that it pays in this asset; in a scenario
   *     its groups say
   * @param liabilityWeight as of the settlement asset
   * @param borrowMax the same, in units of this asset
   * @param conversionDiscount what is given up when it repays a debt, in parts per billion
   * @param tiers weights by amount, falling
   */
  public record PooledAsset(
      String symbol,
      Optional<Long> price,
      int priceScale,
      int depositShare,
      long liabilityWeight,
      long borrowMax,
      long conversionDiscount,
      List<CollateralTier> tiers) {
    /** Copies the list. */
    public PooledAsset {
      tiers = List.copyOf(tiers);
    }

    /** Whether its price is the mark price of the contract. */
    public boolean followsMark() {
      return price.isEmpty();
    }
  }
}
