package io.plimsoll.engine.reference;

import static io.plimsoll.engine.reference.Exact.ZERO;
import static io.plimsoll.engine.reference.Exact.big;
import static io.plimsoll.engine.reference.Lookup.range;

import io.plimsoll.protocol.codec.AccountKind;
import io.plimsoll.protocol.codec.OrderDoneDecoder;
import io.plimsoll.protocol.codec.OrderState;
import io.plimsoll.protocol.codec.PlaceOrderDecoder;
import io.plimsoll.protocol.codec.PositionSide;
import io.plimsoll.protocol.codec.RejectReason;
import io.plimsoll.protocol.codec.Side;
import java.math.BigInteger;

/** Orders come and go. Each checks, then returns what is to change. */
final class OrderCommands {
  private final World world;
  private final Lookup lookup;
  private final Margin margin;
  private final EventWriter events;
  private final Waterfall waterfall;

  OrderCommands(
      World world, Lookup lookup, Margin margin, EventWriter events, Waterfall waterfall) {
    this.world = world;
    this.lookup = lookup;
    this.margin = margin;
    this.events = events;
    this.waterfall = waterfall;
  }

  Runnable placeOrder(PlaceOrderDecoder command) {
    long accountId = command.accountId();
    Account account = lookup.account(accountId, AccountKind.TRADER, 4);
    Instrument instrument = lookup.instrumentOpen(command.instrumentId(), 7);
    long orderId = command.orderId();
    range(orderId, 1, Order.OWN_BASE - 1, 3);
    Rejection.unless(!world.orders.containsKey(orderId), RejectReason.DUPLICATE_ID, 3, orderId);
    range(command.sideRaw(), 1, 2, 8);
    Side side = command.side();
    range(command.reduceOnlyRaw(), 0, 1, 9);
    range(command.positionSideRaw(), 1, 3, 10);
    long quantity = command.quantity();
    range(quantity, 1, instrument.openInterestMax, 5);
    long price = command.price();
    Lookup.price(price, instrument, 6);
    Rejection.unless(price % instrument.tickSize == 0, RejectReason.PRICE_OUT_OF_RANGE, 6, price);
    Position position = Lookup.position(account, instrument, command.positionSide(), 10);
    boolean reduceOnly = command.reduceOnlyRaw() == 1 || closesLeg(position, side);
    Rejection.unless(!position.frozen(), RejectReason.UNDER_LIQUIDATION, 4, accountId);
    Rejection.unless(
        account.pool == null || instrument.asset.priced(),
        RejectReason.NO_COLLATERAL_TERMS,
        7,
        instrument.id);
    Rejection.unless(
        world.traderOrders() < world.ordersMax, RejectReason.LIMIT_EXCEEDED, 3, orderId);
    BigInteger reserved;
    if (reduceOnly) {
      Rejection.unless(reduces(position, side, quantity), RejectReason.REDUCE_ONLY, 5, quantity);
      reserved = ZERO;
    } else {
      reserved = reserve(position, quantity, price);
    }
    return () -> {
      Order order = new Order(orderId, position, side, price, quantity, reduceOnly, reserved);
      world.orders.put(orderId, order);
      events.orderChanged(order, OrderState.OPEN);
    };
  }

  /** Whether a trade of a leg this way can only reduce it. */
  static boolean closesLeg(Position position, Side side) {
    return position.side == (side == Side.SELL ? PositionSide.LONG : PositionSide.SHORT);
  }

  /** Whether the position is on the other side, with at least the quantity. */
  static boolean reduces(Position position, Side side, long quantity) {
    long against = side == Side.SELL ? position.quantity : -position.quantity;
    return against >= quantity;
  }

  private BigInteger reserve(Position position, long quantity, long price) {
    Instrument instrument = position.instrument;
    BigInteger after = big(position.quantity).abs().add(big(quantity));
    Rejection.unless(
        after.compareTo(big(instrument.openInterestMax)) <= 0,
        RejectReason.LIMIT_EXCEEDED,
        5,
        quantity);
    Rejection.unless(
        position.leverage() <= Margin.tier(instrument, after.longValueExact(), price).leverageMax(),
        RejectReason.LEVERAGE_TOO_HIGH,
        6,
        position.leverage());
    BigInteger notional = instrument.payoff.notional(quantity, price);
    BigInteger reserved =
        Margin.initialMargin(instrument, after.longValueExact(), notional, position.leverage())
            .add(Exact.rateUp(instrument.takerRate, notional));
    BigInteger free = margin.freeFor(position);
    if (reserved.compareTo(free) > 0) {
      throw new Rejection(RejectReason.INSUFFICIENT_BALANCE, 5, reserved.longValueExact());
    }
    return reserved;
  }

  Runnable orderDone(OrderDoneDecoder command) {
    long orderId = command.orderId();
    Order order = world.orders.get(orderId);
    Rejection.unless(order != null, RejectReason.UNKNOWN_ORDER, 3, orderId);
    range(command.reasonRaw(), 1, 3, 4);
    return () -> {
      world.orders.remove(orderId);
      order.reserved = ZERO;
      events.orderChanged(order, OrderState.DONE);
      waterfall.orderGone(order);
    };
  }
}
