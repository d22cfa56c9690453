package io.plimsoll.engine.waterfall;

import io.plimsoll.engine.account.Books;
import io.plimsoll.engine.account.PositionTable;
import io.plimsoll.engine.account.WalletTable;
import io.plimsoll.engine.event.CollateralEvents;
import io.plimsoll.engine.event.LiquidationEvents;
import io.plimsoll.engine.event.StageEvents;
import io.plimsoll.engine.instrument.Instrument;
import io.plimsoll.engine.margin.MarginCalculator;
import io.plimsoll.engine.memory.StateStream;
import io.plimsoll.engine.trigger.Triggers;
import io.plimsoll.protocol.WaterfallStage;
import io.plimsoll.protocol.codec.MarginMode;
import io.plimsoll.protocol.codec.PositionSide;
import io.plimsoll.protocol.codec.StageKind;

/**
 * Walks each liquidation down its stages.
 *
 * <p>The argument {@code liquidation} is a record number of the {@link LiquidationTable}. Not
 * thread safe.
 */
public final class Waterfall {
  private final Books books;
  private final PositionTable positions;
  private final WalletTable wallets;
  private final LiquidationEvents events;
  private final StageEvents stageEvents;
  private final CollateralEvents collateralEvents;
  private final LiquidationTable liquidations = new LiquidationTable();
  private final Stages stages = new Stages();
  private final MarginCalculator margins;
  private final Triggers triggers;
  private final Look look;
  private final ForcedOrders forcedOrders;
  private final Reduction reduction;
  private final TakeOver takeOver;
  private final LegNetting legNetting;
  private final Deleveraging deleveraging;
  private final Conditions conditions;
  private final Evaluator evaluator;
  private final WorkLimits limits;
  private final Tasks tasks;
  private final Rankings rankings;
  private final LossSocialisation socialisation;
  private final CancelOrders cancelOrders;
  private final FundingPayments fundingPayments;
  private final Settlement settlement;
  private final Repayment repayment;
  private final Tally tally;

  /**
   * A waterfall over the books.
   *
   * @param books the tables
   * @param events takes its events
   * @param stageEvents takes those of its stages
   * @param collateralEvents takes those of pools
   * @param margins evaluates
   * @param triggers are cleared while a position is frozen
   * @param limits how much it does at once
   */
  public Waterfall(
      Books books,
      LiquidationEvents events,
      StageEvents stageEvents,
      CollateralEvents collateralEvents,
      MarginCalculator margins,
      Triggers triggers,
      WorkLimits limits) {
    this.books = books;
    this.positions = books.positions();
    this.wallets = books.wallets();
    this.events = events;
    this.stageEvents = stageEvents;
    this.collateralEvents = collateralEvents;
    this.margins = margins;
    this.triggers = triggers;
    this.limits = limits;
    this.tasks = new Tasks(books, limits.visits());
    this.tally = new Tally(books, liquidations);
    this.repayment = new Repayment(books, collateralEvents, liquidations, margins);
    this.rankings = new Rankings(books.holders(), limits.candidates());
    CancelRequests requests = new CancelRequests(books, events);
    this.cancelOrders = new CancelOrders(books, liquidations, margins, requests);
    this.fundingPayments = new FundingPayments(books, events);
    this.look = new Look(books, liquidations, margins, stages);
    this.forcedOrders = new ForcedOrders(books, events, liquidations, margins, stages);
    this.reduction = new Reduction(books, margins, look);
    this.socialisation =
        new LossSocialisation(
            books, events, stageEvents, liquidations, margins, tally, this, limits.losses());
    this.takeOver =
        new TakeOver(
            books, events, liquidations, margins, fundingPayments, socialisation, tally, look);
    this.legNetting =
        new LegNetting(books, events, stageEvents, liquidations, margins, fundingPayments, look);
    InsuranceFund fund =
        new InsuranceFund(books, events, liquidations, tally, stages, socialisation);
    this.conditions = new Conditions(books, look, fund);
    this.deleveraging =
        new Deleveraging(
            books,
            events,
            stageEvents,
            liquidations,
            margins,
            triggers,
            stages,
            look,
            tally,
            this,
            rankings);
    this.evaluator = new Evaluator(books, events, margins, triggers, this, limits.starts());
    this.settlement =
        new Settlement(books, events, liquidations, fund, margins, repayment, tally, evaluator);
  }

  /** The list of stages. */
  public Stages stages() {
    return stages;
  }

  /** Liquidations under way. */
  public LiquidationTable liquidations() {
    return liquidations;
  }

  /** The queue of what needs a pass over many accounts. */
  public Tasks tasks() {
    return tasks;
  }

  /** The rankings of those who may be deleveraged. */
  public Rankings rankings() {
    return rankings;
  }

  /** Losses that wait to be spread. */
  public LossTable losses() {
    return socialisation.losses();
  }

  /** Works on the tasks, one slice. */
  public void runTasks() {
    tasks.runSlice();
  }

  /** Settles funding before a quantity changes. */
  public FundingPayments fundingPayments() {
    return fundingPayments;
  }

  /** Decides who is past a line. */
  public Evaluator evaluator() {
    return evaluator;
  }

  /** Makes room for an instrument, so that nothing is allocated once it trades. */
  public void open(Instrument instrument) {
    rankings.open(instrument.id());
    evaluator.open(instrument.asset().id());
  }

  /** Every fund sends the next slice of its inventory. */
  public void unwind() {
    forcedOrders.unwind();
  }

  /**
   * Whether an account's withdrawals of an asset wait for a loss that waits for others; those of a
   * pool for any loss.
   */
  public boolean isGated(int account, int assetId) {
    boolean waits =
        books.accounts().pool(account) == 0 ? tasks.isLossWaiting(assetId) : tasks.isLossWaiting();
    return stages.withdrawalGate() && waits;
  }

  /** Whether a position, or its wallet, is frozen. */
  public boolean isFrozen(int position) {
    return positions.liquidation(position) != 0
        || wallets.liquidation(positions.wallet(position)) != 0;
  }

  /** The same of a position that an account may not have yet, in which case it is 0. */
  public boolean isFrozen(int account, Instrument instrument, int position) {
    int wallet = wallets.findLead(account, instrument.asset().id());
    return position != 0 ? isFrozen(position) : wallet != 0 && wallets.liquidation(wallet) != 0;
  }

  /** Starts on an isolated position; equity and requirement as the calculator last found them. */
  void startPosition(int position) {
    Instrument instrument = books.instrumentOf(position);
    int liquidation = liquidations.add(position, positions.wallet(position), books.now());
    positions.liquidation(position, liquidation);
    triggers.clear(position);
    events.started(
        liquidations.id(liquidation),
        books.accounts().id(positions.account(position)),
        margins.equity(),
        margins.requirement(),
        instrument.markPrice(),
        positions.quantity(position),
        positions.cost(position),
        positions.margin(position),
        instrument.asset().id(),
        instrument.id(),
        MarginMode.ISOLATED,
        positions.side(position));
    look.keep(liquidation);
    enter(liquidation, 1);
  }

  /** Starts on a cross wallet; equity and requirement as the calculator last found them. */
  void startWallet(int wallet) {
    int liquidation = liquidations.add(0, wallet, books.now());
    wallets.liquidation(wallet, liquidation);
    triggers.clearWallet(wallet);
    boolean pool = tally.isPool(liquidation);
    long cost = 0;
    for (int p = margins.firstCross(wallet); p != 0; p = margins.nextCross(wallet, p)) {
      cost += pool ? 0 : positions.cost(p);
    }
    events.started(
        liquidations.id(liquidation),
        books.accounts().id(wallets.account(wallet)),
        margins.equity(),
        margins.requirement(),
        0,
        0,
        cost,
        pool ? 0 : wallets.balance(wallet),
        wallets.assetId(wallet),
        0,
        MarginMode.CROSS,
        PositionSide.NET);
    look.keep(liquidation);
    if (pool) {
      tally.tell(wallet, liquidations.id(liquidation), margins, collateralEvents);
    }
    enter(liquidation, 1);
  }

  /** Enters a stage, or the next one that applies, of a liquidation that was just looked at. */
  private void enter(int liquidation, int number) {
    boolean isolated = liquidations.position(liquidation) != 0;
    for (int n = number; ; n++) {
      WaterfallStage stage = stages.at(n);
      if (!Stages.isFor(stage, isolated)) {
        continue;
      }
      boolean repays = stage.kind() == StageKind.REPAY;
      if (repays && !repayment.isDue(liquidation)) {
        continue;
      }
      if (!repays && stage.kind() != StageKind.CANCEL_ORDERS && !look.hasPositions()) {
        settlement.settle(liquidation);
        return;
      }
      if (conditions.hold(stage, liquidation) && !perform(liquidation, n, stage)) {
        return;
      }
    }
  }

  /** Does what a stage does; returns whether the next stage is entered at once. */
  private boolean perform(int liquidation, int number, WaterfallStage stage) {
    if (stage.kind() == StageKind.REDUCE) {
      return !startRound(liquidation, number, 1);
    }
    if (stage.kind() == StageKind.NET_LEGS) {
      return netLegs(liquidation, number);
    }
    entered(liquidation, number, 0);
    return switch (stage.kind()) {
      case CANCEL_ORDERS -> cancelOrders.run(liquidation, stage.scope()) == 0;
      case CLOSE -> {
        close(liquidation, stage);
        yield false;
      }
      case DELEVERAGE -> {
        deleveraging.queue(liquidation);
        yield false;
      }
      case REPAY -> {
        repayment.run(liquidation);
        yield goesOn(liquidation);
      }
      default -> {
        takeOver.run(liquidation, stage);
        yield goesOn(liquidation);
      }
    };
  }

  /** Nets what legs there are; returns whether the liquidation goes on with the next stage. */
  private boolean netLegs(int liquidation, int number) {
    if (!legNetting.hasLegs()) {
      return true;
    }
    entered(liquidation, number, 0);
    legNetting.run(liquidation);
    return goesOn(liquidation);
  }

  private void entered(int liquidation, int number, int round) {
    liquidations.enter(liquidation, number, round);
    int wallet = liquidations.wallet(liquidation);
    stageEvents.stageEntered(
        liquidations.id(liquidation),
        books.accounts().id(wallets.account(wallet)),
        look.equity(),
        look.requirement(),
        wallets.assetId(wallet),
        round,
        number,
        stages.at(number).kind());
  }

  /** Sends the orders of a round of REDUCE; returns whether there are any. */
  private boolean startRound(int liquidation, int number, int round) {
    WaterfallStage stage = stages.at(number);
    reduction.begin(stage);
    int orders = 0;
    for (int p = look.first(); p != 0; p = look.next(p)) {
      orders += reduction.of(p) > 0 ? 1 : 0;
    }
    if (orders == 0) {
      return false;
    }
    entered(liquidation, number, round);
    liquidations.awaitOrders(liquidation, orders);
    for (int p = look.first(); p != 0; p = look.next(p)) {
      long quantity = reduction.of(p);
      if (quantity > 0) {
        forcedOrders.close(liquidation, look, stage, p, quantity);
      }
    }
    return true;
  }

  private void close(int liquidation, WaterfallStage stage) {
    int orders = 0;
    for (int p = look.first(); p != 0; p = look.next(p)) {
      forcedOrders.close(liquidation, look, stage, p, Math.abs(positions.quantity(p)));
      orders++;
    }
    liquidations.awaitOrders(liquidation, orders);
  }

  /** Takes note of a forced fill. */
  public void forcedFill(int liquidation, Trade trade, long notional, Instrument instrument) {
    long elapsed = books.now() - liquidations.startedAt(liquidation);
    long fee = Instrument.fee(instrument.liquidationFee().rateAfter(elapsed), notional);
    liquidations.addForcedFill(
        liquidation,
        tally.down(liquidation, instrument, notional),
        tally.down(liquidation, instrument, trade.realised()),
        tally.up(liquidation, instrument, fee));
  }

  /** An order that a liquidation may wait for is gone; each argument may be 0. */
  public void orderGone(int closesFor, int positionWaits, int walletWaits) {
    orderGone(closesFor);
    orderGone(positionWaits);
    orderGone(walletWaits);
  }

  private void orderGone(int liquidation) {
    if (liquidation == 0) {
      return;
    }
    int pending = liquidations.pending(liquidation) - 1;
    liquidations.awaitOrders(liquidation, pending);
    if (pending > 0 || !goesOn(liquidation)) {
      return;
    }
    WaterfallStage stage = stages.at(liquidations.stage(liquidation));
    if (stage.kind() != StageKind.REDUCE || !liquidations.roundFilled(liquidation)) {
      enterNext(liquidation);
    } else if (stage.cooldown() > 0) {
      liquidations.awaitCooldown(liquidation, endOf(stage.cooldown()));
    } else {
      nextRound(liquidation, stage);
    }
  }

  private long endOf(long cooldown) {
    long now = books.now();
    return now > Long.MAX_VALUE - cooldown ? Long.MAX_VALUE : now + cooldown;
  }

  private void nextRound(int liquidation, WaterfallStage stage) {
    int round = liquidations.round(liquidation);
    boolean last = stage.rounds() > 0 && round >= stage.rounds();
    if (last || !startRound(liquidation, liquidations.stage(liquidation), round + 1)) {
      enterNext(liquidation);
    }
  }

  private void enterNext(int liquidation) {
    enter(liquidation, liquidations.stage(liquidation) + 1);
  }

  /** Goes on with liquidations whose cooldown has ended, as many as the limit allows. */
  public void endCooldowns() {
    int left = limits.cooldowns();
    while (left > 0 && isCooldownOver(liquidations.firstCooling())) {
      int liquidation = liquidations.firstCooling();
      liquidations.cooledDown(liquidation);
      look.at(liquidation);
      left -= Math.max(1, look.positionCount());
      if (goesOn(liquidation)) {
        nextRound(liquidation, stages.at(liquidations.stage(liquidation)));
      }
    }
  }

  private boolean isCooldownOver(int liquidation) {
    return liquidation != 0 && liquidations.cooldownEnd(liquidation) <= books.now();
  }

  /** Whether a Clock at the time of the last command would find something to go on with. */
  public boolean isWorkWaiting() {
    return evaluator.isAnyWaiting()
        || tasks.first() != 0
        || isCooldownOver(liquidations.firstCooling());
  }

  /** The task that a liquidation waits for is done. */
  void taskDone(int liquidation) {
    liquidations.taskDone(liquidation);
    if (goesOn(liquidation)) {
      enterNext(liquidation);
    }
  }

  /** Looks, and finishes the liquidation if it is safe or empty; returns whether it goes on. */
  private boolean goesOn(int liquidation) {
    look.at(liquidation);
    if (!look.hasPositions()) {
      boolean owes = liquidations.position(liquidation) == 0 && look.equity() < 0;
      if (liquidations.hasActed(liquidation) || owes) {
        settlement.settle(liquidation);
      } else {
        settlement.recovered(liquidation);
      }
      return false;
    }
    if (look.isPastExit()) {
      return true;
    }
    settlement.safe(liquidation, look.bearableFee());
    return false;
  }

  /** Carries stages, liquidations and work under way; triggers apart. */
  public void state(StateStream stream) {
    limits.state(stream);
    stages.state(stream);
    liquidations.state(stream);
    tasks.state(stream);
    rankings.state(stream);
    socialisation.state(stream);
    evaluator.state(stream);
  }
}
