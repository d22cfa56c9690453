package io.plimsoll.engine.waterfall;

import io.plimsoll.engine.account.Books;
import io.plimsoll.engine.account.OrderTable;
import io.plimsoll.engine.margin.MarginCalculator;
import io.plimsoll.protocol.codec.CancelScope;

/**
 * CANCEL_ORDERS: asks for the cancellation of an account's orders and waits for those that are part
 * of the liquidation.
 *
 * <p>Of an isolated position these are the ones in its instrument. What the account's other orders
 * reserve is no part of its equity: they may be asked for, and are not waited for.
 */
final class CancelOrders {
  private final Books books;
  private final LiquidationTable liquidations;
  private final MarginCalculator margins;
  private final CancelRequests requests;

  CancelOrders(
      Books books,
      LiquidationTable liquidations,
      MarginCalculator margins,
      CancelRequests requests) {
    this.books = books;
    this.liquidations = liquidations;
    this.margins = margins;
    this.requests = requests;
  }

  /** Asks, in the order in which the orders were accepted; returns how many are waited for. */
  int run(int liquidation, CancelScope scope) {
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
      requests.ask(o, liquidations.id(liquidation));
    }
    liquidations.awaitOrders(liquidation, waiting);
    return waiting;
  }
}
