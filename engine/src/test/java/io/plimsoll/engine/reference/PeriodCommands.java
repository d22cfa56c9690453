package io.plimsoll.engine.reference;

import static io.plimsoll.engine.reference.Lookup.range;

import io.plimsoll.protocol.codec.FundingDecoder;
import io.plimsoll.protocol.codec.RejectReason;
import io.plimsoll.protocol.codec.SettleInstrumentDecoder;

/** What comes round for a contract: funding, and its end. Each checks, then returns the change. */
final class PeriodCommands {
  private final World world;
  private final Lookup lookup;
  private final EventWriter events;
  private final PriceEvents priceEvents;
  private final Booking booking;
  private final Funding funding;
  private final TaskQueue tasks;
  private final Evaluation evaluation;

  PeriodCommands(
      World world,
      Lookup lookup,
      EventWriter events,
      PriceEvents priceEvents,
      Booking booking,
      Funding funding,
      TaskQueue tasks,
      Evaluation evaluation) {
    this.world = world;
    this.lookup = lookup;
    this.events = events;
    this.priceEvents = priceEvents;
    this.booking = booking;
    this.funding = funding;
    this.tasks = tasks;
    this.evaluation = evaluation;
  }

  Runnable funding(FundingDecoder command) {
    Instrument instrument = lookup.instrumentOpen(command.instrumentId(), 5);
    long rate = command.rate();
    range(rate, -Exact.PPB, Exact.PPB, 3);
    long price = command.price();
    if (price != 0) {
      Lookup.price(price, instrument, 4);
    }
    checkNoFunding(instrument, 5);
    return () -> start(instrument, rate, price == 0 ? instrument.mark : price);
  }

  /** Starts a funding. */
  void start(Instrument instrument, long rate, long price) {
    instrument.fundingRound++;
    instrument.fundingRate = rate;
    instrument.fundingPrice = price;
    instrument.fundingUnderWay = true;
    instrument.fundingPaid = Exact.ZERO;
    instrument.fundingReceived = Exact.ZERO;
    tasks.add(new FundingTask(instrument, funding, evaluation));
  }

  Runnable settleInstrument(SettleInstrumentDecoder command) {
    Instrument instrument = lookup.instrumentOpen(command.instrumentId(), 4);
    boolean expired =
        instrument.terms.expiry() != 0 && instrument.terms.expiry() <= command.timestamp();
    Rejection.unless(expired, RejectReason.NOT_EXPIRED, 4, instrument.terms.expiry());
    long given = command.price();
    long price = given == 0 ? averageOfIndex(instrument) : given;
    Lookup.price(price, instrument, 3);
    checkNoFunding(instrument, 4);
    return () -> {
      if (given == 0) {
        priceEvents.settlementPrice(instrument, price);
      }
      evaluation.setMark(instrument, price);
      instrument.closed = true;
      tasks.add(new SettleTask(instrument, world, funding, events, booking, evaluation));
    };
  }

  private static long averageOfIndex(Instrument instrument) {
    long average = instrument.prices == null ? 0 : instrument.prices.settlement.price();
    Rejection.unless(average != 0, RejectReason.NO_INDEX_AVERAGE, 3, 0);
    return average;
  }

  private static void checkNoFunding(Instrument instrument, int fieldId) {
    Rejection.unless(
        !instrument.fundingUnderWay, RejectReason.FUNDING_UNDER_WAY, fieldId, instrument.id);
  }
}
