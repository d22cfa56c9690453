package io.plimsoll.engine.reference;

import static io.plimsoll.engine.reference.Exact.ZERO;
import static io.plimsoll.engine.reference.Exact.big;

import io.plimsoll.protocol.WaterfallStage;
import io.plimsoll.protocol.codec.CancelScope;
import io.plimsoll.protocol.codec.ForcedOrderKind;
import io.plimsoll.protocol.codec.Outcome;
import io.plimsoll.protocol.codec.StageKind;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Section 5: how a liquidation goes from stage to stage. */
final class Waterfall {
  private final World world;
  private final Margin margin;
  private final EventWriter events;
  private final Booking booking;
  private static final BigInteger POOL_MAX = BigInteger.ONE.shiftLeft(62);

  private final TaskQueue tasks;
  private final ReferenceLimits limits;
  private final Evaluation evaluation;
  private final ForcedOrders forcedOrders;
  private final Reduction reduction;
  private final TakeOvers takeOvers;
  private final LegNetting legNetting;
  private final Deleveraging deleveraging;
  private final Settlement settlement;
  private final CollateralEvents collateralEvents;
  private final Repayment repayment;
  private final PoolSettlement poolSettlement;

  Waterfall(
      World world,
      Margin margin,
      EventWriter events,
      Booking booking,
      Funding funding,
      TaskQueue tasks,
      ReferenceLimits limits) {
    this.world = world;
    this.margin = margin;
    this.events = events;
    this.booking = booking;
    this.tasks = tasks;
    this.limits = limits;
    this.evaluation = new Evaluation(world, margin, events, this, limits.starts());
    this.forcedOrders = new ForcedOrders(world, events);
    this.reduction = new Reduction(margin);
    this.takeOvers = new TakeOvers(margin, events, booking, funding);
    this.legNetting = new LegNetting(events, booking, funding);
    this.deleveraging = new Deleveraging(world, margin, events, booking, funding, evaluation);
    this.settlement = new Settlement(world, events, booking, this);
    this.collateralEvents = new CollateralEvents(events, world, margin);
    this.repayment = new Repayment(world, collateralEvents, booking);
    this.poolSettlement = new PoolSettlement(world, margin, booking, repayment, this);
  }

  Evaluation evaluation() {
    return evaluation;
  }

  ForcedOrders forcedOrders() {
    return forcedOrders;
  }

  private Look look(Liquidation liquidation) {
    return Look.at(liquidation, margin);
  }

  /** Starts the liquidation of an isolated position. */
  void start(Position position) {
    Liquidation liquidation =
        Liquidation.of(++world.lastLiquidationId, world.lastTimestamp, position);
    world.liquidations.put(liquidation.id, liquidation);
    Look look = look(liquidation);
    position.liquidation = liquidation;
    events.liquidationStarted(
        liquidation,
        look.equity(),
        look.requirement(),
        position.quantity,
        position.cost,
        position.margin);
    enter(liquidation, 1);
  }

  /** Starts the liquidation of a wallet, or a pool. */
  void start(Account account, Asset asset) {
    Liquidation liquidation =
        Liquidation.of(++world.lastLiquidationId, world.lastTimestamp, account, asset);
    world.liquidations.put(liquidation.id, liquidation);
    Look look = look(liquidation);
    liquidation.standing().liquidation = liquidation;
    BigInteger cost =
        liquidation.pool()
            ? ZERO
            : look.positions().stream()
                .map(position -> position.cost)
                .reduce(ZERO, BigInteger::add);
    BigInteger balance = liquidation.pool() ? ZERO : liquidation.wallet().balance;
    events.liquidationStarted(liquidation, look.equity(), look.requirement(), 0, cost, balance);
    if (liquidation.pool()) {
      collateralEvents.valued(liquidation);
    }
    enter(liquidation, 1);
  }

  private WaterfallStage stage(int number) {
    return world.stages.get(number - 1);
  }

  private void enterNext(Liquidation liquidation, int number) {
    enter(liquidation, number + 1);
  }

  private void enter(Liquidation liquidation, int number) {
    WaterfallStage stage = stage(number);
    if (!liquidation.has(stage)) {
      enterNext(liquidation, number);
      return;
    }
    Look look = look(liquidation);
    if (stage.kind() == StageKind.REPAY && !repayment.due(liquidation)) {
      enterNext(liquidation, number);
      return;
    }
    boolean works = stage.kind() == StageKind.CANCEL_ORDERS || stage.kind() == StageKind.REPAY;
    if (!works && look.positions().isEmpty()) {
      settle(liquidation);
      return;
    }
    if (!holds(stage, liquidation, look)) {
      enterNext(liquidation, number);
      return;
    }
    if (stage.kind() == StageKind.REDUCE) {
      round(liquidation, number, 1);
      return;
    }
    if (stage.kind() == StageKind.NET_LEGS && !legNetting.has(look)) {
      enterNext(liquidation, number);
      return;
    }
    entered(liquidation, number, 0, look);
    switch (stage.kind()) {
      case CANCEL_ORDERS -> cancelOrders(liquidation, stage);
      case CLOSE -> close(liquidation, stage, look);
      case TAKE_OVER -> takeOver(liquidation, stage);
      case DELEVERAGE -> deleverage(liquidation, stage);
      case SOCIALISE -> socialise(liquidation, stage);
      case REPAY -> {
        repayment.repay(liquidation);
        stageOver(liquidation);
      }
      case NET_LEGS -> {
        legNetting.net(liquidation, look);
        stageOver(liquidation);
      }
      default -> throw new IllegalStateException("stage " + stage);
    }
  }

  private boolean holds(WaterfallStage stage, Liquidation liquidation, Look look) {
    Account fund = liquidation.conditionFund();
    Asset asset = liquidation.conditionAsset();
    Fund limits = fund.funds.get(asset.id);
    BigInteger line = big(stage.conditionRatio()).multiply(look.requirement());
    boolean below = look.equity().multiply(Exact.BIG_PPB).compareTo(line) < 0;
    return switch (stage.condition()) {
      case ALWAYS -> true;
      case EQUITY_BELOW -> below;
      case EQUITY_NOT_BELOW -> !below;
      case NEGATIVE_EQUITY -> look.realisable().signum() < 0;
      case FUND_EMPTY -> Fund.available(fund, asset).signum() <= 0;
      case FUND_DRAWDOWN -> limits != null && limits.drawdown;
      default -> throw new IllegalStateException("condition " + stage.condition());
    };
  }

  private void entered(Liquidation liquidation, int number, int round, Look look) {
    liquidation.stage = number;
    liquidation.round = round;
    liquidation.roundFilled = false;
    events.stageEntered(liquidation, stage(number).kind(), look);
  }

  private void cancelOrders(Liquidation liquidation, WaterfallStage stage) {
    for (Order order : new ArrayList<>(world.orders.values())) {
      boolean meant =
          order.account == liquidation.account
              && !order.own()
              && (order.instrument.asset == liquidation.asset || liquidation.account.pool != null);
      boolean concerned = liquidation.cross() || order.position() == liquidation.position();
      if (!meant || !(concerned || stage.scope() == CancelScope.ACCOUNT)) {
        continue;
      }
      if (concerned) {
        liquidation.waitingFor.add(order.id);
        if (liquidation.cross()) {
          order.walletLiquidation = liquidation;
        } else {
          order.positionLiquidation = liquidation;
        }
      }
      Cancelling.ask(events, order, liquidation);
    }
    if (liquidation.waitingFor.isEmpty()) {
      enterNext(liquidation, liquidation.stage);
    }
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
    if (stage(liquidation.stage).kind() == StageKind.REDUCE) {
      roundOver(liquidation);
    } else {
      stageOver(liquidation);
    }
  }

  /** Ends the stage that the liquidation is at. */
  void stageOver(Liquidation liquidation) {
    if (goesOn(liquidation)) {
      enterNext(liquidation, liquidation.stage);
    }
  }

  private void close(Liquidation liquidation, WaterfallStage stage, Look look) {
    for (int i = 0; i < look.positions().size(); i++) {
      long quantity = Math.abs(look.positions().get(i).quantity);
      forcedOrders.close(liquidation, stage, ForcedOrderKind.CLOSE, look, i, quantity);
    }
  }

  private void round(Liquidation liquidation, int number, int round) {
    WaterfallStage stage = stage(number);
    Look look = look(liquidation);
    List<Long> quantities = reduction.quantities(stage, look);
    if (quantities.stream().allMatch(quantity -> quantity == 0)) {
      enterNext(liquidation, number);
      return;
    }
    entered(liquidation, number, round, look);
    for (int i = 0; i < quantities.size(); i++) {
      if (quantities.get(i) > 0) {
        forcedOrders.close(liquidation, stage, ForcedOrderKind.REDUCE, look, i, quantities.get(i));
      }
    }
  }

  private void roundOver(Liquidation liquidation) {
    if (!goesOn(liquidation)) {
      return;
    }
    if (!liquidation.roundFilled) {
      enterNext(liquidation, liquidation.stage);
    } else if (stage(liquidation.stage).cooldown() > 0) {
      world.cooling.add(liquidation);
      liquidation.cooldownEnds =
          big(world.lastTimestamp)
              .add(big(stage(liquidation.stage).cooldown()))
              .min(big(Long.MAX_VALUE))
              .longValueExact();
    } else {
      nextRound(liquidation);
    }
  }

  private void nextRound(Liquidation liquidation) {
    if (liquidation.round == stage(liquidation.stage).rounds()) {
      enterNext(liquidation, liquidation.stage);
    } else {
      round(liquidation, liquidation.stage, liquidation.round + 1);
    }
  }

  /** Goes on with liquidations whose cooldown is over. */
  void cooldowns() {
    List<Liquidation> over = new ArrayList<>(world.cooling);
    over.removeIf(liquidation -> liquidation.cooldownEnds > world.lastTimestamp);
    // Sorting is stable: the order of their begin decides last.
    over.sort(
        Comparator.<Liquidation>comparingLong(l -> l.cooldownEnds).thenComparingInt(l -> l.stage));
    int left = limits.cooldowns();
    for (Liquidation liquidation : over) {
      if (left <= 0) {
        return;
      }
      left -= Math.max(1, liquidation.positions().size());
      world.cooling.remove(liquidation);
      liquidation.cooldownEnds = 0;
      if (goesOn(liquidation)) {
        nextRound(liquidation);
      }
    }
  }

  private void takeOver(Liquidation liquidation, WaterfallStage stage) {
    takeOvers.take(liquidation, world.accounts.get(stage.takerAccountId()), stage.limited());
    stageOver(liquidation);
  }

  private void deleverage(Liquidation liquidation, WaterfallStage stage) {
    liquidation.task = new DeleverageTask(world, liquidation, stage, this, deleveraging);
    tasks.add(liquidation.task);
  }

  private void socialise(Liquidation liquidation, WaterfallStage stage) {
    for (TakeOvers.Part part : takeOvers.take(liquidation, null, false)) {
      if (part.share().signum() < 0) {
        queueLoss(liquidation, stage, part.instrument(), part.share().negate());
      }
    }
    stageOver(liquidation);
  }

  /** Has a loss spread over others in the instrument, with others that wait for that. */
  void queueLoss(
      Liquidation liquidation, WaterfallStage stage, Instrument instrument, BigInteger loss) {
    SocialiseTask pool = null;
    for (Task task : world.tasks) {
      if (task instanceof SocialiseTask other
          && other.instrument == instrument
          && other.over() == stage.lossOver()) {
        pool = other;
      }
    }
    if (pool == null
        || pool.pass > 1
        || pool.losses.size() >= limits.losses()
        || pool.lossLeft.add(loss).compareTo(POOL_MAX) > 0) {
      pool = new SocialiseTask(instrument, stage.lossOver(), events, booking, evaluation);
      tasks.add(pool);
    }
    pool.add(liquidation, loss);
    liquidation.socialised = liquidation.socialised.add(liquidation.totalUp(instrument, loss));
  }

  /** The fee that is due and can be paid, as long as there are positions. */
  private static BigInteger payable(Liquidation liquidation, Look look) {
    return liquidation.feeDue.min(look.equity().max(ZERO));
  }

  /** Whether the account is safe again once it has paid the fee. */
  private boolean safe(Liquidation liquidation, Look look) {
    if (liquidation.pool()) {
      BigInteger excess =
          margin
              .pool()
              .excess(liquidation.account, world.exitRatio, payable(liquidation, look), null, null);
      return !margin.pastTheLine(excess, ZERO);
    }
    BigInteger requirement =
        liquidation.cross()
            ? margin.requirement(liquidation.account, liquidation.asset, world.exitRatio)
            : margin.requirement(liquidation.position(), world.exitRatio);
    return !margin.pastTheLine(look.equity().subtract(payable(liquidation, look)), requirement);
  }

  /** Whether a check would finish the liquidation as things stand. */
  boolean wouldFinish(Liquidation liquidation) {
    Look look = look(liquidation);
    return look.positions().isEmpty() || safe(liquidation, look);
  }

  /** The check after a stage or round: finishes the liquidation unless the waterfall goes on. */
  private boolean goesOn(Liquidation liquidation) {
    if (!wouldFinish(liquidation)) {
      return true;
    }
    Look look = look(liquidation);
    if (look.positions().isEmpty()) {
      boolean solvent = !liquidation.cross() || look.equity().signum() >= 0;
      if (!liquidation.acted && solvent) {
        finish(liquidation, liquidation.repaid ? Outcome.REDUCED : Outcome.RECOVERED);
      } else {
        settle(liquidation);
      }
    } else {
      if (liquidation.pool()) {
        poolSettlement.payFee(liquidation, payable(liquidation, look));
      } else {
        settlement.payFee(liquidation, payable(liquidation, look));
      }
      boolean reduced =
          liquidation.closed
              || liquidation.takenOver
              || liquidation.deleveraged
              || liquidation.netted
              || liquidation.repaid;
      finish(liquidation, reduced ? Outcome.REDUCED : Outcome.RECOVERED);
    }
    return false;
  }

  private void settle(Liquidation liquidation) {
    if (liquidation.pool()) {
      poolSettlement.settle(liquidation);
    } else {
      settlement.settle(liquidation);
    }
    Outcome outcome = Outcome.CLOSED;
    if (liquidation.socialised.signum() > 0) {
      outcome = Outcome.SOCIALISED;
    } else if (liquidation.deleveraged) {
      outcome = Outcome.DELEVERAGED;
    } else if (liquidation.takenOver) {
      outcome = Outcome.TAKEN_OVER;
    }
    finish(liquidation, outcome);
  }

  private void finish(Liquidation liquidation, Outcome outcome) {
    events.liquidationFinished(liquidation, outcome);
    world.liquidations.remove(liquidation.id);
    boolean safe = outcome == Outcome.RECOVERED || outcome == Outcome.REDUCED;
    if (liquidation.cross()) {
      liquidation.standing().liquidation = null;
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
