package io.plimsoll.tools.venue;

import io.plimsoll.tools.venue.CollateralSpec.PooledAsset;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;

/**
 * What amounts of a venue's assets are worth in its settlement asset, in full: without haircut and
 * liability weight. The formula is that of the full value in docs/rules.md, section 10.
 */
public final class CollateralWorth {
  private final List<PooledAsset> assets;
  private final List<Listing> listings;

  /**
   * Worth at a venue.
   *
   * @param spec what counts as collateral there, if anything
   * @param listings what is traded
   */
  public CollateralWorth(Optional<CollateralSpec> spec, List<Listing> listings) {
    this.assets = spec.map(CollateralSpec::assets).orElse(List.of());
    this.listings = List.copyOf(listings);
  }

  /** How many assets there are, with the settlement asset. */
  public int assets() {
    return assets.size() + 1;
  }

  /**
   * What an amount is worth, rounded down.
   *
   * @param assetId of the engine: 1 is the settlement asset, then those of the file
   * @param amount in units of the asset
   * @param marks of the instruments
   * @return units of the settlement asset
   */
  public BigInteger of(int assetId, long amount, long... marks) {
    BigInteger units = BigInteger.valueOf(amount);
    if (assetId == VenueCommands.ASSET_ID) {
      return units;
    }
    PooledAsset asset = assets.get(assetId - PoolCommands.FIRST_ASSET_ID);
    long price = asset.price().orElseGet(() -> marks[PoolCommands.instrument(asset, listings)]);
    BigInteger[] parts =
        units
            .multiply(BigInteger.valueOf(price))
            .divideAndRemainder(BigInteger.TEN.pow(PoolCommands.priceScale(asset, listings)));
    return parts[1].signum() < 0 ? parts[0].subtract(BigInteger.ONE) : parts[0];
  }
}
