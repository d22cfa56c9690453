package io.plimsoll.tools.market.book;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The rules of {@link OrderBook} once more, naively: a list of orders, searched from end to end for
 * each match. A FOK order is tried on a copy. Shares no code with the book.
 */
final class NaiveBook {
  static final class Order {
    final long id;
    final long account;
    final boolean buys;
    final long price;
    final boolean reduceOnly;
    final long arrival;
    long left;

    Order(BookOrder order, long left, long arrival) {
      id = order.orderId();
      account = order.accountId();
      buys = order.side().name().equals("BUY");
      price = order.limit();
      reduceOnly = order.reduceOnly();
      this.left = left;
      this.arrival = arrival;
    }

    Order(Order other) {
      id = other.id;
      account = other.account;
      buys = other.buys;
      price = other.price;
      reduceOnly = other.reduceOnly;
      arrival = other.arrival;
      left = other.left;
    }
  }

  private final long tick;
  private final long priceMin;
  private final long priceMax;
  final List<Order> orders = new ArrayList<>();
  final Map<Long, Long> positions = new HashMap<>();
  final List<String> told = new ArrayList<>();
  private long arrivals;

  NaiveBook(long tick, long priceMin, long priceMax) {
    this.tick = tick;
    this.priceMin = priceMin;
    this.priceMax = priceMax;
  }

  private NaiveBook(NaiveBook other) {
    this(other.tick, other.priceMin, other.priceMax);
    other.orders.forEach(order -> orders.add(new Order(order)));
    positions.putAll(other.positions);
  }

  long position(long account) {
    return positions.getOrDefault(account, 0L);
  }

  boolean cancel(long id) {
    for (Order order : orders) {
      if (order.id == id) {
        orders.remove(order);
        told.add("CANCELLED " + id + " " + order.left);
        return true;
      }
    }
    return false;
  }

  void submit(BookOrder order) {
    boolean misplaced =
        order.type() == OrderType.LIMIT
            && (order.limit() < priceMin || order.limit() > priceMax || order.limit() % tick != 0);
    if (order.quantity() < 1 || misplaced || (order.reduceOnly() && room(order) == 0)) {
      told.add("REJECTED " + order.orderId() + " " + order.quantity());
      return;
    }
    if (order.type() == OrderType.FOK && new NaiveBook(this).take(order) > 0) {
      told.add("EXPIRED " + order.orderId() + " " + order.quantity());
      return;
    }
    long left = take(order);
    if (left == 0) {
      return;
    }
    if (order.type() == OrderType.LIMIT && !(order.reduceOnly() && room(order) == 0)) {
      orders.add(new Order(order, left, arrivals++));
    } else {
      told.add("EXPIRED " + order.orderId() + " " + left);
    }
  }

  private long room(BookOrder order) {
    long position = position(order.accountId());
    return order.side().name().equals("BUY") ? Math.max(0, -position) : Math.max(0, position);
  }

  private long take(BookOrder order) {
    boolean buys = order.side().name().equals("BUY");
    long left = order.quantity();
    while (left > 0 && !(order.reduceOnly() && room(order) == 0)) {
      Order maker = best(order, buys);
      if (maker == null) {
        break;
      }
      long position = position(maker.account);
      long makerRoom =
          maker.reduceOnly
              ? Math.min(maker.left, Math.max(0, maker.buys ? -position : position))
              : maker.left;
      if (maker.account == order.accountId() || makerRoom == 0) {
        orders.remove(maker);
        told.add("CANCELLED " + maker.id + " " + maker.left);
        continue;
      }
      long traded = Math.min(Math.min(left, makerRoom), order.reduceOnly() ? room(order) : left);
      left -= traded;
      maker.left -= traded;
      positions.merge(order.accountId(), buys ? traded : -traded, Long::sum);
      positions.merge(maker.account, buys ? -traded : traded, Long::sum);
      told.add(
          "TRADED %d x %d, %s %d of %d takes from %d of %d"
              .formatted(
                  traded,
                  maker.price,
                  order.side(),
                  order.orderId(),
                  order.accountId(),
                  maker.id,
                  maker.account));
      if (maker.left == 0) {
        orders.remove(maker);
      } else if (traded == makerRoom) {
        orders.remove(maker);
        told.add("CANCELLED " + maker.id + " " + maker.left);
      }
    }
    return left;
  }

  private Order best(BookOrder order, boolean buys) {
    Comparator<Order> byPrice = Comparator.comparingLong(maker -> maker.price);
    return orders.stream()
        .filter(maker -> maker.buys != buys)
        .filter(
            maker ->
                order.type() == OrderType.MARKET
                    || (buys ? maker.price <= order.limit() : maker.price >= order.limit()))
        .min((buys ? byPrice : byPrice.reversed()).thenComparingLong(maker -> maker.arrival))
        .orElse(null);
  }
}
