package io.plimsoll.tools.market.book;

import io.plimsoll.protocol.codec.Side;

/**
 * An order that comes to an {@link OrderBook}.
 *
 * @param orderId the engine's id of it, above 0; not that of an order that rests
 * @param accountId whose order
 * @param side buy or sell
 * @param type what becomes of what does not fill at once
 * @param quantity all of it, 1 or above, in the contract's quantity scale
 * @param limit worst price, in the price scale; of no meaning for MARKET
 * @param reduceOnly whether it may only bring its account's position nearer to zero
 */
public record BookOrder(
    long orderId,
    long accountId,
    Side side,
    OrderType type,
    long quantity,
    long limit,
    boolean reduceOnly) {

  /** An order that may open a position. */
  public static BookOrder of(
      long orderId, long accountId, Side side, OrderType type, long quantity, long limit) {
    return new BookOrder(orderId, accountId, side, type, quantity, limit, false);
  }

  boolean isBuy() {
    return side == Side.BUY;
  }
}
