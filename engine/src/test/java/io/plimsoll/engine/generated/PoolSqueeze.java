package io.plimsoll.engine.generated;

import io.plimsoll.protocol.CommandEncoder;
import io.plimsoll.protocol.codec.MarginMode;
import io.plimsoll.protocol.codec.PositionSide;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;

/**
 * Moves the marks of all that a pool holds against it, instrument by instrument, step by step. Now
 * and then part of what lost is closed in between, so that the pool owes the asset.
 */
final class PoolSqueeze {
  private static final long MARKET = 4;

  private final Random random;
  private final VenueView view;
  private final MarketSimulator market;

  PoolSqueeze(Random random, VenueView view, MarketSimulator market) {
    this.random = random;
    this.view = view;
    this.market = market;
  }

  /** The commands, in order; none if no pool has a cross position. */
  List<Consumer<CommandEncoder>> steps() {
    List<AccountView> holders =
        view.traders().stream()
            .filter(account -> view.pools.contains(account.id) && account.liquidations == 0)
            .filter(account -> !held(account).isEmpty())
            .toList();
    if (holders.isEmpty()) {
      return List.of();
    }
    AccountView account = holders.get(random.nextInt(holders.size()));
    List<Consumer<CommandEncoder>> steps = new ArrayList<>();
    double step = 0.02 + 0.25 * random.nextDouble();
    int rounds = 1 + random.nextInt(3);
    boolean closes = random.nextInt(2) == 0;
    for (int round = 1; round <= rounds; round++) {
      for (InstrumentView instrument : held(account)) {
        double way = quantity(account, instrument) > 0 ? 1 - step * round : 1 + step * round;
        long price = instrument.clamp((long) (instrument.mark * way));
        steps.add(c -> c.markPrice(instrument.id, price));
        long quantity = quantity(account, instrument);
        long part = (long) (Math.abs(quantity) * (0.6 + 0.4 * random.nextDouble()));
        if (part > 0 && closes && round == 1) {
          long buyer = quantity > 0 ? MARKET : account.id;
          long seller = quantity > 0 ? account.id : MARKET;
          steps.add(c -> market.fill(c, instrument, price, part, buyer, 0, seller, 0));
        }
      }
    }
    return steps;
  }

  private List<InstrumentView> held(AccountView account) {
    return view.instruments.values().stream()
        .filter(i -> !i.closed && !i.computed && quantity(account, i) != 0)
        .filter(i -> account.mode(i.id) == MarginMode.CROSS)
        .toList();
  }

  private static long quantity(AccountView account, InstrumentView instrument) {
    return account.quantity(instrument.id, PositionSide.NET);
  }
}
