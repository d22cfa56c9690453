package io.plimsoll.engine.core;

import static io.plimsoll.engine.core.Venue.BTC;
import static io.plimsoll.engine.core.Venue.FEES;
import static io.plimsoll.engine.core.Venue.FUND;
import static io.plimsoll.engine.core.Venue.USDT;
import static io.plimsoll.engine.memory.Int128.PPB;

import io.plimsoll.protocol.CollateralEncoder;
import io.plimsoll.protocol.CollateralTerms;
import io.plimsoll.protocol.CollateralTier;
import io.plimsoll.protocol.VenueRules;
import io.plimsoll.protocol.Waterfall;
import io.plimsoll.protocol.codec.CollateralMode;
import java.util.List;

/**
 * A pool of one bitcoin behind a linear contract in USDT at 10x: 95 % of it counts, 98 % is paid
 * for it, and USDT may be borrowed.
 */
final class PoolScenario {
  static final int COIN = 2;
  static final long ONE_COIN = 1_00000000L;

  final Venue venue;
  final CollateralEncoder collateral;
  final long pool;

  PoolScenario(Waterfall waterfall) {
    venue = new Venue(VenueRules.DEFAULT, waterfall);
    collateral = new CollateralEncoder(venue.engine()::apply);
    venue.commands.addAsset(COIN, 8, "BTC");
    collateral.setCollateral(USDT, CollateralTerms.valuation(PPB, 1L << 60, FUND, FEES));
    List<CollateralTier> tiers = List.of(new CollateralTier(0, 950_000_000));
    long priceMax = 100_000_000_00L;
    collateral.setCollateral(
        COIN, new CollateralTerms(PPB, 0, 20_000_000, priceMax, FUND, FEES, 2, false, tiers));
    collateral.collateralPrice(COIN, 20_000_00);
    pool = venue.traderWith(1);
    venue.commands.withdraw(pool, USDT, 1);
    venue.commands.deposit(pool, COIN, ONE_COIN);
    collateral.setCollateralMode(pool, CollateralMode.MULTI_ASSET);
    venue.commands.setLeverage(pool, BTC, 10_00);
    venue.clear();
  }

  /** Trades at 20,000; below 0 sells. */
  void buy(long thousandths) {
    venue.trade(pool, 0, BTC, thousandths, 20_000_00);
    venue.clear();
  }
}
