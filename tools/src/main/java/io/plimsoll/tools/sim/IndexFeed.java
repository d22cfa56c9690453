package io.plimsoll.tools.sim;

import io.plimsoll.protocol.IndexSource;
import io.plimsoll.protocol.PriceEncoder;
import io.plimsoll.protocol.PriceRule;
import io.plimsoll.tools.crowd.Venue;
import io.plimsoll.tools.tape.Marks;
import io.plimsoll.tools.tape.Tape;
import io.plimsoll.tools.venue.FundingCommands;
import io.plimsoll.tools.venue.FundingFormula;
import io.plimsoll.tools.venue.FundingTerms;
import java.util.List;
import java.util.Optional;

/**
 * The index beside the marks of a tape, where the engine needs it: to average it for settlement, or
 * to compute a funding rate. It is what the tape tells, or else the price itself; then the premium
 * is 0.
 */
final class IndexFeed {
  private static final int SOURCE = 1;

  private final Venue venue;
  private final PriceEncoder prices;
  private final Marks marks;
  private final Optional<FundingTerms> formula;

  /**
   * A feed.
   *
   * @param venue what is traded
   * @param tape whose recorded fundings win over a formula if it tells no index to compute with
   * @param marks of the tape
   * @param prices takes the commands
   */
  IndexFeed(Venue venue, Tape tape, Marks marks, PriceEncoder prices) {
    this.venue = venue;
    this.prices = prices;
    this.marks = marks;
    this.formula =
        venue
            .spec()
            .funding()
            .filter(FundingFormula.class::isInstance)
            .filter(terms -> marks.hasIndex() || tape.fundings().isEmpty())
            // A tape of prices has no impact prices: what the mark is above the index stands in.
            .map(terms -> ((FundingFormula) terms).withoutBook());
  }

  /** Whether the engine computes the funding rate. */
  boolean computesFunding() {
    return formula.isPresent();
  }

  private boolean isDated() {
    return venue.contract().expiry() > 0;
  }

  /** Whether the engine needs the index. */
  boolean isNeeded() {
    return isDated() || computesFunding();
  }

  /** The contract was opened. */
  void open() {
    if (!isNeeded()) {
      return;
    }
    PriceRule rule = PriceRule.direct(List.of(new IndexSource(SOURCE, 1)), 1);
    prices.setPriceRule(
        Venue.INSTRUMENT_ID,
        venue
            .spec()
            .contract()
            .expiry()
            .map(expiry -> rule.withSettlementWindow(expiry.settlementWindow()))
            .orElse(rule));
    new FundingCommands(prices, formula).open(Venue.INSTRUMENT_ID);
  }

  /** The index at a mark. */
  void tell(int bar, int index) {
    long price = Math.min(marks.indexPrice(bar, index), venue.priceMax());
    prices.sourcePrice(Venue.INSTRUMENT_ID, SOURCE, Math.max(price, venue.priceMin()));
  }
}
