package io.plimsoll.engine.reference;

import static io.plimsoll.engine.reference.Exact.BIG_PPB;
import static io.plimsoll.engine.reference.Exact.ZERO;
import static io.plimsoll.engine.reference.Exact.big;

import io.plimsoll.protocol.codec.TriggerRule;
import java.math.BigInteger;

/** The formulas of section 1. */
final class Margin {
  private final World world;
  private final Hedge hedge;
  private final Pool pool;

  Margin(World world) {
    this.world = world;
    this.hedge = new Hedge(world, this);
    this.pool = new Pool(world, this);
  }

  Pool pool() {
    return pool;
  }

  static BigInteger value(Instrument instrument, long quantity, long price) {
    return instrument.payoff.value(quantity, price);
  }

  static BigInteger valueAtMark(Position position) {
    return value(position.instrument, position.quantity, position.instrument.mark);
  }

  static BigInteger unrealised(Position position) {
    return valueAtMark(position).subtract(position.cost);
  }

  /** The tier of a position as it stands, at the mark. */
  static Tier tier(Position position) {
    return position.instrument.schedule.tier(MaintenanceSchedule.Size.of(position));
  }

  /** The tier of a position that is yet to be opened. */
  static Tier tier(Instrument instrument, long quantity, long price) {
    return instrument.schedule.tier(MaintenanceSchedule.Size.ofOrder(instrument, quantity, price));
  }

  /** The requirement at a ratio of a position with this quantity and cost, at a price. */
  BigInteger requirement(
      Instrument instrument, long quantity, BigInteger cost, long price, long ratio) {
    if (quantity == 0) {
      return ZERO;
    }
    BigInteger notional = value(instrument, quantity, price).abs();
    BigInteger fee = world.closingFeeCounted ? big(instrument.takerRate) : ZERO;
    BigInteger exact =
        instrument
            .schedule
            .maintenanceTimesPpb(
                new MaintenanceSchedule.Size(big(quantity).abs(), cost.abs(), notional))
            .add(fee.multiply(notional));
    return Exact.ceilDiv(exact.multiply(big(ratio)), BIG_PPB.multiply(BIG_PPB));
  }

  BigInteger requirement(Position position, long ratio) {
    return requirement(
        position.instrument, position.quantity, position.cost, position.instrument.mark, ratio);
  }

  BigInteger requirement(Position position) {
    return requirement(position, Exact.PPB);
  }

  /** Initial margin of a notional that belongs to a position of this quantity, either sign. */
  static BigInteger initialMargin(
      Instrument instrument, long quantity, BigInteger notional, int leverage) {
    BigInteger byLeverage = Exact.ceilDiv(notional.multiply(big(100)), big(leverage));
    BigInteger rate = instrument.schedule.leastInitialRate(big(quantity).abs());
    return byLeverage.max(Exact.ceilDiv(rate.multiply(notional), BIG_PPB));
  }

  /** Initial margin of a position as it stands, at the mark. */
  static BigInteger initialMargin(Position position) {
    return initialMargin(
        position.instrument, position.quantity, valueAtMark(position).abs(), position.leverage());
  }

  static BigInteger equity(Position isolated) {
    return isolated.margin.add(unrealised(isolated));
  }

  /** That of the pool in mode MULTI_ASSET. */
  BigInteger equity(Account account, Asset asset) {
    if (account.pool != null) {
      return pool.equity(account);
    }
    BigInteger sum = account.wallet(asset).balance;
    for (Position position : account.crossPositions(asset)) {
      sum = sum.add(unrealised(position));
    }
    return sum;
  }

  BigInteger requirement(Account account, Asset asset, long ratio) {
    if (account.pool != null) {
      return pool.requirement(account, ratio);
    }
    return hedge.requirement(account.crossPositions(asset), ratio);
  }

  BigInteger requirement(Account account, Asset asset) {
    return requirement(account, asset, Exact.PPB);
  }

  Hedge hedge() {
    return hedge;
  }

  boolean pastTheLine(BigInteger equity, BigInteger requirement) {
    int order = equity.compareTo(requirement);
    return world.triggerRule == TriggerRule.BELOW ? order < 0 : order <= 0;
  }

  boolean past(Position isolated, long ratio) {
    return pastTheLine(equity(isolated), requirement(isolated, ratio));
  }

  boolean liquidatable(Account account, Asset asset) {
    if (account.crossPositions(asset).isEmpty()) {
      return equity(account, asset).signum() < 0;
    }
    return pastTheLine(equity(account, asset), requirement(account, asset));
  }

  boolean called(Account account, Asset asset) {
    return world.marginCallRatio != 0
        && !account.crossPositions(asset).isEmpty()
        && pastTheLine(equity(account, asset), requirement(account, asset, world.marginCallRatio));
  }

  /** Initial margin of a position at the mark, at another leverage. */
  static BigInteger initialMarginAtMark(Position position, int leverage) {
    BigInteger notional = valueAtMark(position).abs();
    return initialMargin(position.instrument, position.quantity, notional, leverage);
  }

  /** Initial margin of a position at its cost. */
  static BigInteger initialMarginOfCost(Position position, int leverage) {
    return initialMargin(position.instrument, position.quantity, position.cost.abs(), leverage);
  }

  /** What may be withdrawn, or be put behind an isolated position. */
  BigInteger freeBalance(Account account, Asset asset) {
    return account.pool == null
        ? freeAlone(account, asset, null)
        : pool.free(account, asset, false, null);
  }

  /** What may be put behind a position. */
  BigInteger freeFor(Position position) {
    Account account = position.account;
    Asset asset = position.instrument.asset;
    return account.pool == null || position.isolated()
        ? freeBalance(account, asset)
        : pool.free(account, asset, true, null);
  }

  /** The free balance as if a trader's positions in the instrument were none. */
  BigInteger freeBalanceWithout(Account account, Instrument instrument) {
    return account.pool == null
        ? freeAlone(account, instrument.asset, instrument)
        : pool.free(account, instrument.asset, false, instrument);
  }

  /** The free balance of one asset, without what others bring. */
  BigInteger freeAlone(Account account, Asset asset, Instrument except) {
    BigInteger free = account.wallet(asset).balance;
    if (!account.trader()) {
      return free;
    }
    BigInteger unrealised = ZERO;
    for (Position position : account.crossPositionsIn(asset)) {
      if (position.instrument != except) {
        unrealised = unrealised.add(unrealised(position));
        free = free.subtract(initialMargin(position));
        free = free.subtract(Funding.toPay(position));
      }
    }
    return free.add(unrealised.min(ZERO)).subtract(world.reserved(account, asset));
  }
}
