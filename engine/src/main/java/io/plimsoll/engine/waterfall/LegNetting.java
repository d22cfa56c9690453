package io.plimsoll.engine.waterfall;

import io.plimsoll.engine.account.Books;
import io.plimsoll.engine.account.PositionTable;
import io.plimsoll.engine.event.LiquidationEvents;
import io.plimsoll.engine.event.StageEvents;
import io.plimsoll.engine.instrument.Instrument;
import io.plimsoll.engine.margin.MarginCalculator;
import io.plimsoll.protocol.codec.PositionReason;

/**
 * NET_LEGS: the two legs of a cross wallet in an instrument are closed against each other at the
 * mark, as far as the smaller one goes. Source: OKX's liquidation of cross positions, hedged ones
 * first.
 *
 * <p>Both legs trade at one value, so that nothing is rounded off between them, in INVERSE
 * contracts too.
 */
final class LegNetting {
  private final Books books;
  private final PositionTable positions;
  private final StageEvents events;
  private final LiquidationTable liquidations;
  private final MarginCalculator margins;
  private final FundingPayments funding;
  private final Look look;
  private final Trade longTrade;
  private final Trade shortTrade;

  LegNetting(
      Books books,
      LiquidationEvents liquidationEvents,
      StageEvents events,
      LiquidationTable liquidations,
      MarginCalculator margins,
      FundingPayments funding,
      Look look) {
    this.books = books;
    this.positions = books.positions();
    this.events = events;
    this.liquidations = liquidations;
    this.margins = margins;
    this.funding = funding;
    this.look = look;
    this.longTrade = new Trade(books, liquidationEvents);
    this.shortTrade = new Trade(books, liquidationEvents);
  }

  /** Whether the liquidation last looked at has two legs of an instrument. */
  boolean hasLegs() {
    for (int p = look.first(); p != 0; p = look.next(p)) {
      if (margins.isPaired(p)) {
        return true;
      }
    }
    return false;
  }

  /** Nets all that the liquidation last looked at has. */
  void run(int liquidation) {
    for (int p = look.first(); p != 0; p = look.next(p)) {
      if (margins.isPaired(p)) {
        net(liquidation, p, positions.shortLeg(p));
      }
    }
  }

  private void net(int liquidation, int longLeg, int shortLeg) {
    funding.settle(longLeg);
    funding.settle(shortLeg);
    Instrument instrument = books.instrumentOf(longLeg);
    long size = Math.min(positions.quantity(longLeg), -positions.quantity(shortLeg));
    long value = instrument.value(size, instrument.markPrice());
    longTrade.planTransfer(longLeg, -size, -value, PositionReason.NET_LEGS, true);
    shortTrade.planTransfer(shortLeg, size, value, PositionReason.NET_LEGS, true);
    long id = liquidations.id(liquidation);
    events.legsNetted(
        id,
        books.accounts().id(positions.account(longLeg)),
        size,
        value,
        instrument.markPrice(),
        longTrade.realised(),
        shortTrade.realised(),
        instrument.id());
    longTrade.book(id);
    shortTrade.book(id);
    long realised = longTrade.realised() + shortTrade.realised();
    liquidations.addNetting(liquidation, Math.abs(value), realised);
  }
}
