package io.plimsoll.engine.waterfall;

import io.plimsoll.engine.account.Books;
import io.plimsoll.engine.account.PositionTable;
import io.plimsoll.engine.event.LiquidationEvents;
import io.plimsoll.engine.instrument.FundingRound;
import io.plimsoll.engine.instrument.Instrument;
import io.plimsoll.engine.margin.FundingDue;
import io.plimsoll.protocol.codec.BalanceReason;
import io.plimsoll.protocol.codec.PositionReason;

/** Pays and receives funding, each position once a round, with the fee account in between. */
public final class FundingPayments {
  private final Books books;
  private final LiquidationEvents events;

  FundingPayments(Books books, LiquidationEvents events) {
    this.books = books;
    this.events = events;
  }

  /**
   * Settles what is due on a position whose quantity is about to change; the fee account's side
   * follows at once.
   *
   * @return whether a balance or margin changed
   */
  public boolean settle(int position) {
    if (FundingDue.isReached(books, position)) {
      return false;
    }
    long cash = collect(position);
    payFeeAccount(books.instrumentOf(position), -cash, BalanceReason.FUNDING);
    return cash != 0;
  }

  /**
   * Settles what is due on a position, and leaves the fee account's side to the caller.
   *
   * @return what the position received, or paid if negative
   */
  long collect(int position) {
    PositionTable positions = books.positions();
    long cash = FundingDue.of(books, position);
    Instrument instrument = books.instrumentOf(position);
    FundingRound funding = instrument.funding();
    positions.fundingRound(position, funding.round());
    funding.add(cash);
    if (cash == 0) {
      return 0;
    }
    if (positions.isIsolated(position)) {
      books.setMargin(position, Math.addExact(positions.margin(position), cash));
      UntradedChange.tell(books, events, position, PositionReason.FUNDING);
    } else {
      int wallet = positions.wallet(position);
      books.changeBalance(wallet, cash, BalanceReason.FUNDING, instrument.id(), 0);
    }
    return cash;
  }

  /** Changes the balance of an instrument's fee account, if the amount is not 0. */
  void payFeeAccount(Instrument instrument, long amount, BalanceReason reason) {
    int wallet = books.walletFor(books.accounts().find(instrument.feeAccountId()), instrument);
    books.changeBalance(wallet, amount, reason, instrument.id(), 0);
  }
}
