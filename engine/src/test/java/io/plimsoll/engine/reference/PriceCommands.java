package io.plimsoll.engine.reference;

import io.plimsoll.protocol.codec.BookPriceDecoder;
import io.plimsoll.protocol.codec.MarkResult;
import io.plimsoll.protocol.codec.MarkRule;
import io.plimsoll.protocol.codec.RejectReason;
import io.plimsoll.protocol.codec.SourcePriceDecoder;

/** What sources and the book say, and the marks that come of it. */
final class PriceCommands {
  private static final MarkComputation.Computed NOTHING =
      new MarkComputation.Computed(Exact.ZERO, Exact.ZERO, 0);

  private final World world;
  private final Lookup lookup;
  private final PriceEvents events;
  private final Evaluation evaluation;

  PriceCommands(World world, Lookup lookup, PriceEvents events, Evaluation evaluation) {
    this.world = world;
    this.lookup = lookup;
    this.events = events;
    this.evaluation = evaluation;
  }

  Runnable sourcePrice(SourcePriceDecoder command) {
    Instrument instrument = instrument(command.instrumentId(), 4);
    int source = command.sourceId();
    Rejection.unless(
        instrument.prices.rule.sources().stream().anyMatch(s -> s.sourceId() == source),
        RejectReason.UNKNOWN_SOURCE,
        5,
        source);
    long price = command.price();
    Lookup.price(price, instrument, 3);
    return () -> {
      instrument.prices.quotes.put(source, new PriceState.Quote(price, world.lastTimestamp));
      compute(instrument);
    };
  }

  Runnable bookPrice(BookPriceDecoder command) {
    Instrument instrument = instrument(command.instrumentId(), 8);
    PriceState.Book book =
        new PriceState.Book(
            price(command.bestBid(), instrument, 3),
            price(command.bestAsk(), instrument, 4),
            price(command.impactBid(), instrument, 5),
            price(command.impactAsk(), instrument, 6),
            price(command.lastTrade(), instrument, 7),
            command.timestamp());
    notCrossed(book.bestBid(), book.bestAsk(), 4);
    notCrossed(book.impactBid(), book.impactAsk(), 6);
    return () -> {
      instrument.prices.book = book;
      compute(instrument);
    };
  }

  private Instrument instrument(int id, int fieldId) {
    Instrument instrument = lookup.instrumentWithTiers(id, fieldId);
    Lookup.notClosed(instrument, fieldId);
    Rejection.unless(instrument.prices != null, RejectReason.NO_SOURCES, fieldId, id);
    return instrument;
  }

  private static long price(long price, Instrument instrument, int fieldId) {
    if (price != 0) {
      Lookup.price(price, instrument, fieldId);
    }
    return price;
  }

  private static void notCrossed(long bid, long ask, int askField) {
    Rejection.unless(ask == 0 || bid <= ask, RejectReason.CROSSED_BOOK, askField, ask);
  }

  /** Steps 2 to 8. */
  private void compute(Instrument instrument) {
    PriceState state = instrument.prices;
    long now = world.lastTimestamp;
    IndexPrice index = IndexPrice.of(state, now);
    if (index.price() == 0) {
      events.markPriceChanged(instrument, index, NOTHING, MarkResult.INDEX_STALE, instrument.mark);
      return;
    }
    state.index = index.price();
    state.settlement.add(index.price(), now);
    MarkComputation computation = new MarkComputation(instrument, now);
    computation.sampleBasis();
    if (state.rule.markRule() == MarkRule.DIRECT) {
      events.markPriceChanged(instrument, index, NOTHING, MarkResult.INDEX_ONLY, instrument.mark);
    } else {
      mark(instrument, index, computation.compute());
    }
    Premiums.sample(instrument, now);
  }

  /** Steps 5 to 7. */
  private void mark(Instrument instrument, IndexPrice index, MarkComputation.Computed computed) {
    MarkGuard.Guarded guarded = MarkGuard.guard(instrument, computed.price());
    MarkGuard.average(instrument.prices, computed.price(), world.lastTimestamp);
    events.markPriceChanged(instrument, index, computed, guarded.result(), guarded.mark());
    if (guarded.result() != MarkResult.KEPT) {
      evaluation.setMark(instrument, guarded.mark());
    }
  }
}
