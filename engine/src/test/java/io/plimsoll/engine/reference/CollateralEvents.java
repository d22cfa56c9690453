package io.plimsoll.engine.reference;

import io.plimsoll.protocol.codec.CollateralConvertedEncoder;
import io.plimsoll.protocol.codec.CollateralValuedEncoder;
import io.plimsoll.protocol.codec.InterestChargedEncoder;
import java.math.BigInteger;

/** The events of pools. */
final class CollateralEvents {
  private final EventWriter events;
  private final World world;
  private final Margin margin;

  CollateralEvents(EventWriter events, World world, Margin margin) {
    this.events = events;
    this.world = world;
    this.margin = margin;
  }

  /** How each asset of a pool counts. */
  void valued(Liquidation liquidation) {
    Account account = liquidation.account;
    for (Asset asset : world.assets.values()) {
      BigInteger balance = account.wallet(asset).balance;
      if (balance.signum() == 0 && account.crossPositionsIn(asset).isEmpty()) {
        continue;
      }
      BigInteger amount = Pool.amount(account, asset);
      BigInteger requirement = margin.pool().requirementIn(account, asset, Exact.PPB);
      BigInteger value = Pool.value(asset, amount);
      BigInteger without = Pool.value(asset, amount.subtract(requirement));
      new CollateralValuedEncoder()
          .wrapAndApplyHeader(events.blank(), 0, events.header)
          .sequence(events.sequence())
          .timestamp(events.timestamp())
          .liquidationId(liquidation.id)
          .accountId(account.id)
          .balance(balance.longValueExact())
          .unrealisedPnl(amount.subtract(balance).longValueExact())
          .value(value.longValueExact())
          .requirement(requirement.longValueExact())
          .requirementValue(value.subtract(without).longValueExact())
          .price(asset.collateral == null ? 0 : asset.collateral.price)
          .assetId(asset.id);
      events.emit(CollateralValuedEncoder.BLOCK_LENGTH);
    }
  }

  void converted(
      Liquidation liquidation, Asset from, Asset to, BigInteger given, BigInteger repaid) {
    new CollateralConvertedEncoder()
        .wrapAndApplyHeader(events.blank(), 0, events.header)
        .sequence(events.sequence())
        .timestamp(events.timestamp())
        .liquidationId(liquidation.id)
        .accountId(liquidation.account.id)
        .fundAccountId(to.collateral.fund.id)
        .given(given.longValueExact())
        .repaid(repaid.longValueExact())
        .value(from.collateral.conversion(given).longValueExact())
        .price(from.collateral.price)
        .repaidPrice(to.collateral.price)
        .discount(from.collateral.discount)
        .assetId(from.id)
        .repaidAssetId(to.id);
    events.emit(CollateralConvertedEncoder.BLOCK_LENGTH);
  }

  void interestCharged(Asset asset, BigInteger rate, BigInteger charged) {
    new InterestChargedEncoder()
        .wrapAndApplyHeader(events.blank(), 0, events.header)
        .sequence(events.sequence())
        .timestamp(events.timestamp())
        .rate(rate.longValueExact())
        .charged(charged.longValueExact())
        .assetId(asset.id);
    events.emit(InterestChargedEncoder.BLOCK_LENGTH);
  }
}
