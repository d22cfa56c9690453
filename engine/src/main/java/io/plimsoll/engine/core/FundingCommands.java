package io.plimsoll.engine.core;

import io.plimsoll.engine.account.Books;
import io.plimsoll.engine.event.PriceEvents;
import io.plimsoll.engine.instrument.ComputedPrices;
import io.plimsoll.engine.instrument.Instrument;
import io.plimsoll.engine.waterfall.InstrumentTasks;
import io.plimsoll.protocol.codec.FundingDecoder;
import io.plimsoll.protocol.codec.MarkResult;
import io.plimsoll.protocol.codec.RejectReason;
import io.plimsoll.protocol.codec.SettleInstrumentDecoder;

/** What starts a pass over all positions of an instrument: funding, and settlement at expiry. */
final class FundingCommands {
  private static final long RATE_MAX = 1_000_000_000;

  private final Books books;
  private final Checks checks;
  private final PriceCommands prices;
  private final PriceEvents priceEvents;
  private final InstrumentTasks tasks;

  FundingCommands(
      Books books,
      Checks checks,
      PriceCommands prices,
      PriceEvents priceEvents,
      InstrumentTasks tasks) {
    this.books = books;
    this.checks = checks;
    this.prices = prices;
    this.priceEvents = priceEvents;
    this.tasks = tasks;
  }

  boolean funding(FundingDecoder c) {
    Instrument instrument = books.instruments().instrument(c.instrumentId());
    int instrumentField = FundingDecoder.instrumentIdId();
    long price = c.price();
    boolean accepted =
        checks.isTrading(instrument, c.instrumentId(), instrumentField)
            && checks.range(c.rate(), -RATE_MAX, RATE_MAX, FundingDecoder.rateId())
            && checks.that(
                price == 0 || instrument.accepts(price),
                RejectReason.PRICE_OUT_OF_RANGE,
                FundingDecoder.priceId(),
                price)
            && isFundingFinished(instrument, instrumentField);
    if (accepted) {
      tasks.startFunding(instrument, c.rate(), price == 0 ? instrument.markPrice() : price);
    }
    return accepted;
  }

  boolean settleInstrument(SettleInstrumentDecoder c) {
    Instrument instrument = books.instruments().instrument(c.instrumentId());
    int instrumentField = SettleInstrumentDecoder.instrumentIdId();
    boolean accepted =
        checks.isTrading(instrument, c.instrumentId(), instrumentField)
            && checks.that(
                instrument.hasExpired(c.timestamp()),
                RejectReason.NOT_EXPIRED,
                instrumentField,
                instrument.terms().expiry())
            && hasSettlementPrice(instrument, c.price())
            && isFundingFinished(instrument, instrumentField);
    if (accepted) {
      prices.setMark(instrument, c.price() == 0 ? averageOfIndex(instrument) : c.price());
      tasks.startSettlement(instrument);
    }
    return accepted;
  }

  private boolean hasSettlementPrice(Instrument instrument, long price) {
    int field = SettleInstrumentDecoder.priceId();
    return price == 0
        ? checks.that(
            instrument.settlementPrice() != 0, RejectReason.NO_INDEX_AVERAGE, field, price)
        : checks.that(instrument.accepts(price), RejectReason.PRICE_OUT_OF_RANGE, field, price);
  }

  private long averageOfIndex(Instrument instrument) {
    long price = instrument.settlementPrice();
    priceEvents.markPriceChanged(
        instrument.prices().index(),
        price,
        instrument.markPrice(),
        price,
        0,
        instrument.id(),
        0,
        0,
        ComputedPrices.TERM_INDEX,
        MarkResult.SETTLEMENT);
    return price;
  }

  private boolean isFundingFinished(Instrument instrument, int field) {
    return checks.that(
        !instrument.funding().isUnderWay(), RejectReason.FUNDING_UNDER_WAY, field, instrument.id());
  }
}
