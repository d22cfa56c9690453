package io.plimsoll.tools.venue;

import io.plimsoll.protocol.CollateralEncoder;
import io.plimsoll.protocol.CollateralTerms;
import io.plimsoll.protocol.CommandEncoder;
import io.plimsoll.tools.venue.CollateralSpec.PooledAsset;
import java.util.List;

/**
 * The collateral of a venue as engine commands. Its assets count from 2 in the order of the file;
 * the settlement asset, 1, is the valuation asset. The insurance fund stands behind all of them.
 */
public final class PoolCommands {
  /** The first asset besides the settlement asset. */
  public static final int FIRST_ASSET_ID = VenueCommands.ASSET_ID + 1;

  private static final int PRICE_ROOM = 1_000;
  private static final long PRICE_MAX = 1L << 60;

  private final CommandEncoder commands;
  private final CollateralEncoder collateral;
  private final VenueSpec venue;
  private final Listing listing;

  /**
   * Commands for the collateral of a venue.
   *
   * @param commands takes them
   * @param collateral takes those that are about collateral
   * @param venue what its file says
   * @param listing its first instrument
   */
  public PoolCommands(
      CommandEncoder commands, CollateralEncoder collateral, VenueSpec venue, Listing listing) {
    this.commands = commands;
    this.collateral = collateral;
    this.venue = venue;
    this.listing = listing;
  }

  /**
   * Sets the terms of all assets, and the prices that do not follow the mark. Nothing for a venue
   * without collateral.
   */
  public void open() {
    if (venue.collateral().isEmpty()) {
      return;
    }
    CollateralSpec spec = venue.collateral().get();
    collateral.setCollateral(
        VenueCommands.ASSET_ID,
        CollateralTerms.valuation(
            spec.liabilityWeight(),
            spec.borrowMax(),
            VenueCommands.FUND_ACCOUNT,
            VenueCommands.FEE_ACCOUNT));
    int id = FIRST_ASSET_ID;
    for (PooledAsset asset : spec.assets()) {
      commands.addAsset(id, venue.contract().moneyScale(), asset.symbol());
      collateral.setCollateral(id, terms(asset));
      if (!asset.followsMark()) {
        collateral.collateralPrice(id, asset.price().orElseThrow());
      }
      id++;
    }
  }

  private CollateralTerms terms(PooledAsset asset) {
    long priceMax =
        asset.price().map(p -> Math.min(PRICE_MAX, p * PRICE_ROOM)).orElse(listing.priceMax());
    return new CollateralTerms(
        asset.liabilityWeight(),
        asset.borrowMax(),
        asset.conversionDiscount(),
        priceMax,
        VenueCommands.FUND_ACCOUNT,
        VenueCommands.FEE_ACCOUNT,
        asset.followsMark() ? listing.priceScale() : asset.priceScale(),
        false,
        asset.tiers());
  }

  /** Whether the price of any of it is the mark price. */
  public boolean follows() {
    return assets().stream().anyMatch(PooledAsset::followsMark);
  }

  private List<PooledAsset> assets() {
    return venue.collateral().map(CollateralSpec::assets).orElse(List.of());
  }

  /** The mark price has changed: so has the price of what follows it. */
  public void follow(long markPrice) {
    List<PooledAsset> assets = assets();
    for (int i = 0; i < assets.size(); i++) {
      if (assets.get(i).followsMark()) {
        collateral.collateralPrice(FIRST_ASSET_ID + i, markPrice);
      }
    }
  }
}
