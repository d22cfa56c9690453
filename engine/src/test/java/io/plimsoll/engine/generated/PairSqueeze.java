package io.plimsoll.engine.generated;

import io.plimsoll.protocol.CommandEncoder;
import io.plimsoll.protocol.codec.MarginMode;
import io.plimsoll.protocol.codec.PositionSide;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;

/** Brings both legs of an account in hedge mode to where their margin matters. */
final class PairSqueeze {
  private final Random random;
  private final VenueView view;

  PairSqueeze(Random random, VenueView view) {
    this.random = random;
    this.view = view;
  }

  private record Pair(AccountView account, InstrumentView instrument) {
    long leg(PositionSide side) {
      return account.quantity(instrument.id, side);
    }

    boolean isWhole() {
      return leg(PositionSide.LONG) != 0 && leg(PositionSide.SHORT) != 0;
    }
  }

  /** The commands, in order; none if nobody has both legs of an instrument. */
  List<Consumer<CommandEncoder>> steps() {
    List<Pair> pairs =
        view.traders().stream()
            .filter(account -> account.liquidations == 0)
            .flatMap(
                account ->
                    view.instruments.values().stream()
                        .filter(i -> !i.closed)
                        .map(i -> new Pair(account, i)))
            .filter(Pair::isWhole)
            .toList();
    if (pairs.isEmpty()) {
      return List.of();
    }
    Pair pair = pairs.get(random.nextInt(pairs.size()));
    boolean isolated = pair.account.mode(pair.instrument.id) == MarginMode.ISOLATED;
    return isolated && random.nextInt(3) == 0 ? lessLeverage(pair) : marks(pair);
  }

  /** The mark moves against what is unhedged, in steps; now and then the other way. */
  private List<Consumer<CommandEncoder>> marks(Pair pair) {
    boolean falls = pair.leg(PositionSide.LONG) + pair.leg(PositionSide.SHORT) > 0;
    double way = falls == random.nextInt(8) > 0 ? -1 : 1;
    double step = 0.05 + 0.3 * random.nextDouble();
    double mark = pair.instrument.mark;
    int id = pair.instrument.id;
    long first = pair.instrument.clamp((long) (mark * (1 + way * step)));
    long second = pair.instrument.clamp((long) (mark * (1 + 2 * way * step)));
    return List.of(c -> c.markPrice(id, first), c -> c.markPrice(id, second));
  }

  /** Both margins grow with a lower leverage. */
  private List<Consumer<CommandEncoder>> lessLeverage(Pair pair) {
    long id = pair.account.id;
    int instrument = pair.instrument.id;
    int asset = pair.instrument.assetId;
    int leverage = Math.max(100, pair.account.leverage(instrument) * 2 / 3);
    long more = 1 + 2 * Math.abs(pair.account.margin(instrument, PositionSide.LONG));
    long still = 1 + 2 * Math.abs(pair.account.margin(instrument, PositionSide.SHORT));
    return List.of(
        c -> c.deposit(id, asset, Math.min(1L << 59, more) + Math.min(1L << 59, still)),
        c -> c.setLeverage(id, instrument, leverage));
  }
}
