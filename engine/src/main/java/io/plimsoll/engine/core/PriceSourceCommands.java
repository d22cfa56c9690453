package io.plimsoll.engine.core;

import io.plimsoll.engine.account.Books;
import io.plimsoll.engine.event.PriceEvents;
import io.plimsoll.engine.instrument.ComputedPrices;
import io.plimsoll.engine.instrument.FundingRate;
import io.plimsoll.engine.instrument.Instrument;
import io.plimsoll.protocol.codec.BookPriceDecoder;
import io.plimsoll.protocol.codec.MarkResult;
import io.plimsoll.protocol.codec.RejectReason;
import io.plimsoll.protocol.codec.SourcePriceDecoder;

/** Prices of index sources and of the book, from which marks follow: docs/prices.md, section 2. */
final class PriceSourceCommands {
  private final Books books;
  private final Checks checks;
  private final PriceEvents events;
  private final PriceCommands priceCommands;

  PriceSourceCommands(Books books, Checks checks, PriceEvents events, PriceCommands priceCommands) {
    this.books = books;
    this.checks = checks;
    this.events = events;
    this.priceCommands = priceCommands;
  }

  boolean sourcePrice(SourcePriceDecoder c) {
    Instrument instrument = books.instruments().instrument(c.instrumentId());
    if (!hasSources(instrument, c.instrumentId(), SourcePriceDecoder.instrumentIdId())) {
      return false;
    }
    ComputedPrices prices = instrument.prices();
    int source = prices.sources().find(c.sourceId());
    boolean accepted =
        checks.that(
                source >= 0,
                RejectReason.UNKNOWN_SOURCE,
                SourcePriceDecoder.sourceIdId(),
                c.sourceId())
            && checks.that(
                instrument.accepts(c.price()),
                RejectReason.PRICE_OUT_OF_RANGE,
                SourcePriceDecoder.priceId(),
                c.price());
    if (accepted) {
      prices.sources().price(source, c.price(), c.timestamp());
      update(instrument, c.timestamp());
    }
    return accepted;
  }

  boolean bookPrice(BookPriceDecoder c) {
    Instrument instrument = books.instruments().instrument(c.instrumentId());
    boolean accepted =
        hasSources(instrument, c.instrumentId(), BookPriceDecoder.instrumentIdId())
            && accepts(instrument, c.bestBid(), BookPriceDecoder.bestBidId())
            && accepts(instrument, c.bestAsk(), BookPriceDecoder.bestAskId())
            && accepts(instrument, c.impactBid(), BookPriceDecoder.impactBidId())
            && accepts(instrument, c.impactAsk(), BookPriceDecoder.impactAskId())
            && accepts(instrument, c.lastTrade(), BookPriceDecoder.lastTradeId())
            && notCrossed(c.bestBid(), c.bestAsk(), BookPriceDecoder.bestAskId())
            && notCrossed(c.impactBid(), c.impactAsk(), BookPriceDecoder.impactAskId());
    if (accepted) {
      instrument
          .prices()
          .book()
          .set(
              c.timestamp(), c.bestBid(), c.bestAsk(), c.impactBid(), c.impactAsk(), c.lastTrade());
      update(instrument, c.timestamp());
    }
    return accepted;
  }

  private boolean hasSources(Instrument instrument, int id, int field) {
    return checks.that(instrument != null, RejectReason.UNKNOWN_INSTRUMENT, field, id)
        && checks.that(instrument.hasTiers(), RejectReason.NO_TIERS, field, id)
        && checks.that(!instrument.isClosed(), RejectReason.INSTRUMENT_CLOSED, field, id)
        && checks.that(instrument.prices() != null, RejectReason.NO_SOURCES, field, id);
  }

  private boolean accepts(Instrument instrument, long price, int field) {
    return checks.that(
        price == 0 || instrument.accepts(price), RejectReason.PRICE_OUT_OF_RANGE, field, price);
  }

  private boolean notCrossed(long bid, long ask, int askField) {
    return checks.that(ask == 0 || bid <= ask, RejectReason.CROSSED_BOOK, askField, ask);
  }

  private void update(Instrument instrument, long timestamp) {
    ComputedPrices prices = instrument.prices();
    FundingRate funding = instrument.fundingRate();
    long before = instrument.markPrice();
    prices.update(timestamp, before, funding == null ? 0 : funding.shareLeft(timestamp));
    events.markPriceChanged(
        prices.index(),
        prices.mark(),
        before,
        prices.computed(),
        prices.basis(),
        instrument.id(),
        prices.sources().live(),
        prices.sources().outliers(),
        prices.terms(),
        prices.result());
    MarkResult result = prices.result();
    if (result == MarkResult.SET || result == MarkResult.CLAMPED) {
      priceCommands.setMark(instrument, prices.mark());
    }
    if (funding != null && result != MarkResult.INDEX_STALE) {
      funding.sample(timestamp, prices, instrument.markPrice());
    }
  }
}
