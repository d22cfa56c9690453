package io.plimsoll.tools.scenario;

import io.plimsoll.tools.market.book.MarketSpec;
import io.plimsoll.tools.tape.Tape;
import io.plimsoll.tools.venue.InstrumentSpec;
import java.util.Optional;

/**
 * One instrument of a scenario.
 *
 * @param spec contract, schedule and fees
 * @param priceScale decimal digits of its prices
 * @param path where its outside price comes from
 * @param tape of a path that is a price history
 * @param minutes how long its path is
 * @param index how its index is made; none for one source that tells the outside price
 * @param market where it trades
 */
public record InstrumentPlan(
    InstrumentSpec spec,
    int priceScale,
    PathSpec path,
    Optional<Tape> tape,
    int minutes,
    Optional<IndexPlan> index,
    MarketSpec market) {
  /** Its symbol. */
  public String symbol() {
    return spec.contract().symbol();
  }

  /** The same with another market. */
  public InstrumentPlan withMarket(MarketSpec other) {
    return new InstrumentPlan(spec, priceScale, path, tape, minutes, index, other);
  }
}
