package io.plimsoll.tools.market.book;

import io.plimsoll.protocol.codec.DoneReason;
import io.plimsoll.protocol.codec.Side;

/**
 * Takes what happens in a book, in the order in which it happens, during the call that caused it.
 * It must not call the book back: that is an {@link IllegalStateException}.
 */
public interface BookReports {
  /**
   * Two orders match, at the price of the one that rested. One of the two may be liquidity from
   * outside: its account is {@link BookTerms#outsideAccount()} and its order 0.
   *
   * @param price of the match, in the price scale
   * @param quantity matched, in the quantity scale
   * @param takerSide side of the order that came
   * @param takerAccount whose it is
   * @param takerOrder its id, or 0
   * @param makerAccount whose the order that rested is
   * @param makerOrder its id, or 0
   */
  void traded(
      long price,
      long quantity,
      Side takerSide,
      long takerAccount,
      long takerOrder,
      long makerAccount,
      long makerOrder);

  /**
   * An order is through with a rest unfilled. A fully filled order is not reported so.
   *
   * @param orderId the order
   * @param accountId whose order
   * @param reason CANCELLED: on request, by the rule on own orders, or since it can no longer
   *     reduce. EXPIRED: IOC, MARKET or FOK. REJECTED: nothing of it was possible
   * @param left what of it is unfilled, in the quantity scale
   */
  void done(long orderId, long accountId, DoneReason reason, long left);
}
