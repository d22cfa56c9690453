package io.plimsoll.engine.waterfall;

import io.plimsoll.engine.account.Books;
import io.plimsoll.engine.account.PositionTable;
import io.plimsoll.engine.event.InstrumentEvents;
import io.plimsoll.engine.instrument.Instrument;
import io.plimsoll.engine.trigger.Triggers;
import io.plimsoll.protocol.codec.BalanceReason;
import io.plimsoll.protocol.codec.PositionReason;

/** SETTLE: closes every position of an expired contract at its last mark, the settlement price. */
final class ExpiryWork implements TaskWork {
  private final Books books;
  private final Tasks tasks;
  private final InstrumentEvents events;
  private final FundingPayments payments;
  private final Triggers triggers;
  private final CancelRequests cancels;
  private final Trade trade;
  private final Evaluator evaluator;
  private long collected;

  ExpiryWork(
      Books books,
      Tasks tasks,
      InstrumentEvents events,
      FundingPayments payments,
      Triggers triggers,
      CancelRequests cancels,
      Trade trade,
      Evaluator evaluator) {
    this.books = books;
    this.tasks = tasks;
    this.events = events;
    this.payments = payments;
    this.triggers = triggers;
    this.cancels = cancels;
    this.trade = trade;
    this.evaluator = evaluator;
  }

  @Override
  public void visit(int task, int account) {
    int position = books.positions().find(account, tasks.instrumentId(task));
    if (position == 0) {
      return;
    }
    cancels.askAll(position, 0);
    boolean closedFirst = close(position);
    boolean closedOther = close(books.positions().shortLeg(position));
    if (closedFirst || closedOther) {
      evaluator.touchWallet(books.positions().wallet(position));
    }
  }

  private boolean close(int position) {
    PositionTable positions = books.positions();
    if (position == 0 || positions.quantity(position) == 0) {
      return false;
    }
    Instrument instrument = books.instrumentOf(position);
    long quantity = positions.quantity(position);
    long value = instrument.value(quantity, instrument.markPrice());
    trade.planTransfer(position, -quantity, -value, PositionReason.EXPIRY, false);
    trade.book(0);
    triggers.clear(position);
    collected -= value;
    return true;
  }

  @Override
  public void sliceEnded(int task) {
    payments.payFeeAccount(instrument(task), collected, BalanceReason.EXPIRY);
    collected = 0;
  }

  /** A fund that took a position over after its visit is met in the next pass. */
  @Override
  public int passEnded(int task) {
    Instrument instrument = instrument(task);
    if (instrument.hasPositions()) {
      return tasks.pass(task) + 1;
    }
    sliceEnded(task);
    events.settled(instrument.markPrice(), instrument.id());
    return 0;
  }

  private Instrument instrument(int task) {
    return books.instruments().instrument(tasks.instrumentId(task));
  }
}
