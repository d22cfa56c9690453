package io.plimsoll.engine.generated;

import io.plimsoll.protocol.CommandEncoder;
import io.plimsoll.protocol.codec.AccountKind;
import io.plimsoll.protocol.codec.DoneReason;
import io.plimsoll.protocol.codec.Side;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** Answers the engine's orders and cancel requests, late, in part and out of order. */
final class MarketSimulator {
  private final Random random;
  private final VenueView view;
  private final Sides sides;
  private final Set<Long> seen = new HashSet<>();

  MarketSimulator(Random random, VenueView view) {
    this.random = random;
    this.view = view;
    this.sides = new Sides(random, view);
  }

  /** Lets some of the orders that the engine now waits for stay silent for a while. */
  void applied(long now) {
    for (OrderView order : view.orders.values()) {
      if (order.awaited && seen.add(order.id * 2 + (order.cancelRequested ? 1 : 0))) {
        order.silentUntil = now + (random.nextInt(5) < 2 ? random.nextInt(120) : 0);
      }
    }
  }

  /** Sends a report about an order that the engine waits for; false if there is none to tell. */
  boolean report(CommandEncoder encoder, long now) {
    List<OrderView> due =
        view.orders.values().stream().filter(o -> o.awaited && o.silentUntil <= now).toList();
    if (due.isEmpty()) {
      return false;
    }
    OrderView order = due.get(random.nextInt(due.size()));
    if (random.nextInt(4) == 0) {
      order.silentUntil = now + random.nextInt(30);
    }
    int chance = order.cancelRequested ? 6 : 3;
    if (order.allOrNothing && random.nextInt(20) > 0) {
      if (random.nextBoolean()) {
        encoder.orderDone(order.id, DoneReason.CANCELLED);
      } else {
        against(encoder, order, null, order.remaining);
      }
    } else if (random.nextInt(chance) < chance / 2) {
      encoder.orderDone(
          order.id, order.cancelRequested ? DoneReason.CANCELLED : DoneReason.EXPIRED);
    } else {
      against(encoder, order);
    }
    return true;
  }

  /** Matches some open order; false if there is none. */
  boolean match(CommandEncoder encoder) {
    if (view.orders.isEmpty()) {
      return false;
    }
    List<OrderView> orders = List.copyOf(view.orders.values());
    against(encoder, orders.get(random.nextInt(orders.size())));
    return true;
  }

  /** A price near the mark; the mark itself if there is none yet. */
  long near(InstrumentView instrument, double spread) {
    double price = Math.max(1, instrument.mark) * (1 + spread * random.nextGaussian());
    return instrument.clamp(Math.round(price) + random.nextInt(3) - 1);
  }

  private void against(CommandEncoder encoder, OrderView order) {
    OrderView other = random.nextInt(3) == 0 ? crossing(order) : null;
    long most = other == null ? order.remaining : Math.min(order.remaining, other.remaining);
    long quantity = random.nextInt(5) < 2 ? most : 1 + (long) ((most - 1) * random.nextDouble());
    if (random.nextInt(40) == 0) {
      quantity = most + 1;
    }
    against(encoder, order, other, quantity);
  }

  private void against(CommandEncoder encoder, OrderView order, OrderView other, long quantity) {
    InstrumentView instrument = view.instruments.get(order.instrumentId);
    long price = price(order, other, instrument);
    long otherAccount = other == null ? counterparty(order) : other.accountId;
    long otherOrder = other == null ? 0 : other.id;
    if (order.side == Side.BUY) {
      fill(
          encoder,
          instrument,
          price,
          quantity,
          order.accountId,
          order.id,
          otherAccount,
          otherOrder);
    } else {
      fill(
          encoder,
          instrument,
          price,
          quantity,
          otherAccount,
          otherOrder,
          order.accountId,
          order.id);
    }
  }

  /** Some order that the order can trade with; null if there is none. */
  private OrderView crossing(OrderView order) {
    for (OrderView other : view.orders.values()) {
      boolean crosses =
          order.side == Side.BUY ? other.price <= order.price : other.price >= order.price;
      if (other.side != order.side && other.instrumentId == order.instrumentId && crosses) {
        return other;
      }
    }
    return null;
  }

  /** At the limit, or better by little; now and then worse. */
  private long price(OrderView order, OrderView other, InstrumentView instrument) {
    if (other != null) {
      return random.nextBoolean() ? order.price : other.price;
    }
    // Few orders that would trade at any price find the worst.
    boolean far = Math.abs(order.price - instrument.mark) > instrument.mark / 4;
    if (random.nextInt(far ? 12 : 3) == 0) {
      return order.price;
    }
    long near = near(instrument, 0.01);
    if (random.nextInt(20) == 0) {
      return near;
    }
    return order.side == Side.BUY ? Math.min(near, order.price) : Math.max(near, order.price);
  }

  private long counterparty(OrderView order) {
    AccountKind kind = random.nextInt(4) == 0 ? AccountKind.TRADER : AccountKind.MARKET;
    List<AccountView> choice = view.ofKind(kind);
    return choice.isEmpty() ? order.accountId : choice.get(random.nextInt(choice.size())).id;
  }

  void fill(
      CommandEncoder encoder,
      InstrumentView instrument,
      long price,
      long quantity,
      long buyer,
      long buyOrder,
      long seller,
      long sellOrder) {
    encoder.fill(
        instrument.lastExecutionId + 1 + random.nextInt(2),
        instrument.id,
        price,
        quantity,
        buyer,
        buyOrder,
        sides.forTrade(buyer, instrument.id, true, quantity),
        seller,
        sellOrder,
        sides.forTrade(seller, instrument.id, false, quantity),
        random.nextBoolean() ? Side.BUY : Side.SELL);
  }
}
