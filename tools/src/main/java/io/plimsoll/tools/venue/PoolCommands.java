package io.plimsoll.tools.venue;

import io.plimsoll.protocol.CollateralEncoder;
import io.plimsoll.protocol.CollateralTerms;
import io.plimsoll.protocol.CommandEncoder;
import io.plimsoll.tools.venue.CollateralSpec.PooledAsset;
import java.util.List;
import java.util.Optional;

/**
 * The collateral of a venue as engine commands. Its assets count from 2 in the order of the file;
 * the settlement asset, 1, is the valuation asset. The insurance fund stands behind all of them. An
 * asset without a price of its own follows the mark of the first instrument that is on it.
 */
public final class PoolCommands {
  /** The first asset besides the settlement asset. */
  public static final int FIRST_ASSET_ID = VenueCommands.ASSET_ID + 1;

  private static final int PRICE_ROOM = 1_000;
  private static final long PRICE_MAX = 1L << 60;

  private final CommandEncoder commands;
  private final CollateralEncoder collateral;
  private final Optional<CollateralSpec> spec;
  private final List<Listing> listings;

  /**
   * Commands for the collateral of a venue.
   *
   * @param commands takes them
   * @param collateral takes those that are about collateral
   * @param spec what counts as collateral, if anything
   * @param listings what is traded, in the order of the ids
   */
  public PoolCommands(
      CommandEncoder commands,
      CollateralEncoder collateral,
      Optional<CollateralSpec> spec,
      List<Listing> listings) {
    this.commands = commands;
    this.collateral = collateral;
    this.spec = spec;
    this.listings = List.copyOf(listings);
  }

  /**
   * Sets the terms of all assets, and the prices that do not follow a mark. Nothing for a venue
   * without collateral.
   */
  public void open() {
    if (spec.isEmpty()) {
      return;
    }
    collateral.setCollateral(
        VenueCommands.ASSET_ID,
        CollateralTerms.valuation(
            spec.get().liabilityWeight(),
            spec.get().borrowMax(),
            VenueCommands.FUND_ACCOUNT,
            VenueCommands.FEE_ACCOUNT));
    int moneyScale = listings.get(0).spec().contract().moneyScale();
    int id = FIRST_ASSET_ID;
    for (PooledAsset asset : spec.get().assets()) {
      commands.addAsset(id, moneyScale, asset.symbol());
      collateral.setCollateral(id, terms(asset));
      if (!asset.followsMark()) {
        collateral.collateralPrice(id, asset.price().orElseThrow());
      }
      id++;
    }
  }

  private CollateralTerms terms(PooledAsset asset) {
    long priceMax =
        asset
            .price()
            .map(p -> Math.min(PRICE_MAX, p * PRICE_ROOM))
            .orElseGet(() -> followed(asset, listings).priceMax());
    return new CollateralTerms(
        asset.liabilityWeight(),
        asset.borrowMax(),
        asset.conversionDiscount(),
        priceMax,
        VenueCommands.FUND_ACCOUNT,
        VenueCommands.FEE_ACCOUNT,
        priceScale(asset, listings),
        false,
        asset.tiers());
  }

  /** The decimal digits of an asset's price. */
  public static int priceScale(PooledAsset asset, List<Listing> listings) {
    return asset.followsMark() ? followed(asset, listings).priceScale() : asset.priceScale();
  }

  private static Listing followed(PooledAsset asset, List<Listing> listings) {
    return listings.get(instrument(asset, listings));
  }

  /**
   * The instrument whose mark is the price of an asset that follows one, by index.
   *
   * @param asset which has no price of its own
   * @param listings what is traded
   */
  public static int instrument(PooledAsset asset, List<Listing> listings) {
    for (int i = 0; i < listings.size(); i++) {
      if (listings.get(i).spec().contract().underlying().equals(asset.symbol())) {
        return i;
      }
    }
    throw new IllegalArgumentException("nothing is traded on " + asset.symbol());
  }

  /** Whether the price of any asset is the mark of an instrument, by index. */
  public boolean follows(int instrument) {
    return assets().stream().anyMatch(asset -> isOf(asset, instrument));
  }

  private boolean isOf(PooledAsset asset, int instrument) {
    return asset.followsMark() && instrument(asset, listings) == instrument;
  }

  private List<PooledAsset> assets() {
    return spec.map(CollateralSpec::assets).orElse(List.of());
  }

  /**
   * The mark price of an instrument has changed: so has the price of what follows it.
   *
   * @param instrument by index
   * @param markPrice at the instrument's scale
   */
  public void follow(int instrument, long markPrice) {
    List<PooledAsset> assets = assets();
    for (int i = 0; i < assets.size(); i++) {
      if (isOf(assets.get(i), instrument)) {
        collateral.collateralPrice(FIRST_ASSET_ID + i, markPrice);
      }
    }
  }
}
