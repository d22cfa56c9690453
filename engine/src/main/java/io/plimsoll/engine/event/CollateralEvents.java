package io.plimsoll.engine.event;

import io.plimsoll.protocol.codec.CollateralConvertedEncoder;
import io.plimsoll.protocol.codec.CollateralValuedEncoder;
import io.plimsoll.protocol.codec.InterestChargedEncoder;

/** The events of multi-asset collateral, through an {@link EventWriter}. */
public final class CollateralEvents {
  private final EventWriter writer;
  private final CollateralValuedEncoder valued = new CollateralValuedEncoder();
  private final CollateralConvertedEncoder converted = new CollateralConvertedEncoder();
  private final InterestChargedEncoder interestCharged = new InterestChargedEncoder();

  /**
   * Events through a writer.
   *
   * @param writer sends them
   */
  public CollateralEvents(EventWriter writer) {
    this.writer = writer;
  }

  /** CollateralValued. */
  public void valued(
      long liquidationId,
      long accountId,
      long balance,
      long unrealisedPnl,
      long value,
      long requirement,
      long requirementValue,
      long price,
      int assetId) {
    valued
        .wrapAndApplyHeader(writer.buffer(), 0, writer.header())
        .sequence(writer.sequence())
        .timestamp(writer.timestamp())
        .liquidationId(liquidationId)
        .accountId(accountId)
        .balance(balance)
        .unrealisedPnl(unrealisedPnl)
        .value(value)
        .requirement(requirement)
        .requirementValue(requirementValue)
        .price(price)
        .assetId(assetId);
    writer.send(valued.encodedLength());
  }

  /** CollateralConverted. */
  public void converted(
      long liquidationId,
      long accountId,
      long fundAccountId,
      long given,
      long repaid,
      long value,
      long price,
      long repaidPrice,
      long discount,
      int assetId,
      int repaidAssetId) {
    converted
        .wrapAndApplyHeader(writer.buffer(), 0, writer.header())
        .sequence(writer.sequence())
        .timestamp(writer.timestamp())
        .liquidationId(liquidationId)
        .accountId(accountId)
        .fundAccountId(fundAccountId)
        .given(given)
        .repaid(repaid)
        .value(value)
        .price(price)
        .repaidPrice(repaidPrice)
        .discount(discount)
        .assetId(assetId)
        .repaidAssetId(repaidAssetId);
    writer.send(converted.encodedLength());
  }

  /** InterestCharged. */
  public void interestCharged(long rate, long charged, int assetId) {
    interestCharged
        .wrapAndApplyHeader(writer.buffer(), 0, writer.header())
        .sequence(writer.sequence())
        .timestamp(writer.timestamp())
        .rate(rate)
        .charged(charged)
        .assetId(assetId);
    writer.send(interestCharged.encodedLength());
  }
}
