package io.plimsoll.tools.sim;

import io.plimsoll.protocol.CommandEncoder;
import io.plimsoll.protocol.IndexSource;
import io.plimsoll.protocol.PriceEncoder;
import io.plimsoll.protocol.PriceRule;
import io.plimsoll.tools.crowd.Venue;
import io.plimsoll.tools.venue.ContractSpec.Expiry;
import java.util.List;

/**
 * The end of a dated contract: the tape is its index too, told at each mark, so that the engine can
 * average it and settle the contract when its time has come. Nothing for a perpetual.
 */
final class ExpiryPlan {
  private static final int SOURCE = 1;

  private final Venue venue;
  private final CommandEncoder commands;
  private final PriceEncoder prices;
  private boolean settled;

  ExpiryPlan(Venue venue, CommandEncoder commands, PriceEncoder prices) {
    this.venue = venue;
    this.commands = commands;
    this.prices = prices;
  }

  boolean isDated() {
    return venue.contract().expiry() > 0;
  }

  /** The contract was opened. */
  void open() {
    if (isDated()) {
      Expiry expiry = venue.spec().contract().expiry().orElseThrow();
      prices.setPriceRule(
          Venue.INSTRUMENT_ID,
          PriceRule.direct(List.of(new IndexSource(SOURCE, 1)), 1)
              .settledOver(expiry.settlementWindow()));
    }
  }

  void tellIndex(long price) {
    prices.sourcePrice(Venue.INSTRUMENT_ID, SOURCE, price);
  }

  /** Whether the contract has expired by now, and is not settled yet. */
  boolean isDue(long time) {
    return isDated() && !settled && time >= venue.contract().expiry();
  }

  /** Whether nothing can happen to the contract any more. */
  boolean isSettled() {
    return settled;
  }

  void settle() {
    settled = true;
    commands.settleInstrument(Venue.INSTRUMENT_ID, 0);
  }
}
