package io.plimsoll.tools.market;

import io.plimsoll.protocol.codec.Side;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** Limit orders of traders, by price and then by time. */
final class RestingOrders {
  record Order(long orderId, long accountId, Side side, long price, long quantity) {}

  private final NavigableMap<Long, ArrayDeque<Order>> sells = new TreeMap<>();
  private final NavigableMap<Long, ArrayDeque<Order>> buys = new TreeMap<>();
  private final Map<Long, Order> byId = new HashMap<>();

  void add(Order order) {
    if (byId.putIfAbsent(order.orderId, order) != null) {
      throw new IllegalArgumentException("order " + order.orderId + " rests already");
    }
    side(order.side).computeIfAbsent(order.price, price -> new ArrayDeque<>()).add(order);
  }

  boolean remove(long orderId) {
    Order order = byId.remove(orderId);
    if (order == null) {
      return false;
    }
    NavigableMap<Long, ArrayDeque<Order>> side = side(order.side);
    ArrayDeque<Order> level = side.get(order.price);
    level.remove(order);
    if (level.isEmpty()) {
      side.remove(order.price);
    }
    return true;
  }

  /** Takes out the next order that this price fills, or null. */
  Order pollReached(long price) {
    Map.Entry<Long, ArrayDeque<Order>> level = sells.firstEntry();
    if (level == null || level.getKey() > price) {
      level = buys.lastEntry();
      if (level == null || level.getKey() < price) {
        return null;
      }
    }
    Order order = level.getValue().getFirst();
    remove(order.orderId);
    return order;
  }

  private NavigableMap<Long, ArrayDeque<Order>> side(Side side) {
    return side == Side.SELL ? sells : buys;
  }
}
