package io.plimsoll.engine.waterfall;

import io.plimsoll.engine.account.Books;
import io.plimsoll.engine.event.EventWriter;
import io.plimsoll.engine.event.InstrumentEvents;
import io.plimsoll.engine.event.LiquidationEvents;
import io.plimsoll.engine.instrument.Instrument;
import io.plimsoll.engine.trigger.Triggers;

/** What is done to all positions of an instrument: funding, and settlement at expiry. */
public final class InstrumentTasks {
  private final Tasks tasks;

  /**
   * Tasks in a waterfall's queue.
   *
   * @param books the tables
   * @param writer takes the events of instruments
   * @param liquidationEvents takes the events of positions
   * @param triggers are cleared where a position is closed
   * @param waterfall has the queue
   */
  public InstrumentTasks(
      Books books,
      EventWriter writer,
      LiquidationEvents liquidationEvents,
      Triggers triggers,
      Waterfall waterfall) {
    tasks = waterfall.tasks();
    InstrumentEvents events = new InstrumentEvents(writer);
    FundingPayments payments = waterfall.fundingPayments();
    Evaluator evaluator = waterfall.evaluator();
    CancelRequests cancels = new CancelRequests(books, liquidationEvents);
    Trade trade = new Trade(books, liquidationEvents);
    tasks.register(Tasks.FUNDING, new FundingWork(books, tasks, events, payments, evaluator));
    tasks.register(
        Tasks.SETTLE,
        new ExpiryWork(books, tasks, events, payments, triggers, cancels, trade, evaluator));
  }

  /**
   * Starts a round of funding.
   *
   * @param rate parts per billion of value; above 0 longs pay
   * @param price at which positions are valued
   */
  public void startFunding(Instrument instrument, long rate, long price) {
    instrument.funding().start(rate, price);
    tasks.add(Tasks.FUNDING, instrument, 0, 0);
  }

  /** Closes an instrument, whose mark is the settlement price, and starts to settle it. */
  public void startSettlement(Instrument instrument) {
    instrument.close();
    tasks.add(Tasks.SETTLE, instrument, 0, 0);
  }
}
