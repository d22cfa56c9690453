package io.plimsoll.tools.sim;

import java.util.Comparator;
import java.util.PriorityQueue;

/**
 * The stop-loss orders of an instrument that wait for the mark: those of longs from the highest
 * price on, those of shorts from the lowest; at one price by account.
 */
final class StopOrders {
  /**
   * One that waits.
   *
   * @param accountId whose
   * @param price at which it becomes a market order
   */
  record Stop(long accountId, long price) {}

  private final PriorityQueue<Stop> longs =
      new PriorityQueue<>(
          Comparator.comparingLong((Stop stop) -> -stop.price).thenComparingLong(Stop::accountId));
  private final PriorityQueue<Stop> shorts =
      new PriorityQueue<>(Comparator.comparingLong(Stop::price).thenComparingLong(Stop::accountId));

  void add(long accountId, boolean isLong, long price) {
    (isLong ? longs : shorts).add(new Stop(accountId, price));
  }

  /** Takes out the next one that a mark has reached, or null. */
  Stop pollReached(long mark) {
    if (!longs.isEmpty() && mark <= longs.peek().price) {
      return longs.poll();
    }
    if (!shorts.isEmpty() && mark >= shorts.peek().price) {
      return shorts.poll();
    }
    return null;
  }
}
