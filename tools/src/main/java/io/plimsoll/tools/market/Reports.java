package io.plimsoll.tools.market;

import io.plimsoll.protocol.codec.DoneReason;
import io.plimsoll.protocol.codec.Side;

/** Takes the execution reports of a market, in order. */
public interface Reports {
  /**
   * A match of an order against liquidity from outside.
   *
   * @param accountId whose order
   * @param orderId the order
   * @param side of the order
   * @param quantity matched
   * @param price of the match
   * @param takerSide which side took
   */
  void filled(long accountId, long orderId, Side side, long quantity, long price, Side takerSide);

  /**
   * An order left the market with a rest unfilled.
   *
   * @param orderId the order
   * @param reason why
   */
  void done(long orderId, DoneReason reason);
}
