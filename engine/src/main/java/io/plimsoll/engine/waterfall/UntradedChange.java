package io.plimsoll.engine.waterfall;

import io.plimsoll.engine.account.Books;
import io.plimsoll.engine.account.PositionTable;
import io.plimsoll.engine.event.LiquidationEvents;
import io.plimsoll.protocol.codec.PositionReason;

/** Tells of a position whose margin, cost or mode changed, but not its quantity. */
public final class UntradedChange {
  private UntradedChange() {}

  /** Emits PositionChanged with the position as it stands; its trade fields are 0. */
  public static void tell(
      Books books, LiquidationEvents events, int position, PositionReason reason) {
    PositionTable positions = books.positions();
    events.positionChanged(
        books.accounts().id(positions.account(position)),
        0,
        0,
        positions.quantity(position),
        positions.cost(position),
        positions.margin(position),
        0,
        positions.instrumentId(position),
        positions.mode(position),
        reason,
        positions.side(position));
  }
}
