package io.plimsoll.engine.reference;

import static io.plimsoll.engine.reference.Exact.big;

import io.plimsoll.protocol.WaterfallStage;
import io.plimsoll.protocol.codec.ForcedOrderKind;
import io.plimsoll.protocol.codec.MarkPriceDecoder;
import io.plimsoll.protocol.codec.MarkRule;
import io.plimsoll.protocol.codec.RejectReason;
import java.math.BigInteger;
import java.util.LinkedHashSet;
import java.util.Set;

/** What the market and time bring. */
final class MarketCommands {
  private final World world;
  private final Lookup lookup;
  private final EventWriter events;
  private final Waterfall waterfall;
  private final TaskQueue tasks;
  private final Premiums premiums;

  MarketCommands(
      World world,
      Lookup lookup,
      EventWriter events,
      Waterfall waterfall,
      TaskQueue tasks,
      Premiums premiums) {
    this.world = world;
    this.lookup = lookup;
    this.events = events;
    this.waterfall = waterfall;
    this.tasks = tasks;
    this.premiums = premiums;
  }

  Runnable markPrice(MarkPriceDecoder command) {
    Instrument instrument = lookup.instrumentWithTiers(command.instrumentId(), 4);
    Lookup.notClosed(instrument, 4);
    boolean direct =
        instrument.prices == null || instrument.prices.rule.markRule() == MarkRule.DIRECT;
    Rejection.unless(direct, RejectReason.MARK_IS_COMPUTED, 4, instrument.id);
    long price = command.price();
    Lookup.price(price, instrument, 3);
    return () -> waterfall.evaluation().setMark(instrument, price);
  }

  Runnable clock() {
    return () -> {
      premiums.setRates();
      world.instruments.values().stream().filter(i -> !i.closed).forEach(this::unwind);
      world.accounts.values().forEach(this::bookIncome);
      waterfall.evaluation().goOn();
      waterfall.cooldowns();
      tasks.slice();
    };
  }

  private void bookIncome(Account account) {
    for (Fund fund : account.funds.values()) {
      BigInteger income = fund.book(world.lastTimestamp);
      if (income.signum() != 0) {
        events.fundBooked(account, fund, income);
      }
      fund.observe(world.lastTimestamp);
    }
  }

  private void unwind(Instrument instrument) {
    Set<Long> holders = new LinkedHashSet<>();
    holders.add(instrument.fund.id);
    for (WaterfallStage stage : world.stages) {
      if (stage.takerAccountId() != 0) {
        holders.add(stage.takerAccountId());
      }
    }
    holders.forEach(id -> unwind(world.accounts.get(id).position(instrument)));
  }

  private void unwind(Position position) {
    boolean underWay =
        world.orders.values().stream()
            .anyMatch(
                o ->
                    o.instrument == position.instrument
                        && o.account == position.account
                        && o.ownKind == ForcedOrderKind.UNWIND);
    if (!position.open() || world.unwindFraction == 0 || underWay) {
      return;
    }
    BigInteger slice =
        Exact.floorDiv(
            big(position.quantity).abs().multiply(big(world.unwindFraction)), Exact.BIG_PPB);
    waterfall.forcedOrders().unwind(position, slice.max(BigInteger.ONE).longValueExact());
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
