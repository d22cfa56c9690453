package io.plimsoll.engine.margin;

import io.plimsoll.engine.account.Books;
import io.plimsoll.engine.account.PositionTable;
import io.plimsoll.engine.instrument.FundingRound;
import io.plimsoll.engine.instrument.Instrument;
import io.plimsoll.engine.memory.Int128;

/**
 * What a position still receives or pays in a funding under way: floor(−rate · notional / 10^9) for
 * a long, floor(rate · notional / 10^9) for a short, so that payers round up and receivers down.
 */
public final class FundingDue {
  private FundingDue() {}

  /** Whether a funding under way has reached a position. */
  public static boolean isReached(Books books, int position) {
    FundingRound funding = books.instrumentOf(position).funding();
    return !funding.isUnderWay() || books.positions().fundingRound(position) == funding.round();
  }

  /** What a position still has to pay, not negative. */
  public static long toPay(Books books, int position) {
    return Math.max(0, -of(books, position));
  }

  /** Money that a position receives, or pays if negative; 0 if nothing is due. */
  public static long of(Books books, int position) {
    PositionTable positions = books.positions();
    long quantity = positions.quantity(position);
    if (quantity == 0 || isReached(books, position)) {
      return 0;
    }
    Instrument instrument = books.instrumentOf(position);
    FundingRound funding = instrument.funding();
    // A long's value is below 0 in an inverse contract: who pays follows from the quantity.
    long notional = Math.abs(instrument.value(quantity, funding.price()));
    long rate = funding.rate();
    boolean pays = (quantity > 0) == (rate > 0);
    return Int128.mulDivFloor(pays ? -notional : notional, Math.abs(rate), Int128.PPB);
  }
}
