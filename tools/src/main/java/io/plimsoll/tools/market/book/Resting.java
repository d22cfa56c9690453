package io.plimsoll.tools.market.book;

/** An order that rests in a book: a link of its level's queue. */
final class Resting {
  final long orderId;
  final long accountId;
  final boolean isBuy;
  final boolean reduceOnly;
  long left;
  Level level;
  Resting earlier;
  Resting later;

  Resting(long orderId, long accountId, boolean isBuy, boolean reduceOnly, long left) {
    this.orderId = orderId;
    this.accountId = accountId;
    this.isBuy = isBuy;
    this.reduceOnly = reduceOnly;
    this.left = left;
  }
}
