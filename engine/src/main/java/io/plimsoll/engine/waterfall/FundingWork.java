package io.plimsoll.engine.waterfall;

import io.plimsoll.engine.account.Books;
import io.plimsoll.engine.account.PositionTable;
import io.plimsoll.engine.event.InstrumentEvents;
import io.plimsoll.engine.instrument.FundingRound;
import io.plimsoll.engine.instrument.Instrument;
import io.plimsoll.engine.margin.FundingDue;
import io.plimsoll.protocol.codec.BalanceReason;

/** FUNDING: settles what is due on every position of an instrument, and looks at its owner. */
final class FundingWork implements TaskWork {
  private final Books books;
  private final Tasks tasks;
  private final InstrumentEvents events;
  private final FundingPayments payments;
  private final Evaluator evaluator;
  private long collected;

  FundingWork(
      Books books,
      Tasks tasks,
      InstrumentEvents events,
      FundingPayments payments,
      Evaluator evaluator) {
    this.books = books;
    this.tasks = tasks;
    this.events = events;
    this.payments = payments;
    this.evaluator = evaluator;
  }

  @Override
  public void visit(int task, int account) {
    PositionTable positions = books.positions();
    int position = positions.find(account, tasks.instrumentId(task));
    int shortLeg = positions.shortLeg(position);
    // Both legs pay and receive before either is looked at.
    boolean firstHeld = collect(position);
    boolean otherHeld = collect(shortLeg);
    if ((firstHeld || otherHeld) && books.accounts().isTrader(account)) {
      evaluator.touchPosition(position);
      if (shortLeg != 0) {
        evaluator.touchPosition(shortLeg);
      }
      evaluator.touchWallet(positions.wallet(position));
    }
  }

  /** Settles what is due on a position; returns whether it has a quantity. */
  private boolean collect(int position) {
    if (position == 0 || books.positions().quantity(position) == 0) {
      return false;
    }
    if (!FundingDue.isReached(books, position)) {
      collected -= payments.collect(position);
    }
    return true;
  }

  @Override
  public void sliceEnded(int task) {
    payments.payFeeAccount(instrument(task), collected, BalanceReason.FUNDING);
    collected = 0;
  }

  @Override
  public int passEnded(int task) {
    sliceEnded(task);
    Instrument instrument = instrument(task);
    FundingRound funding = instrument.funding();
    funding.finish();
    events.fundingFinished(
        funding.rate(),
        funding.price(),
        funding.paid(),
        funding.received(),
        funding.round(),
        instrument.id());
    return 0;
  }

  private Instrument instrument(int task) {
    return books.instruments().instrument(tasks.instrumentId(task));
  }
}
