package io.plimsoll.engine.reference;

import io.plimsoll.protocol.codec.FundingRateSetEncoder;
import io.plimsoll.protocol.codec.MarkPriceChangedEncoder;
import io.plimsoll.protocol.codec.MarkResult;

/** Encodes the events of prices and funding rates. */
final class PriceEvents {
  private final EventWriter events;

  PriceEvents(EventWriter events) {
    this.events = events;
  }

  /** The mark is that which comes of it; the instrument still has the one before. */
  void markPriceChanged(
      Instrument instrument,
      IndexPrice index,
      MarkComputation.Computed computed,
      MarkResult result,
      long mark) {
    new MarkPriceChangedEncoder()
        .wrapAndApplyHeader(events.blank(), 0, events.header)
        .sequence(events.sequence())
        .timestamp(events.timestamp())
        .indexPrice(instrument.prices.index)
        .markPrice(mark)
        .previousMark(instrument.mark)
        .computedPrice(computed.price().longValueExact())
        .basis(computed.basis().longValueExact())
        .instrumentId(instrument.id)
        .liveSources((short) index.live())
        .outliers((short) index.outliers())
        .terms((short) computed.terms())
        .result(result);
    events.emit(MarkPriceChangedEncoder.BLOCK_LENGTH);
  }

  /** The mark is to be the average of the index. */
  void settlementPrice(Instrument instrument, long average) {
    MarkComputation.Computed computed =
        new MarkComputation.Computed(Exact.big(average), Exact.ZERO, 1);
    markPriceChanged(
        instrument, new IndexPrice(average, 0, 0), computed, MarkResult.SETTLEMENT, average);
  }

  /** The charge price is 0 if nothing is charged. */
  void fundingRateSet(
      Instrument instrument, long rate, long premium, long chargePrice, long samples) {
    new FundingRateSetEncoder()
        .wrapAndApplyHeader(events.blank(), 0, events.header)
        .sequence(events.sequence())
        .timestamp(events.timestamp())
        .rate(rate)
        .chargedRate(instrument.fundingRates.chargedRate)
        .premium(premium)
        .indexPrice(instrument.prices == null ? 0 : instrument.prices.index)
        .markPrice(instrument.mark)
        .chargePrice(chargePrice)
        .samples(samples)
        .instrumentId(instrument.id);
    events.emit(FundingRateSetEncoder.BLOCK_LENGTH);
  }
}
