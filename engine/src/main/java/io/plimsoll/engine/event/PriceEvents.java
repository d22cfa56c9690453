package io.plimsoll.engine.event;

import io.plimsoll.protocol.codec.FundingRateSetEncoder;
import io.plimsoll.protocol.codec.MarkPriceChangedEncoder;
import io.plimsoll.protocol.codec.MarkResult;

/** The events of computed marks and funding rates, through an {@link EventWriter}. */
public final class PriceEvents {
  private final EventWriter writer;
  private final MarkPriceChangedEncoder markPriceChanged = new MarkPriceChangedEncoder();
  private final FundingRateSetEncoder fundingRateSet = new FundingRateSetEncoder();

  /**
   * Events through a writer.
   *
   * @param writer sends them
   */
  public PriceEvents(EventWriter writer) {
    this.writer = writer;
  }

  /** MarkPriceChanged. */
  public void markPriceChanged(
      long indexPrice,
      long markPrice,
      long previousMark,
      long computedPrice,
      long basis,
      int instrumentId,
      int liveSources,
      int outliers,
      int terms,
      MarkResult result) {
    markPriceChanged
        .wrapAndApplyHeader(writer.buffer(), 0, writer.header())
        .sequence(writer.sequence())
        .timestamp(writer.timestamp())
        .indexPrice(indexPrice)
        .markPrice(markPrice)
        .previousMark(previousMark)
        .computedPrice(computedPrice)
        .basis(basis)
        .instrumentId(instrumentId)
        .liveSources((short) liveSources)
        .outliers((short) outliers)
        .terms((short) terms)
        .result(result);
    writer.send(markPriceChanged.encodedLength());
  }

  /** FundingRateSet. */
  public void fundingRateSet(
      long rate,
      long chargedRate,
      long premium,
      long indexPrice,
      long markPrice,
      long chargePrice,
      long samples,
      int instrumentId) {
    fundingRateSet
        .wrapAndApplyHeader(writer.buffer(), 0, writer.header())
        .sequence(writer.sequence())
        .timestamp(writer.timestamp())
        .rate(rate)
        .chargedRate(chargedRate)
        .premium(premium)
        .indexPrice(indexPrice)
        .markPrice(markPrice)
        .chargePrice(chargePrice)
        .samples(samples)
        .instrumentId(instrumentId);
    writer.send(fundingRateSet.encodedLength());
  }
}
