package io.plimsoll.engine.reference;

/** Asks for the cancellation of orders, once each. */
final class Cancelling {
  private Cancelling() {}

  /**
   * Asks for the cancellation of an order of a trader, unless something has before.
   *
   * @param liquidation that wants it; null if none
   */
  static void ask(EventWriter events, Order order, Liquidation liquidation) {
    if (order.asked) {
      return;
    }
    order.asked = true;
    events.cancelRequested(liquidation, order);
  }
}
