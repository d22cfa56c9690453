package io.plimsoll.tools.crowd;

import io.plimsoll.protocol.CollateralTier;
import io.plimsoll.tools.venue.CollateralSpec;
import io.plimsoll.tools.venue.CollateralSpec.PooledAsset;
import io.plimsoll.tools.venue.Listing;
import io.plimsoll.tools.venue.PoolCommands;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What of a deposit is paid in which asset. What is paid in another asset counts, less its haircut,
 * for as much as the money in its place would have: with the liability weight, as the position's
 * margin and fee may have to be borrowed against it.
 */
final class Pledges {
  private static final BigInteger AMOUNT_MAX = BigInteger.ONE.shiftLeft(59);
  private static final BigInteger PPB = BigInteger.valueOf(Draws.PPB);

  private record Price(BigInteger price, int scale) {}

  private final CollateralSpec terms;
  private final List<Price> prices = new ArrayList<>();

  /**
   * Pledges of what counts as collateral.
   *
   * @param terms what does
   * @param venues what is traded, an entry for each instrument
   * @param firstPrices of the instruments
   */
  Pledges(CollateralSpec terms, List<Venue> venues, long... firstPrices) {
    this.terms = terms;
    List<Listing> listings = venues.stream().map(Venue::listing).toList();
    for (PooledAsset asset : terms.assets()) {
      long price =
          asset.price().orElseGet(() -> firstPrices[PoolCommands.instrument(asset, listings)]);
      prices.add(new Price(BigInteger.valueOf(price), PoolCommands.priceScale(asset, listings)));
    }
  }

  /**
   * What is paid in.
   *
   * @param deposit what it is to count for, in units of the settlement asset
   * @param parts of it that are in each other asset, in parts per billion, at most a whole together
   */
  Pledge of(long deposit, List<Long> parts) {
    long money = deposit;
    List<Long> amounts = new ArrayList<>();
    for (int i = 0; i < terms.assets().size(); i++) {
      BigInteger part =
          BigInteger.valueOf(deposit).multiply(BigInteger.valueOf(parts.get(i))).divide(PPB);
      Optional<BigInteger> amount = amount(terms.assets().get(i), prices.get(i), part);
      amounts.add(amount.map(BigInteger::longValueExact).orElse(0L));
      money -= amount.isPresent() ? part.longValueExact() : 0;
    }
    return new Pledge(money, amounts);
  }

  /** How much of an asset counts for that; nothing if no tier takes so much. */
  private Optional<BigInteger> amount(PooledAsset asset, Price price, BigInteger part) {
    // At the lowest weight that is reached: a little more than is needed.
    BigInteger wanted =
        part.multiply(BigInteger.valueOf(terms.liabilityWeight()))
            .multiply(BigInteger.TEN.pow(price.scale()));
    List<CollateralTier> tiers = asset.tiers();
    for (int i = 0; i < tiers.size() && tiers.get(i).weight() > 0; i++) {
      BigInteger amount =
          wanted
              .divide(price.price().multiply(BigInteger.valueOf(tiers.get(i).weight())))
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
