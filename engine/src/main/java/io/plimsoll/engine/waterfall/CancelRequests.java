package io.plimsoll.engine.waterfall;

import io.plimsoll.engine.account.Books;
import io.plimsoll.engine.account.OrderTable;
import io.plimsoll.engine.account.PositionTable;
import io.plimsoll.engine.event.LiquidationEvents;

/** Asks the matching engine to cancel orders, each once. */
final class CancelRequests {
  private final Books books;
  private final LiquidationEvents events;

  CancelRequests(Books books, LiquidationEvents events) {
    this.books = books;
    this.events = events;
  }

  /** Asks for the cancellation of an order unless something has asked before. */
  void ask(int order, long liquidationId) {
    OrderTable orders = books.orders();
    if (orders.isAsked(order)) {
      return;
    }
    orders.ask(order);
    events.cancelRequested(
        liquidationId,
        orders.id(order),
        books.accounts().id(orders.account(order)),
        books.positions().instrumentId(orders.position(order)));
  }

  /**
   * The same for an account's open orders in the instrument of a position, of both legs, in the
   * order accepted, not the engine's own.
   */
  void askAll(int position, long liquidationId) {
    PositionTable positions = books.positions();
    int other = positions.otherLeg(position);
    if (positions.openOrders(position) == 0 && (other == 0 || positions.openOrders(other) == 0)) {
      return;
    }
    OrderTable orders = books.orders();
    int account = positions.account(position);
    for (int o = books.accounts().firstOrder(account); o != 0; o = orders.next(o)) {
      int of = orders.position(o);
      if ((of == position || of == other) && !orders.isEngines(o)) {
        ask(o, liquidationId);
      }
    }
  }
}
