package io.plimsoll.engine.generated;

import io.plimsoll.protocol.codec.Side;

/** An open order as its events show it. */
final class OrderView {
  final long id;
  final long accountId;
  final int instrumentId;
  final Side side;
  final long price;
  long remaining;

  /** Whether the engine waits for it to end: its own order, or one that it asked to cancel. */
  boolean awaited;

  /** Whether it is a trader's whose cancellation was asked for. */
  boolean cancelRequested;

  /** Whether it is the engine's and is to be filled at once and whole, or not at all. */
  boolean allOrNothing;

  /** The command before which the market says nothing about it. */
  long silentUntil;

  OrderView(long id, long accountId, int instrumentId, Side side, long price, long remaining) {
    this.id = id;
    this.accountId = accountId;
    this.instrumentId = instrumentId;
    this.side = side;
    this.price = price;
    this.remaining = remaining;
  }
}
