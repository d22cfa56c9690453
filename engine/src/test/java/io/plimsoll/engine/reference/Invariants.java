package io.plimsoll.engine.reference;

import static io.plimsoll.engine.reference.Exact.ZERO;
import static io.plimsoll.engine.reference.Exact.big;

import io.plimsoll.protocol.codec.PositionSide;
import java.math.BigInteger;

/** What must hold after every command, whatever came in; a break means that the rules are wrong. */
final class Invariants {
  private final World world;
  private final Margin margin;

  private Invariants(World world) {
    this.world = world;
    this.margin = new Margin(world);
  }

  static void check(World world) {
    Invariants invariants = new Invariants(world);
    world.assets.values().forEach(invariants::conserved);
    world.instruments.values().forEach(invariants::balanced);
    for (Account account : world.accounts.values()) {
      account.positions.values().forEach(invariants::position);
      account.wallets.values().forEach(wallet -> invariants.wallet(account, wallet));
    }
    world.orders.values().forEach(invariants::order);
    world.liquidations.values().forEach(invariants::liquidation);
  }

  private static void that(boolean holds, String what) {
    if (!holds) {
      throw new AssertionError(what);
    }
  }

  private void conserved(Asset asset) {
    BigInteger sum = ZERO;
    for (Account account : world.accounts.values()) {
      sum = sum.add(account.wallet(asset).balance);
      for (Position position : account.positions.values()) {
        if (position.instrument.asset == asset) {
          sum = sum.add(position.margin).subtract(position.cost);
        }
      }
    }
    that(
        sum.equals(asset.depositsLessWithdrawals),
        "asset " + asset.id + " holds " + sum + ", not " + asset.depositsLessWithdrawals);
  }

  private void balanced(Instrument instrument) {
    BigInteger sum = ZERO;
    for (Account account : world.accounts.values()) {
      for (Position position : account.positions.values()) {
        sum = position.instrument == instrument ? sum.add(big(position.quantity)) : sum;
      }
    }
    boolean settling =
        world.tasks.stream()
            .anyMatch(t -> t.kind == Task.Kind.SETTLE && t.instrument == instrument);
    that(
        settling || sum.signum() == 0,
        "instrument " + instrument.id + ": quantities add up to " + sum);
    that(
        world.openInterest(instrument).compareTo(big(instrument.openInterestMax)) <= 0,
        "instrument " + instrument.id + ": open interest is past its limit");
    boolean fundingTask =
        world.tasks.stream()
            .anyMatch(t -> t.kind == Task.Kind.FUNDING && t.instrument == instrument);
    that(
        fundingTask == instrument.fundingUnderWay,
        "instrument " + instrument.id + ": funding under way and its task disagree");
    that(
        !instrument.closed || !instrument.fundingUnderWay,
        "instrument " + instrument.id + " is closed, but a funding is under way");
  }

  private void position(Position position) {
    String name = "position of " + position.account.id + " in " + position.instrument.id;
    boolean frozen = position.liquidation != null;
    boolean hedged = position.account.settings(position.instrument).hedged;
    that(!position.open() || hedged == position.leg(), name + " is on a side that is not there");
    that(position.side != PositionSide.LONG || position.quantity >= 0, name + ": a long leg");
    that(position.side != PositionSide.SHORT || position.quantity <= 0, name + ": a short leg");
    if (!position.open()) {
      that(position.cost.signum() == 0, name + " is empty but has a cost");
      that(!position.called, name + " is empty but marked as called");
      that(position.margin.signum() == 0 || frozen, name + " is empty but has a margin");
    }
    if (!position.account.trader()) {
      that(!position.isolated() && !frozen, name + " is not a trader's");
    }
    if (!position.isolated()) {
      that(position.margin.signum() == 0 && !frozen && !position.called, name + " is cross");
    } else if (position.open() && !frozen && !world.waitingMarks.contains(position.instrument)) {
      that(Margin.equity(position).signum() >= 0, name + " is bankrupt but not frozen");
      that(!margin.past(position, Exact.PPB), name + " is past the line but not frozen");
      that(
          position.called
              || world.marginCallRatio == 0
              || !margin.past(position, world.marginCallRatio),
          name + " is due a margin call but not marked");
    }
    that(!frozen || world.liquidations.containsValue(position.liquidation), name + ": no end");
  }

  private void wallet(Account account, Wallet wallet) {
    String name = "wallet of " + account.id + " in " + wallet.asset.id;
    Wallet standing = account.standing(wallet.asset);
    boolean frozen = standing.liquidation != null;
    if (account.trader() && !frozen && !world.waitingWallets.contains(standing)) {
      that(margin.equity(account, wallet.asset).signum() >= 0, name + " is bankrupt, not frozen");
      that(!margin.liquidatable(account, wallet.asset), name + " is past the line, not frozen");
      that(
          standing.called || !margin.called(account, wallet.asset),
          name + " is due a margin call but not marked");
    }
    that(account.trader() || (!frozen && !standing.called), name + " is not a trader's");
    that(!frozen || world.liquidations.containsValue(standing.liquidation), name + ": no end");
    that(
        wallet.balance.signum() >= 0 || account.pool == null || wallet.asset.priced(),
        name + " owes what has no price");
    that(
        account.pool == null || (wallet.liquidation == null && !wallet.called),
        name + " is called or frozen on its own in a pool");
  }

  private void order(Order order) {
    that(order.remaining > 0, "order " + order.id + " is empty but open");
    that(order.reserved.signum() >= 0, "order " + order.id + " reserves less than nothing");
    that(!order.own() || order.reserved.signum() == 0, "the engine's own order reserves");
    that(
        order.closesFor == null || order.closesFor.waitingFor.contains(order.id),
        "nobody waits for order " + order.id);
  }

  private void liquidation(Liquidation liquidation) {
    String name = "liquidation " + liquidation.id;
    boolean orders = !liquidation.waitingFor.isEmpty();
    boolean cooldown = liquidation.cooldownEnds != 0;
    boolean task = liquidation.task != null;
    that((orders ? 1 : 0) + (cooldown ? 1 : 0) + (task ? 1 : 0) == 1, name + " must wait once");
    that(!task || world.tasks.contains(liquidation.task), name + " waits for a task that is gone");
    for (long orderId : liquidation.waitingFor) {
      Order order = world.orders.get(orderId);
      that(order != null, name + " waits for order " + orderId + " that is gone");
      Liquidation waits =
          order.own()
              ? order.closesFor
              : liquidation.cross() ? order.walletLiquidation : order.positionLiquidation;
      that(waits == liquidation, name + " is not the one that order " + orderId + " is for");
    }
    Liquidation freezes =
        liquidation.cross()
            ? liquidation.standing().liquidation
            : liquidation.position().liquidation;
    that(freezes == liquidation, name + " freezes nothing");
  }
}
