package io.plimsoll.engine.reference;

import io.plimsoll.protocol.codec.PositionReason;
import java.math.BigInteger;

/** Closes the legs of a cross wallet against each other at the mark. */
final class LegNetting {
  private final EventWriter events;
  private final Booking booking;
  private final Funding funding;

  LegNetting(EventWriter events, Booking booking, Funding funding) {
    this.events = events;
    this.booking = booking;
    this.funding = funding;
  }

  /** Whether there are two legs of an instrument. */
  boolean has(Look look) {
    for (int i = 0; i < look.positions().size(); i++) {
      if (paired(look, i)) {
        return true;
      }
    }
    return false;
  }

  private static boolean paired(Look look, int i) {
    return !look.positions().get(i).isolated() && Hedge.paired(look.positions(), i);
  }

  void net(Liquidation liquidation, Look look) {
    for (int i = 0; i < look.positions().size(); i++) {
      if (paired(look, i)) {
        net(liquidation, look.positions().get(i), look.positions().get(i + 1));
      }
    }
  }

  private void net(Liquidation liquidation, Position longLeg, Position shortLeg) {
    funding.settle(longLeg);
    funding.settle(shortLeg);
    Instrument instrument = longLeg.instrument;
    long quantity = Math.min(longLeg.quantity, -shortLeg.quantity);
    BigInteger value = Margin.value(instrument, quantity, instrument.mark);
    Trade closedLong = trade(longLeg, -quantity, value.negate());
    Trade closedShort = trade(shortLeg, quantity, value);
    events.legsNetted(liquidation, closedLong, closedShort);
    booking.book(closedLong, liquidation);
    booking.book(trade(shortLeg, quantity, value), liquidation);
    liquidation.acted = true;
    liquidation.netted = true;
    liquidation.nettedNotional = liquidation.nettedNotional.add(value.abs());
    liquidation.realisedPnl =
        liquidation.realisedPnl.add(closedLong.realisedPnl()).add(closedShort.realisedPnl());
  }

  private Trade trade(Position position, long quantity, BigInteger value) {
    return booking.atValue(position, quantity, value, true, PositionReason.NET_LEGS);
  }
}
