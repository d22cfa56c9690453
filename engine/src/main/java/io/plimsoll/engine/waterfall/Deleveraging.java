package io.plimsoll.engine.waterfall;

import io.plimsoll.engine.account.AccountTable;
import io.plimsoll.engine.account.Books;
import io.plimsoll.engine.account.PositionTable;
import io.plimsoll.engine.event.LiquidationEvents;
import io.plimsoll.engine.event.StageEvents;
import io.plimsoll.engine.instrument.Instrument;
import io.plimsoll.engine.margin.MarginCalculator;
import io.plimsoll.engine.memory.Int128;
import io.plimsoll.engine.trigger.Triggers;
import io.plimsoll.protocol.WaterfallStage;
import io.plimsoll.protocol.codec.AccountKind;
import io.plimsoll.protocol.codec.AdlRanking;
import io.plimsoll.protocol.codec.PositionReason;
import io.plimsoll.protocol.codec.PositionSide;

/**
 * DELEVERAGE: positions of the other side are closed against those under liquidation, one position
 * of the liquidation after the other.
 *
 * <p>A pass over all accounts ranks those of the other side and keeps the best; at its end they are
 * closed, and another pass follows as long as that helps. Under PRO_RATA the first pass adds up
 * their quantities and the second one closes each in proportion.
 */
final class Deleveraging implements TaskWork {
  private final Books books;
  private final PositionTable positions;
  private final StageEvents events;
  private final LiquidationTable liquidations;
  private final MarginCalculator margins;
  private final Triggers triggers;
  private final Tasks tasks;
  private final FundingPayments funding;
  private final CancelRequests cancels;
  private final Stages stages;
  private final Look look;
  private final Waterfall waterfall;
  private final AdlScore scores;
  private final Trade accountTrade;
  private final Trade counterTrade;

  // The position that the task is at, and what it is worth to its owner: taken at the start of a
  // slice and after each trade, since nothing else within a slice changes it.
  private boolean stale = true;
  private int position;
  private long quantity;
  private long bankruptcyValue;
  private long counterEquity;

  Deleveraging(
      Books books,
      LiquidationEvents liquidationEvents,
      StageEvents events,
      LiquidationTable liquidations,
      MarginCalculator margins,
      Triggers triggers,
      Stages stages,
      Look look,
      Waterfall waterfall) {
    this.books = books;
    this.positions = books.positions();
    this.events = events;
    this.liquidations = liquidations;
    this.margins = margins;
    this.triggers = triggers;
    this.tasks = waterfall.tasks();
    this.funding = waterfall.fundingPayments();
    this.cancels = new CancelRequests(books, liquidationEvents);
    this.stages = stages;
    this.look = look;
    this.waterfall = waterfall;
    this.scores = new AdlScore(books, margins);
    this.accountTrade = new Trade(books, liquidationEvents);
    this.counterTrade = new Trade(books, liquidationEvents);
    tasks.register(Tasks.DELEVERAGE, this);
  }

  /** Queues the deleveraging of the positions of a liquidation, which was just looked at. */
  void queue(int liquidation) {
    Instrument instrument = books.instrumentOf(look.first());
    int task = tasks.add(Tasks.DELEVERAGE, instrument, liquidation, liquidations.id(liquidation));
    tasks.side(task, positions.side(look.first()));
    liquidations.awaitTask(liquidation);
  }

  @Override
  public void visit(int task, int account) {
    refresh(task);
    if (quantity == 0 || account == positions.account(position)) {
      return;
    }
    int counter = counter(task, account);
    if (counter == 0 || !isEligible(task, counter)) {
      return;
    }
    if (!isProRata(task)) {
      AdlRanking ranking = stage(task).ranking();
      tasks.rank(
          task, account, scores.of(ranking, counter, counterEquity, tasks.liquidationId(task)));
      return;
    }
    long size = Math.abs(positions.quantity(counter));
    long weightLeft = tasks.weightLeft(task);
    if (tasks.pass(task) == 1) {
      tasks.weightLeft(task, weightLeft + size);
    } else if (weightLeft > 0) {
      long weight = Math.min(size, weightLeft);
      long wanted = Int128.mulDivCeil(Math.abs(quantity), weight, weightLeft);
      tasks.weightLeft(task, weightLeft - weight);
      deleverage(task, counter, Math.min(wanted, closable(counter)), 0, size);
    }
  }

  @Override
  public int passEnded(int task) {
    stale = true;
    if (isProRata(task) && tasks.pass(task) == 2) {
      return afterTrades(task);
    }
    look.at(tasks.liquidation(task));
    if (!look.hasPositions() || !look.isPastExit()) {
      return 0;
    }
    if (isProRata(task)) {
      return tasks.weightLeft(task) == 0 ? nextPosition(task) : 2;
    }
    for (int i = 0; i < tasks.candidates(task); i++) {
      refresh(task);
      int counter = counter(task, tasks.candidate(task, i));
      if (quantity != 0 && isEligible(task, counter)) {
        deleverage(task, counter, closable(counter), i + 1, tasks.score(task, i));
      }
    }
    return afterTrades(task);
  }

  /** The position of an account that may be on the other side, or 0. */
  private int counter(int task, int account) {
    return positions.find(account, tasks.instrumentId(task), quantity < 0);
  }

  /** Another pass for the position if that may help, otherwise the next position. */
  private int afterTrades(int task) {
    refresh(task);
    boolean helped = tasks.own(task) != 0;
    if (quantity == 0 || !helped) {
      return nextPosition(task);
    }
    begin(task);
    return nextPass(task);
  }

  private int nextPosition(int task) {
    refresh(task);
    int liquidation = tasks.liquidation(task);
    int next =
        liquidations.position(liquidation) != 0
            ? 0
            : margins.nextCross(liquidations.wallet(liquidation), position);
    if (next == 0) {
      return 0;
    }
    tasks.instrumentId(task, positions.instrumentId(next));
    tasks.side(task, positions.side(next));
    begin(task);
    return nextPass(task);
  }

  /** PRO_RATA has a pass 1 and a pass 2; a ranking counts its passes on. */
  private int nextPass(int task) {
    return isProRata(task) ? 1 : tasks.pass(task) + 1;
  }

  private void begin(int task) {
    tasks.own(task, 0);
    tasks.weightLeft(task, 0);
    tasks.clearCandidates(task);
    stale = true;
  }

  @Override
  public void sliceEnded(int task) {
    stale = true;
  }

  @Override
  public void done(int task) {
    stale = true;
    waterfall.taskDone(tasks.liquidation(task));
  }

  private WaterfallStage stage(int task) {
    return stages.at(liquidations.stage(tasks.liquidation(task)));
  }

  private boolean isProRata(int task) {
    return stage(task).ranking() == AdlRanking.PRO_RATA;
  }

  private void refresh(int task) {
    if (!stale) {
      return;
    }
    stale = false;
    int liquidation = tasks.liquidation(task);
    int account = books.wallets().account(liquidations.wallet(liquidation));
    PositionSide side = PositionSide.get((short) tasks.side(task));
    position = positions.find(account, tasks.instrumentId(task), side);
    quantity = positions.quantity(position);
    if (quantity != 0) {
      look.at(liquidation);
      bankruptcyValue = look.bankruptcyValue(position);
    }
  }

  /** How much of the liquidated position a position of the other side can close. */
  private long closable(int counter) {
    return Math.min(Math.abs(quantity), Math.abs(positions.quantity(counter)));
  }

  /** Whether a position may be closed against the liquidated one; leaves its equity behind. */
  private boolean isEligible(int task, int counter) {
    long held = positions.quantity(counter);
    int account = positions.account(counter);
    AccountTable accounts = books.accounts();
    boolean trader = accounts.isTrader(account);
    boolean otherSide = quantity > 0 ? held < 0 : held > 0;
    boolean fits = trader || accounts.kind(account) == AccountKind.MARKET.value();
    if (!otherSide || !fits || waterfall.isFrozen(counter)) {
      return false;
    }
    return !trader || staysSolvent(task, counter, books.instrumentOf(counter));
  }

  private boolean staysSolvent(int task, int counter, Instrument instrument) {
    if (positions.isIsolated(counter)) {
      margins.ofPosition(counter);
    } else {
      margins.ofWallet(positions.wallet(counter));
    }
    counterEquity = margins.equity();
    long held = positions.quantity(counter);
    long traded = signed(closable(counter));
    long mark = instrument.markPrice();
    long gain =
        instrument.value(held + traded, mark)
            - instrument.value(held, mark)
            - value(task, instrument, traded);
    return counterEquity + gain >= 0;
  }

  private long signed(long size) {
    return quantity > 0 ? size : -size;
  }

  /** The value at which a part of the position, signed as it is, is closed. */
  private long value(int task, Instrument instrument, long traded) {
    return switch (stage(task).adlPricing()) {
      case AT_MARK -> instrument.value(traded, instrument.markPrice());
      case AT_PREVIOUS_MARK -> instrument.value(traded, instrument.previousMarkPrice());
      default ->
          traded == quantity
              ? bankruptcyValue
              : Int128.mulDivFloor(bankruptcyValue, Math.abs(traded), Math.abs(quantity));
    };
  }

  private void deleverage(int task, int counter, long size, int rank, long score) {
    Instrument instrument = books.instrumentOf(counter);
    funding.settle(position);
    funding.settle(counter);
    stale = true;
    refresh(task);
    long traded = signed(size);
    long value = value(task, instrument, traded);
    int liquidation = tasks.liquidation(task);
    long id = liquidations.id(liquidation);
    events.deleveraged(
        id,
        books.accounts().id(positions.account(position)),
        books.accounts().id(positions.account(counter)),
        traded,
        value,
        instrument.payoff().priceForPeople(traded, value),
        instrument.markPrice(),
        score,
        instrument.id(),
        rank,
        stage(task).ranking(),
        positions.side(position),
        positions.side(counter));
    accountTrade.planTransfer(position, -traded, -value, PositionReason.DELEVERAGE, true);
    accountTrade.book(id);
    counterTrade.planTransfer(counter, traded, value, PositionReason.DELEVERAGE, false);
    counterTrade.book(0);
    liquidations.addDeleveraging(liquidation, Math.abs(value), accountTrade.realised());
    tasks.own(task, 1);
    stale = true;
    after(counter, id);
  }

  private void after(int counter, long liquidationId) {
    cancels.askAll(counter, liquidationId);
    if (!books.accounts().isTrader(positions.account(counter))) {
      return;
    }
    if (positions.quantity(counter) == 0) {
      triggers.clear(counter);
    }
    waterfall.evaluator().touch(counter);
  }
}
