package io.plimsoll.tools.bench;

import io.plimsoll.protocol.CommandEncoder;
import io.plimsoll.protocol.codec.DoneReason;
import io.plimsoll.protocol.codec.ForcedOrderDecoder;
import io.plimsoll.protocol.codec.Side;
import io.plimsoll.tools.bench.load.Load;
import org.agrona.collections.LongArrayQueue;

/**
 * Stands in for a matching engine: fills every second forced order whole at its limit, and lets the
 * others expire, so that the fund takes those positions over.
 */
final class ForcedOrders {
  private static final long FIRST_EXECUTION_ID = 1L << 48;
  private static final int CAPACITY = 1 << 12;

  private final CommandEncoder commands;
  // Five numbers an order; grows while a burst is longer than any before.
  private final LongArrayQueue waiting = new LongArrayQueue(CAPACITY, Long.MIN_VALUE, false);
  private long answered;

  ForcedOrders(CommandEncoder commands) {
    this.commands = commands;
  }

  boolean isEmpty() {
    return waiting.isEmpty();
  }

  void add(ForcedOrderDecoder order) {
    waiting.addLong(order.orderId());
    waiting.addLong(order.accountId());
    waiting.addLong(order.instrumentId());
    waiting.addLong(order.limitPrice());
    waiting.addLong(order.side() == Side.SELL ? -order.quantity() : order.quantity());
  }

  /** Sends the answer to the order that waits longest. */
  void answerNext() {
    long orderId = waiting.pollLong();
    long accountId = waiting.pollLong();
    int instrumentId = (int) waiting.pollLong();
    long price = waiting.pollLong();
    long quantity = waiting.pollLong();
    commands.correlationId(0);
    answered++;
    if (answered % 2 == 0) {
      commands.orderDone(orderId, DoneReason.EXPIRED);
    } else if (quantity < 0) {
      commands.fill(
          FIRST_EXECUTION_ID + answered,
          instrumentId,
          price,
          -quantity,
          Load.MARKET_ACCOUNT_ID,
          0,
          accountId,
          orderId,
          Side.SELL);
    } else {
      commands.fill(
          FIRST_EXECUTION_ID + answered,
          instrumentId,
          price,
          quantity,
          accountId,
          orderId,
          Load.MARKET_ACCOUNT_ID,
          0,
          Side.BUY);
    }
  }
}
