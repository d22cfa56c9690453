package io.plimsoll.engine.reference;

import static io.plimsoll.engine.reference.Exact.big;

import io.plimsoll.protocol.codec.ForcedOrderKind;
import io.plimsoll.protocol.codec.MarkPriceDecoder;
import java.math.BigInteger;

/** What the market and time bring. */
final class MarketCommands {
  private final World world;
  private final Lookup lookup;
  private final EventWriter events;
  private final Waterfall waterfall;

  MarketCommands(World world, Lookup lookup, EventWriter events, Waterfall waterfall) {
    this.world = world;
    this.lookup = lookup;
    this.events = events;
    this.waterfall = waterfall;
  }

  Runnable markPrice(MarkPriceDecoder command) {
    Instrument instrument = lookup.instrumentWithTiers(command.instrumentId(), 4);
    long price = command.price();
    Lookup.price(price, instrument, 3);
    return () -> {
      instrument.setMark(price);
      waterfall.evaluation().mark(instrument);
    };
  }

  Runnable clock() {
    return () -> world.instruments.values().forEach(this::unwind);
  }

  private void unwind(Instrument instrument) {
    Position position = instrument.fund.position(instrument);
    boolean underWay =
        world.orders.values().stream()
            .anyMatch(o -> o.instrument == instrument && o.ownKind == ForcedOrderKind.UNWIND);
    if (!position.open() || world.unwindFraction == 0 || underWay) {
      return;
    }
    BigInteger slice =
        Exact.floorDiv(
            big(position.quantity).abs().multiply(big(world.unwindFraction)), Exact.BIG_PPB);
    BigInteger mark = big(instrument.mark);
    BigInteger distance = Exact.floorDiv(mark.multiply(big(world.unwindSlippage)), Exact.BIG_PPB);
    BigInteger limit =
        position.quantity > 0
            ? Exact.ceilToTick(mark.subtract(distance), instrument.tickSize)
            : Exact.floorToTick(mark.add(distance), instrument.tickSize);
    waterfall.unwind(
        position, slice.max(BigInteger.ONE).longValueExact(), instrument.clampToBook(limit));
  }

  Runnable takeSnapshot() {
    return () -> {
      Invariants.check(world);
      long positions =
          world.accounts.values().stream()
              .flatMap(a -> a.positions.values().stream())
              .filter(Position::open)
              .count();
      events.snapshotTaken(
          world.accounts.size(),
          positions,
          world.orders.size(),
          world.liquidations.size(),
          Digest.of(world));
    };
  }
}
