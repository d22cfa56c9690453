package io.plimsoll.tools.sim;

import io.plimsoll.protocol.CommandEncoder;
import io.plimsoll.tools.crowd.Venue;

/**
 * The end of a dated contract: it is settled when its time has come, at the average of the index
 * ({@link IndexFeed}). Nothing for a perpetual.
 */
final class ExpiryPlan {
  private final Venue venue;
  private final CommandEncoder commands;
  private boolean settled;

  ExpiryPlan(Venue venue, CommandEncoder commands) {
    this.venue = venue;
    this.commands = commands;
  }

  private boolean isDated() {
    return venue.contract().expiry() > 0;
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
