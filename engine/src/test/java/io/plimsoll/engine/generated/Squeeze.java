package io.plimsoll.engine.generated;

import io.plimsoll.protocol.CommandEncoder;
import io.plimsoll.protocol.codec.MarginMode;
import io.plimsoll.protocol.codec.PositionSide;
import io.plimsoll.protocol.codec.Side;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;

/** Brings an isolated position with an order, and then its owner's wallet, past the line. */
final class Squeeze {
  private final Random random;
  private final VenueView view;
  private final Sides sides;

  Squeeze(Random random, VenueView view) {
    this.random = random;
    this.view = view;
    this.sides = new Sides(random, view);
  }

  private record Pair(AccountView account, InstrumentView isolated, InstrumentView cross) {}

  /** The commands, in order; none if nobody has both kinds of positions in an asset. */
  List<Consumer<CommandEncoder>> steps() {
    List<Pair> pairs =
        view.traders().stream()
            .filter(account -> account.liquidations == 0)
            .flatMap(
                account ->
                    held(account, MarginMode.ISOLATED).stream()
                        .flatMap(
                            isolated ->
                                held(account, MarginMode.CROSS).stream()
                                    .filter(cross -> cross.assetId == isolated.assetId)
                                    .map(cross -> new Pair(account, isolated, cross))))
            .toList();
    if (pairs.isEmpty()) {
      return List.of();
    }
    Pair pair = pairs.get(random.nextInt(pairs.size()));
    InstrumentView isolated = pair.isolated;
    PositionSide leg = sides.held(pair.account, isolated.id);
    long quantity = pair.account.quantity(isolated.id, leg);
    Side against = quantity > 0 ? Side.SELL : Side.BUY;
    long orderId = 1L + random.nextInt(60);
    long price = isolated.toTick(isolated.mark);
    return List.of(
        c -> c.placeOrder(orderId, pair.account.id, isolated.id, leg, against, price, 1, true),
        c -> c.markPrice(isolated.id, against(quantity > 0, isolated)),
        c -> c.markPrice(pair.cross.id, against(isLong(pair.account, pair.cross), pair.cross)));
  }

  private List<InstrumentView> held(AccountView account, MarginMode mode) {
    return view.instruments.values().stream()
        .filter(i -> !i.closed && isHeld(account, i) && account.mode(i.id) == mode)
        .toList();
  }

  private static boolean isHeld(AccountView account, InstrumentView instrument) {
    return account.sides(instrument.id).stream()
        .anyMatch(side -> account.quantity(instrument.id, side) != 0);
  }

  private static boolean isLong(AccountView account, InstrumentView instrument) {
    return account.sides(instrument.id).stream()
            .mapToLong(side -> account.quantity(instrument.id, side))
            .sum()
        > 0;
  }

  private long against(boolean isLong, InstrumentView instrument) {
    double step = 0.05 + 0.45 * random.nextDouble();
    double way = isLong ? 1 - step : 1 + step;
    return instrument.clamp((long) (instrument.mark * way));
  }
}
