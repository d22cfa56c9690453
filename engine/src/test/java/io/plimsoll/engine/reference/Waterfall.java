package io.plimsoll.engine.reference;

import static io.plimsoll.engine.reference.Exact.ZERO;

import io.plimsoll.protocol.codec.ForcedOrderKind;
import io.plimsoll.protocol.codec.Outcome;
import io.plimsoll.protocol.codec.Side;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/** Section 5 up to the takeover. */
final class Waterfall {
  private final World world;
  private final Margin margin;
  private final EventWriter events;
  private final Booking booking;
  private final Settlement settlement;
  private final Evaluation evaluation;

  Waterfall(World world, Margin margin, EventWriter events, Booking booking) {
    this.world = world;
    this.margin = margin;
    this.events = events;
    this.booking = booking;
    this.settlement = new Settlement(world, events, booking);
    this.evaluation = new Evaluation(world, margin, events, this);
  }

  Evaluation evaluation() {
    return evaluation;
  }

  /** Starts the liquidation of a position, or of a wallet if the instrument is null. */
  void start(Account account, Asset asset, Instrument instrument) {
    Liquidation liquidation =
        new Liquidation(++world.lastLiquidationId, account, asset, instrument);
    world.liquidations.put(liquidation.id, liquidation);
    if (liquidation.cross()) {
      Wallet wallet = liquidation.wallet();
      wallet.liquidation = liquidation;
      BigInteger cost = ZERO;
      for (Position position : account.crossPositions(asset)) {
        cost = cost.add(position.cost);
      }
      events.liquidationStarted(
          liquidation, equity(liquidation), requirement(liquidation), 0, cost, wallet.balance);
    } else {
      Position position = liquidation.position();
      position.liquidation = liquidation;
      events.liquidationStarted(
          liquidation,
          equity(liquidation),
          requirement(liquidation),
          position.quantity,
          position.cost,
          position.margin);
    }
    cancelOrders(liquidation);
  }

  private BigInteger equity(Liquidation liquidation) {
    return liquidation.cross()
        ? Margin.equity(liquidation.account, liquidation.asset)
        : Margin.equity(liquidation.position());
  }

  private BigInteger requirement(Liquidation liquidation) {
    return liquidation.cross()
        ? margin.requirement(liquidation.account, liquidation.asset)
        : margin.requirement(liquidation.position());
  }

  private static List<Position> positions(Liquidation liquidation) {
    if (liquidation.cross()) {
      return liquidation.account.crossPositions(liquidation.asset);
    }
    Position position = liquidation.position();
    return position.open() ? List.of(position) : List.of();
  }

  private void cancelOrders(Liquidation liquidation) {
    for (Order order : new ArrayList<>(world.orders.values())) {
      if (order.account != liquidation.account || order.own() || !concerns(liquidation, order)) {
        continue;
      }
      boolean requested = order.cancelRequested();
      liquidation.waitingFor.add(order.id);
      if (liquidation.cross()) {
        order.walletLiquidation = liquidation;
      } else {
        order.positionLiquidation = liquidation;
      }
      if (!requested) {
        events.cancelRequested(liquidation, order);
      }
    }
    if (liquidation.waitingFor.isEmpty()) {
      close(liquidation);
    }
  }

  private static boolean concerns(Liquidation liquidation, Order order) {
    return liquidation.cross()
        ? order.instrument.asset == liquidation.asset
        : order.instrument == liquidation.instrument;
  }

  /** Goes on with the liquidations that waited for an order: the position's first. */
  void orderGone(Order order) {
    orderGone(order, order.positionLiquidation);
    orderGone(order, order.walletLiquidation);
    orderGone(order, order.closesFor);
  }

  private void orderGone(Order order, Liquidation liquidation) {
    if (liquidation == null) {
      return;
    }
    if (!liquidation.waitingFor.remove(order.id)) {
      throw new AssertionError("nobody waited for order " + order.id);
    }
    if (!liquidation.waitingFor.isEmpty()) {
      return;
    }
    if (liquidation.stage == Liquidation.Stage.CANCEL_ORDERS) {
      ordersCancelled(liquidation);
    } else {
      closed(liquidation);
    }
  }

  private void ordersCancelled(Liquidation liquidation) {
    boolean liquidatable =
        liquidation.cross()
            ? margin.liquidatable(liquidation.account, liquidation.asset)
            : liquidation.position().open() && margin.past(liquidation.position(), Exact.PPB);
    if (liquidatable) {
      close(liquidation);
    } else {
      finish(liquidation, Outcome.RECOVERED);
    }
  }

  private void close(Liquidation liquidation) {
    liquidation.stage = Liquidation.Stage.CLOSE;
    List<Position> positions = positions(liquidation);
    if (positions.isEmpty()) {
      settle(liquidation);
      return;
    }
    List<BigInteger> shares = shares(liquidation, positions);
    for (int i = 0; i < positions.size(); i++) {
      Position position = positions.get(i);
      BigInteger value = Margin.valueAtMark(position).subtract(shares.get(i));
      Order order = own(position, Math.abs(position.quantity), limit(position, value));
      order.ownKind = ForcedOrderKind.CLOSE;
      order.closesFor = liquidation;
      liquidation.waitingFor.add(order.id);
      events.forcedOrder(order);
    }
  }

  /** An order of the engine's own, against the position. */
  private Order own(Position position, long quantity, long limit) {
    Side side = position.quantity > 0 ? Side.SELL : Side.BUY;
    long id = Order.OWN_BASE + world.ownOrders++;
    Order order =
        new Order(id, position.account, position.instrument, side, limit, quantity, false, ZERO);
    world.orders.put(id, order);
    return order;
  }

  /** Sends an order that reduces what the fund has taken over. */
  void unwind(Position position, long quantity, long limit) {
    Order order = own(position, quantity, limit);
    order.ownKind = ForcedOrderKind.UNWIND;
    events.forcedOrder(order);
  }

  /** Equity split over the positions in proportion to their requirements, each rounded down. */
  private List<BigInteger> shares(Liquidation liquidation, List<Position> positions) {
    BigInteger equity = equity(liquidation);
    BigInteger whole = ZERO;
    for (Position position : positions) {
      whole = whole.add(margin.requirement(position));
    }
    List<BigInteger> shares = new ArrayList<>();
    for (Position position : positions) {
      shares.add(Exact.floorDiv(equity.multiply(margin.requirement(position)), whole));
    }
    return shares;
  }

  private static long limit(Position position, BigInteger value) {
    return position.instrument.payoff.limit(position.instrument, position.quantity, value);
  }

  private void closed(Liquidation liquidation) {
    if (positions(liquidation).isEmpty()) {
      settle(liquidation);
      return;
    }
    BigInteger equity = equity(liquidation);
    BigInteger fee = liquidation.feeDue.min(equity.max(ZERO));
    if (margin.pastTheLine(equity.subtract(fee), requirement(liquidation))) {
      takeOver(liquidation);
      return;
    }
    settlement.payFee(liquidation, fee);
    finish(liquidation, liquidation.filled ? Outcome.REDUCED : Outcome.RECOVERED);
  }

  private void takeOver(Liquidation liquidation) {
    List<Position> positions = positions(liquidation);
    List<BigInteger> shares = shares(liquidation, positions);
    BigInteger last = equity(liquidation);
    for (BigInteger share : shares.subList(0, shares.size() - 1)) {
      last = last.subtract(share);
    }
    shares.set(shares.size() - 1, last);
    liquidation.takenOver = true;
    for (int i = 0; i < positions.size(); i++) {
      Position position = positions.get(i);
      takeOver(liquidation, position, Margin.valueAtMark(position).subtract(shares.get(i)));
    }
    settle(liquidation);
  }

  private void takeOver(Liquidation liquidation, Position position, BigInteger value) {
    long quantity = position.quantity;
    BigInteger price = position.instrument.payoff.priceForPeople(quantity, value);
    events.takeOver(liquidation, position, value, price.longValueExact());

    Trade given = booking.takeOver(position, -quantity, value.negate());
    booking.book(given, liquidation);
    Position funds = position.instrument.fund.position(position.instrument);
    booking.book(booking.takeOver(funds, quantity, value), liquidation);
    liquidation.takenOverNotional = liquidation.takenOverNotional.add(value.abs());
    liquidation.realisedPnl = liquidation.realisedPnl.add(given.realisedPnl());
  }

  private void settle(Liquidation liquidation) {
    if (liquidation.takenOver && settlement.left(liquidation).signum() != 0) {
      throw new AssertionError("left after a takeover: " + settlement.left(liquidation));
    }
    settlement.settle(liquidation);
    finish(liquidation, liquidation.takenOver ? Outcome.TAKEN_OVER : Outcome.CLOSED);
  }

  private void finish(Liquidation liquidation, Outcome outcome) {
    events.liquidationFinished(liquidation, outcome);
    world.liquidations.remove(liquidation.id);
    boolean safe = outcome == Outcome.RECOVERED || outcome == Outcome.REDUCED;
    if (liquidation.cross()) {
      liquidation.wallet().liquidation = null;
      if (safe) {
        evaluation.wallet(liquidation.account, liquidation.asset);
      }
    } else {
      liquidation.position().liquidation = null;
      if (safe) {
        evaluation.isolated(liquidation.position());
      }
    }
  }
}
