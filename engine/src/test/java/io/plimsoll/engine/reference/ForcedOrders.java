package io.plimsoll.engine.reference;

import static io.plimsoll.engine.reference.Exact.BIG_PPB;
import static io.plimsoll.engine.reference.Exact.ZERO;
import static io.plimsoll.engine.reference.Exact.big;

import io.plimsoll.protocol.WaterfallStage;
import io.plimsoll.protocol.codec.ForcedOrderKind;
import io.plimsoll.protocol.codec.Side;
import io.plimsoll.protocol.codec.TimeInForce;
import java.math.BigInteger;

/** The engine's own orders and their limits. */
final class ForcedOrders {
  private final World world;
  private final EventWriter events;

  ForcedOrders(World world, EventWriter events) {
    this.world = world;
    this.events = events;
  }

  /** Sends an order that closes a quantity of the i-th position; the liquidation waits for it. */
  void close(
      Liquidation liquidation,
      WaterfallStage stage,
      ForcedOrderKind kind,
      Look look,
      int i,
      long quantity) {
    Position position = look.positions().get(i);
    Order order = own(position, quantity, limit(stage, look, i), kind, stage.timeInForce());
    order.closesFor = liquidation;
    liquidation.waitingFor.add(order.id);
    liquidation.acted = true;
    events.forcedOrder(order);
  }

  /** Sends an order that reduces what a fund has taken over. */
  void unwind(Position position, long quantity) {
    long limit = near(position, world.unwindSlippage);
    events.forcedOrder(own(position, quantity, limit, ForcedOrderKind.UNWIND, TimeInForce.IOC));
  }

  private Order own(
      Position position, long quantity, long limit, ForcedOrderKind kind, TimeInForce time) {
    Side side = position.quantity > 0 ? Side.SELL : Side.BUY;
    long id = Order.OWN_BASE + world.ownOrders++;
    Order order = new Order(id, position, side, limit, quantity, position.leg(), ZERO);
    order.ownKind = kind;
    order.timeInForce = time;
    world.orders.put(id, order);
    return order;
  }

  private static long limit(WaterfallStage stage, Look look, int i) {
    Position position = look.positions().get(i);
    BigInteger atMark = Margin.valueAtMark(position);
    return switch (stage.pricing()) {
      case MARKET -> stage.spread() == 0 ? anyPrice(position) : near(position, stage.spread());
      case BANKRUPTCY -> price(position, atMark.subtract(look.share(i)));
      case FILLABLE -> price(position, atMark.subtract(spread(stage, look, i)));
      default -> throw new IllegalStateException("pricing " + stage.pricing());
    };
  }

  private static long price(Position position, BigInteger value) {
    return position.instrument.payoff.limit(position.instrument, position.quantity, value);
  }

  private static long anyPrice(Position position) {
    Instrument instrument = position.instrument;
    BigInteger price = position.quantity > 0 ? instrument.lowestTick() : instrument.highestTick();
    return price.longValueExact();
  }

  /** A limit no further from the mark than a spread. */
  private static long near(Position position, long spread) {
    Instrument instrument = position.instrument;
    BigInteger mark = big(instrument.mark);
    BigInteger distance = Exact.floorDiv(mark.multiply(big(spread)), BIG_PPB);
    return instrument.clampToBook(
        position.quantity > 0
            ? Exact.ceilToTick(mark.subtract(distance), instrument.tickSize)
            : Exact.floorToTick(mark.add(distance), instrument.tickSize));
  }

  /** How much worse than at the mark a fillable order may trade, in money. */
  private static BigInteger spread(WaterfallStage stage, Look look, int i) {
    BigInteger lack = BIG_PPB;
    if (look.requirement().signum() != 0) {
      BigInteger ratio = Exact.floorDiv(look.equity().multiply(BIG_PPB), look.requirement());
      lack = BIG_PPB.subtract(ratio).max(ZERO).min(BIG_PPB);
    }
    BigInteger rate = Exact.floorDiv(lack.multiply(big(stage.spread())), BIG_PPB);
    return Exact.floorDiv(rate.multiply(look.requirements().get(i)), BIG_PPB);
  }
}
