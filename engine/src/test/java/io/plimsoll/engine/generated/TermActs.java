package io.plimsoll.engine.generated;

import io.plimsoll.protocol.CommandEncoder;
import io.plimsoll.protocol.codec.MarginMode;
import io.plimsoll.protocol.codec.PositionSide;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;

/** What changes the terms of open positions: margin, leverage, mode, funding, settlement. */
final class TermActs {
  private static final long LIMIT = 1L << 60;

  private final Random random;
  private final VenueView view;
  private final MarketSimulator market;

  TermActs(Random random, VenueView view, MarketSimulator market) {
    this.random = random;
    this.view = view;
    this.market = market;
  }

  /** A position with a quantity. */
  private record Held(AccountView account, InstrumentView instrument, PositionSide side) {
    long balance() {
      return account.balance(instrument.assetId);
    }

    long margin() {
      return account.margin(instrument.id, side);
    }
  }

  /** Sends one such command, as likely as not one that is to be refused. */
  void act(CommandEncoder encoder, long anyTrader, InstrumentView anyInstrument) {
    int dice = random.nextInt(100);
    if (dice < 35) {
      fund(encoder, anyInstrument);
    } else if (dice < 45) {
      settle(encoder, anyInstrument);
    } else if (dice < 48) {
      encoder.clock();
    } else {
      position(encoder, anyTrader, anyInstrument, dice);
    }
  }

  private void position(
      CommandEncoder encoder, long anyTrader, InstrumentView anyInstrument, int dice) {
    boolean isolated = dice < 75 || random.nextBoolean();
    Held held = random.nextInt(12) == 0 ? null : held(isolated);
    if (dice < 75) {
      long amount = held == null ? random.nextInt(50) : amount(held);
      encoder.adjustMargin(
          held == null ? anyTrader : held.account().id,
          held == null ? anyInstrument.id : held.instrument().id,
          held == null || random.nextInt(30) == 0
              ? PositionSide.get((short) (1 + random.nextInt(3)))
              : held.side(),
          amount);
    } else if (held == null) {
      encoder.clock();
    } else if (dice < 88) {
      int highest = Math.max(1, held.instrument().leverageMax - 99);
      int leverage = 100 + random.nextInt(highest);
      encoder.setLeverage(held.account().id, held.instrument().id, leverage);
    } else {
      MarginMode now = held.account().mode(held.instrument().id);
      MarginMode other = now == MarginMode.CROSS ? MarginMode.ISOLATED : MarginMode.CROSS;
      MarginMode mode = random.nextInt(8) == 0 ? now : other;
      encoder.setMarginMode(held.account().id, held.instrument().id, mode);
    }
  }

  private void fund(CommandEncoder encoder, InstrumentView instrument) {
    long rate =
        switch (random.nextInt(8)) {
          case 0 -> 400_000_000L - random.nextInt(800_000_000);
          case 1, 2, 3 -> 60_000_000L - random.nextInt(120_000_000);
          default -> 2_000_000L - random.nextInt(4_000_000);
        };
    encoder.funding(instrument.id, rate, random.nextInt(3) == 0 ? price(instrument) : 0);
  }

  /** One that has expired, if there is one; now and then any. */
  private void settle(CommandEncoder encoder, InstrumentView anyInstrument) {
    List<InstrumentView> ready =
        view.instruments.values().stream()
            .filter(i -> !i.closed && i.expiry != 0 && i.expiry <= view.lastTimestamp)
            .toList();
    boolean any = ready.isEmpty() || random.nextInt(4) == 0;
    InstrumentView chosen =
        any ? unmarkedOr(anyInstrument) : ready.get(random.nextInt(ready.size()));
    long price = market.near(chosen, random.nextInt(4) > 0 ? 0.25 : 0.01);
    encoder.settleInstrument(chosen.id, random.nextInt(6) == 0 ? chosen.priceMax + 1 : price);
  }

  /** One that lacks its first mark, if there is one; now and then the other all the same. */
  private InstrumentView unmarkedOr(InstrumentView other) {
    return view.instruments.values().stream()
        .filter(i -> i.mark == 0 && i.hasTiers && random.nextBoolean())
        .findFirst()
        .orElse(other);
  }

  private long price(InstrumentView instrument) {
    return market.near(instrument, random.nextInt(4) == 0 ? 0.2 : 0.01);
  }

  private long amount(Held held) {
    double part = random.nextInt(4) == 0 ? 1 : random.nextDouble();
    if (random.nextBoolean()) {
      return 1 + (long) (Math.abs(held.balance()) * part);
    }
    return -1 - (long) (Math.abs(held.margin()) * part * part);
  }

  /** Any position of a trader with a quantity, of the mode if there is one; null if none is. */
  private Held held(boolean isolated) {
    List<Held> wanted = new ArrayList<>();
    List<Held> others = new ArrayList<>();
    for (AccountView account : view.traders()) {
      for (InstrumentView instrument : view.instruments.values()) {
        for (PositionSide side : account.sides(instrument.id)) {
          if (account.quantity(instrument.id, side) != 0) {
            boolean alone = account.mode(instrument.id) == MarginMode.ISOLATED;
            (alone == isolated ? wanted : others).add(new Held(account, instrument, side));
          }
        }
      }
    }
    List<Held> choice = wanted.isEmpty() ? others : wanted;
    if (random.nextInt(6) == 0) {
      List<Held> frozen = choice.stream().filter(h -> h.account().liquidations > 0).toList();
      choice = frozen.isEmpty() ? choice : frozen;
    }
    return choice.isEmpty() ? null : choice.get(random.nextInt(choice.size()));
  }

  /**
   * Fills an isolated margin and its wallet to the brim and empties them again; nothing if that
   * could bring the asset out of 64 bits.
   */
  List<Consumer<CommandEncoder>> brim() {
    Held held = held(true);
    if (held == null
        || held.account().mode(held.instrument().id) != MarginMode.ISOLATED
        || view.worth(held.instrument().assetId) > LIMIT
        || held.balance() < 0) {
      return List.of();
    }
    long id = held.account().id;
    int instrument = held.instrument().id;
    PositionSide side = held.side();
    int asset = held.instrument().assetId;
    Consumer<CommandEncoder> fill = c -> c.deposit(id, asset, LIMIT - held.balance());
    return List.of(
        fill,
        c -> c.adjustMargin(id, instrument, side, LIMIT / 2),
        fill,
        c -> c.adjustMargin(id, instrument, side, LIMIT / 2 + 1),
        c -> c.adjustMargin(id, instrument, side, -LIMIT / 4),
        c -> c.setMarginMode(id, instrument, MarginMode.CROSS),
        c -> c.withdraw(id, asset, Math.max(1, held.balance() - LIMIT / 1024)),
        c -> c.adjustMargin(id, instrument, side, -LIMIT / 2 + LIMIT / 1024),
        c -> c.withdraw(id, asset, LIMIT / 2));
  }
}
