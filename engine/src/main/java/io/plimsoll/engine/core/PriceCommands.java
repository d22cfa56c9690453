package io.plimsoll.engine.core;

import io.plimsoll.engine.account.Books;
import io.plimsoll.engine.instrument.Instrument;
import io.plimsoll.engine.waterfall.Evaluator;
import io.plimsoll.engine.waterfall.Waterfall;
import io.plimsoll.protocol.codec.MarkPriceDecoder;
import io.plimsoll.protocol.codec.RejectReason;

/** Marks and time. */
final class PriceCommands {
  private final Books books;
  private final Checks checks;
  private final Waterfall waterfall;
  private final Evaluator evaluator;

  PriceCommands(Books books, Checks checks, Waterfall waterfall) {
    this.books = books;
    this.checks = checks;
    this.waterfall = waterfall;
    this.evaluator = waterfall.evaluator();
  }

  boolean markPrice(int id, long price) {
    Instrument instrument = books.instruments().instrument(id);
    int field = MarkPriceDecoder.instrumentIdId();
    boolean accepted =
        checks.that(instrument != null, RejectReason.UNKNOWN_INSTRUMENT, field, id)
            && checks.that(instrument.hasTiers(), RejectReason.NO_TIERS, field, id)
            && checks.that(!instrument.isClosed(), RejectReason.INSTRUMENT_CLOSED, field, id)
            && checks.that(!instrument.isMarkComputed(), RejectReason.MARK_IS_COMPUTED, field, id)
            && checks.that(
                instrument.accepts(price),
                RejectReason.PRICE_OUT_OF_RANGE,
                MarkPriceDecoder.priceId(),
                price);
    if (accepted) {
      setMark(instrument, price);
    }
    return accepted;
  }

  /** Sets the mark and handles positions and wallets that marks have put past a line. */
  void setMark(Instrument instrument, long price) {
    instrument.markPrice(price);
    evaluator.markChanged(instrument);
  }

  boolean clock() {
    waterfall.unwind();
    books.bookFunds();
    evaluator.goOn();
    waterfall.endCooldowns();
    waterfall.runTasks();
    return true;
  }
}
