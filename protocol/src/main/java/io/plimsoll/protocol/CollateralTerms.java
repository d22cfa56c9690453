package io.plimsoll.protocol;

import java.util.List;

/**
 * What an asset counts as collateral of pools, as SetCollateral sets it. The engine checks the
 * ranges.
 *
 * @param liabilityWeight a negative amount counts as this much of its value; parts per billion,
 *     1,000,000,000 to 2,000,000,000
 * @param borrowMax how far below 0 new risk may bring an amount; units of the asset, 0 to 2^60
 * @param conversionDiscount what is given up when the asset is converted to repay another; parts
 *     per billion, 0 to 500,000,000; 0 for the valuation asset
 * @param priceMax highest price, 1 to 2^60; 1 for the valuation asset
 * @param fundAccountId an INSURANCE_FUND: counterparty of REPAY, of surplus and of cover
 * @param interestAccountId a FEE or INSURANCE_FUND account that receives interest
 * @param priceScale decimal digits of a price; 0 for the valuation asset
 * @param valuation whether it is the valuation asset
 * @param tiers 1 to 16, floors rising from 0
 */
public record CollateralTerms(
    long liabilityWeight,
    long borrowMax,
    long conversionDiscount,
    long priceMax,
    long fundAccountId,
    long interestAccountId,
    int priceScale,
    boolean valuation,
    List<CollateralTier> tiers) {
  private static final long PPB = 1_000_000_000L;

  /** Takes a copy of the tiers. */
  public CollateralTerms {
    tiers = List.copyOf(tiers);
  }

  /** The terms of the valuation asset: it counts in full, and its price is 1. */
  public static CollateralTerms valuation(
      long liabilityWeight, long borrowMax, long fundAccountId, long interestAccountId) {
    return new CollateralTerms(
        liabilityWeight,
        borrowMax,
        0,
        1,
        fundAccountId,
        interestAccountId,
        0,
        true,
        List.of(new CollateralTier(0, PPB)));
  }
}
