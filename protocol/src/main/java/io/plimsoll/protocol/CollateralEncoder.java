package io.plimsoll.protocol;

import io.plimsoll.protocol.codec.ChargeInterestEncoder;
import io.plimsoll.protocol.codec.CollateralMode;
import io.plimsoll.protocol.codec.CollateralPriceEncoder;
import io.plimsoll.protocol.codec.SetCollateralEncoder;
import io.plimsoll.protocol.codec.SetCollateralModeEncoder;
import java.util.List;

/**
 * Encodes the commands of multi-asset collateral, and hands each to a sink. Prices and amounts are
 * fixed point, rates and weights parts per billion; ranges of values are the engine's to check.
 * Every method returns the correlationId it used. Nothing is allocated. Not thread safe, and the
 * sink must not call back: all commands share one buffer.
 */
public final class CollateralEncoder extends Encoder {
  private static final int TIERS_MAX =
      entriesMax(
          SetCollateralEncoder.BLOCK_LENGTH,
          SetCollateralEncoder.TiersEncoder.sbeHeaderSize(),
          SetCollateralEncoder.TiersEncoder.sbeBlockLength());

  private final SetCollateralEncoder setCollateral = new SetCollateralEncoder();
  private final CollateralPriceEncoder collateralPrice = new CollateralPriceEncoder();
  private final SetCollateralModeEncoder setCollateralMode = new SetCollateralModeEncoder();
  private final ChargeInterestEncoder chargeInterest = new ChargeInterestEncoder();

  /**
   * An encoder at timestamp 0 whose first correlationId is 1.
   *
   * @param sink takes the commands, during the call of each method
   */
  public CollateralEncoder(CommandSink sink) {
    super(sink);
  }

  /**
   * Sets the timestamp of the commands that follow.
   *
   * @param timestampNanos nanoseconds since 1970-01-01T00:00Z
   * @return this
   */
  public CollateralEncoder at(long timestampNanos) {
    stampTime(timestampNanos);
    return this;
  }

  /**
   * Sets the correlationId of the next command; the ones after it count up from there.
   *
   * @param next any value
   * @return this
   */
  public CollateralEncoder correlationId(long next) {
    nextCorrelationId(next);
    return this;
  }

  /**
   * SetCollateral: sets what an asset counts as collateral.
   *
   * @throws IllegalArgumentException if the price scale is not 0 to 255, or there are more tiers
   *     than a message can hold (the engine takes 16)
   */
  public long setCollateral(int assetId, CollateralTerms terms) {
    List<CollateralTier> tiers = terms.tiers();
    int count = entries("tiers", tiers.size(), TIERS_MAX);
    claim();
    setCollateral
        .wrapAndApplyHeader(buffer(), 0, header())
        .correlationId(correlationId())
        .timestamp(timestamp())
        .liabilityWeight(terms.liabilityWeight())
        .borrowMax(terms.borrowMax())
        .conversionDiscount(terms.conversionDiscount())
        .priceMax(terms.priceMax())
        .fundAccountId(terms.fundAccountId())
        .interestAccountId(terms.interestAccountId())
        .assetId(assetId)
        .priceScale(FieldChecks.uint8("priceScale", terms.priceScale()))
        .valuation(bool(terms.valuation()));
    SetCollateralEncoder.TiersEncoder group = setCollateral.tiersCount(count);
    for (int i = 0; i < count; i++) {
      CollateralTier tier = tiers.get(i);
      group.next().floor(tier.floor()).weight(tier.weight());
    }
    return send(setCollateral.encodedLength());
  }

  /** CollateralPrice: the value of one unit of an asset in the valuation asset. */
  public long collateralPrice(int assetId, long price) {
    claim();
    collateralPrice
        .wrapAndApplyHeader(buffer(), 0, header())
        .correlationId(correlationId())
        .timestamp(timestamp())
        .price(price)
        .assetId(assetId);
    return send(collateralPrice.encodedLength());
  }

  /** SetCollateralMode: whether an account pools its wallets. */
  public long setCollateralMode(long accountId, CollateralMode mode) {
    claim();
    setCollateralMode
        .wrapAndApplyHeader(buffer(), 0, header())
        .correlationId(correlationId())
        .timestamp(timestamp())
        .accountId(accountId)
        .mode(mode);
    return send(setCollateralMode.encodedLength());
  }

  /**
   * ChargeInterest: charges interest on negative balances.
   *
   * @param rate parts per billion of the balance
   */
  public long chargeInterest(int assetId, long rate) {
    claim();
    chargeInterest
        .wrapAndApplyHeader(buffer(), 0, header())
        .correlationId(correlationId())
        .timestamp(timestamp())
        .rate(rate)
        .assetId(assetId);
    return send(chargeInterest.encodedLength());
  }
}
