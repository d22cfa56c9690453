package io.plimsoll.tools.crowd;

import io.plimsoll.protocol.CollateralTier;
import io.plimsoll.tools.venue.CollateralSpec;
import io.plimsoll.tools.venue.CollateralSpec.PooledAsset;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * Who of the crowd pools, and what of its deposit is in which asset. What is paid in another asset
 * counts, less its haircut, for as much as the money in its place would have: with the liability
 * weight, as the position's margin and fee may have to be borrowed against it.
 */
final class Pledges {
  private static final BigInteger AMOUNT_MAX = BigInteger.ONE.shiftLeft(59);
  private static final long SEED_STEP = 0xD1B54A32D192ED03L;
  private static final int HUNDRED = 100;

  private final Optional<CollateralSpec> spec;
  private final int marginScale;
  private final long openPrice;

  Pledges(Venue venue, long openPrice) {
    this.spec = venue.spec().collateral();
    this.marginScale = venue.priceScale();
    this.openPrice = openPrice;
  }

  /** Draws of its own, so that the rest of the crowd is the same at whatever share of pools. */
  Pledge of(int id, long seed, long deposit) {
    if (spec.isEmpty()) {
      return Pledge.none(deposit);
    }
    CollateralSpec terms = spec.get();
    SplittableRandom random = new SplittableRandom(seed + SEED_STEP * id);
    if (Crowd.below(random, HUNDRED) >= terms.poolShare()) {
      return Pledge.none(deposit);
    }
    long money = deposit;
    List<Long> amounts = new ArrayList<>();
    for (PooledAsset asset : terms.assets()) {
      BigInteger part =
          BigInteger.valueOf(deposit)
              .multiply(BigInteger.valueOf(asset.depositShare()))
              .divide(BigInteger.valueOf(HUNDRED));
      Optional<BigInteger> amount = amount(asset, part, terms.liabilityWeight());
      amounts.add(amount.map(BigInteger::longValueExact).orElse(0L));
      money -= amount.isPresent() ? part.longValueExact() : 0;
    }
    return new Pledge(money, amounts);
  }

  /** How much of an asset counts for that; nothing if no tier takes so much. */
  private Optional<BigInteger> amount(PooledAsset asset, BigInteger part, long liabilityWeight) {
    BigInteger price = BigInteger.valueOf(asset.price().orElse(openPrice));
    int scale = asset.followsMark() ? marginScale : asset.priceScale();
    // At the lowest weight that is reached: a little more than is needed.
    BigInteger wanted =
        part.multiply(BigInteger.valueOf(liabilityWeight)).multiply(BigInteger.TEN.pow(scale));
    List<CollateralTier> tiers = asset.tiers();
    for (int i = 0; i < tiers.size() && tiers.get(i).weight() > 0; i++) {
      BigInteger amount =
          wanted
              .divide(price.multiply(BigInteger.valueOf(tiers.get(i).weight())))
              .add(BigInteger.ONE);
      BigInteger end =
          i + 1 < tiers.size() ? BigInteger.valueOf(tiers.get(i + 1).floor()) : AMOUNT_MAX;
      if (amount.compareTo(end) <= 0) {
        return Optional.of(amount);
      }
    }
    return Optional.empty();
  }
}
