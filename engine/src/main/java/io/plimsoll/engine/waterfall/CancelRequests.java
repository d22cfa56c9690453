package io.plimsoll.engine.waterfall;

import io.plimsoll.engine.account.Books;
import io.plimsoll.engine.account.OrderTable;
import io.plimsoll.engine.event.LiquidationEvents;
import io.plimsoll.engine.margin.MarginCalculator;
import io.plimsoll.protocol.codec.CancelScope;

/** Asks the matching engine to cancel orders, each once. */
final class CancelRequests {
  private final Books books;
  private final LiquidationEvents events;
  private final LiquidationTable liquidations;
  private final MarginCalculator margins;

  CancelRequests(
      Books books,
      LiquidationEvents events,
      LiquidationTable liquidations,
      MarginCalculator margins) {
    this.books = books;
    this.events = events;
    this.liquidations = liquidations;
    this.margins = margins;
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

  /** The same for the open orders of a position, in the order accepted, not the engine's own. */
  void askAll(int position, long liquidationId) {
    if (books.positions().openOrders(position) == 0) {
      return;
    }
    OrderTable orders = books.orders();
    int account = books.positions().account(position);
    for (int o = books.accounts().firstOrder(account); o != 0; o = orders.next(o)) {
      if (orders.position(o) == position && !orders.isEngines(o)) {
        ask(o, liquidationId);
      }
    }
  }

  /**
   * The same for the orders of a liquidation, which then waits for its own.
   *
   * <p>An isolated position's own orders are those in its instrument. What the account's other
   * orders reserve is no part of its equity: they may be asked for, and are not waited for.
   *
   * @return how many orders it waits for
   */
  int askFor(int liquidation, CancelScope scope) {
    OrderTable orders = books.orders();
    int wallet = liquidations.wallet(liquidation);
    int position = liquidations.position(liquidation);
    int waiting = 0;
    for (int o = margins.firstOrder(wallet); o != 0; o = margins.nextOrder(wallet, o)) {
      if (position == 0) {
        orders.walletWaits(o, liquidation);
        waiting++;
      } else if (orders.position(o) == position) {
        orders.positionWaits(o, liquidation);
        waiting++;
      } else if (scope == CancelScope.OWN) {
        continue;
      }
      ask(o, liquidations.id(liquidation));
    }
    liquidations.awaitOrders(liquidation, waiting);
    return waiting;
  }
}
