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
 * <p>A ranking of the other side that is young enough serves every task; only where there is none,
 * a pass over those who hold that side makes one. Under PRO_RATA a pass adds up their quantities
 * and the next one closes each in proportion.
 */
final class Deleveraging implements TaskWork {
  private static final int TURN = 1;
  private static final int GATHER = 2;
  private static final int SERVE = 3;

  // The task's own number.
  private static final int HELPED = 1;
  private static final int MADE_RANKING = 2;
  private static final int OTHER_SIDE_LONG = 4;

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
  private final Tally tally;
  private final AdlScore scores;
  private final Rankings rankings;
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
      Tally tally,
      Waterfall waterfall,
      Rankings rankings) {
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
    this.tally = tally;
    this.scores = new AdlScore(books, margins);
    this.rankings = rankings;
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
  public int step(int task) {
    return switch (tasks.pass(task)) {
      case GATHER -> gather(task);
      case SERVE -> isProRata(task) ? serveInProportion(task) : serveRanked(task);
      default -> 0;
    };
  }

  private int gather(int task) {
    int account = tasks.nextHolder(task, isOtherSideLong(task));
    if (account == 0) {
      return 0;
    }
    int counter = counter(task, account);
    refresh(task);
    int cost = tasks.cost(task, account);
    if (!mayTakePart(counter)) {
      return cost;
    }
    if (!isProRata(task)) {
      findEquity(counter);
      AdlRanking kind = stage(task).ranking();
      long score = scores.of(kind, counter, counterEquity, tasks.liquidationId(task));
      ranking(task).offer(account, score);
    } else if (isEligible(task, counter)) {
      tasks.weightLeft(task, tasks.weightLeft(task) + Math.abs(positions.quantity(counter)));
    }
    return cost;
  }

  private int serveRanked(int task) {
    refresh(task);
    Ranking ranking = ranking(task);
    if (quantity == 0 || ranking.size() == 0) {
      return 0;
    }
    int best = ranking.size() - 1;
    int counter = counter(task, ranking.account(best));
    int cost = tasks.cost(task, ranking.account(best));
    if (!isEligible(task, counter)) {
      ranking.drop();
      return cost;
    }
    int place = ranking.place();
    long score = ranking.score(best);
    if (closable(counter) == Math.abs(positions.quantity(counter))) {
      ranking.drop();
    }
    deleverage(task, counter, closable(counter), place, score);
    return cost;
  }

  private int serveInProportion(int task) {
    refresh(task);
    long weightLeft = tasks.weightLeft(task);
    int account =
        quantity == 0 || weightLeft == 0 ? 0 : tasks.nextHolder(task, isOtherSideLong(task));
    if (account == 0) {
      return 0;
    }
    int counter = counter(task, account);
    int cost = tasks.cost(task, account);
    if (isEligible(task, counter)) {
      long size = Math.abs(positions.quantity(counter));
      long weight = Math.min(size, weightLeft);
      long wanted = Int128.mulDivCeil(Math.abs(quantity), weight, weightLeft);
      tasks.weightLeft(task, weightLeft - weight);
      deleverage(task, counter, Math.min(wanted, closable(counter)), 0, size);
    }
    return cost;
  }

  @Override
  public int passEnded(int task) {
    stale = true;
    refresh(task);
    return switch (tasks.pass(task)) {
      case TURN -> turned(task);
      case GATHER -> gathered(task);
      default -> served(task);
    };
  }

  private int turned(int task) {
    if (wouldFinish(task)) {
      return 0;
    }
    if (quantity == 0) {
      return nextPosition(task);
    }
    tasks.own(task, quantity < 0 ? OTHER_SIDE_LONG : 0);
    AdlRanking kind = stage(task).ranking();
    if (!isProRata(task) && serves(task, kind)) {
      return SERVE;
    }
    return beginGathering(task);
  }

  private int beginGathering(int task) {
    boolean isLong = isOtherSideLong(task);
    int side = isLong ? OTHER_SIDE_LONG : 0;
    if (isProRata(task)) {
      tasks.own(task, side);
      tasks.weightLeft(task, 0);
    } else {
      tasks.own(task, side | MADE_RANKING);
      rankings.begin(tasks.instrumentId(task), isLong, stage(task).ranking());
    }
    return GATHER;
  }

  private int gathered(int task) {
    if (!isProRata(task)) {
      ranking(task).end(books.now());
    }
    if (wouldFinish(task)) {
      return 0;
    }
    boolean nobody = isProRata(task) && tasks.weightLeft(task) == 0;
    return quantity == 0 || nobody ? nextPosition(task) : SERVE;
  }

  private boolean wouldFinish(int task) {
    look.at(tasks.liquidation(task));
    return !look.hasPositions() || !look.isPastExit();
  }

  /** The position of an account that is or was on the other side. */
  private int counter(int task, int account) {
    return positions.find(account, tasks.instrumentId(task), isOtherSideLong(task));
  }

  /** Another pass for the position if that may help, otherwise the next position. */
  private int served(int task) {
    boolean helped = (tasks.own(task) & HELPED) != 0;
    if (quantity == 0) {
      return nextPosition(task);
    }
    if (isProRata(task)) {
      return helped ? beginGathering(task) : nextPosition(task);
    }
    int instrumentId = tasks.instrumentId(task);
    boolean isLong = isOtherSideLong(task);
    boolean made = (tasks.own(task) & MADE_RANKING) != 0;
    if (made && !helped) {
      rankings.lacksNobody(instrumentId, isLong);
    }
    return rankings.lacksSomeone(instrumentId, isLong) ? beginGathering(task) : nextPosition(task);
  }

  private int nextPosition(int task) {
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
    tasks.own(task, 0);
    tasks.weightLeft(task, 0);
    return TURN;
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

  private Ranking ranking(int task) {
    return rankings.of(tasks.instrumentId(task), isOtherSideLong(task));
  }

  private boolean serves(int task, AdlRanking kind) {
    return rankings.serves(tasks.instrumentId(task), isOtherSideLong(task), kind, books.now());
  }

  private boolean isOtherSideLong(int task) {
    return (tasks.own(task) & OTHER_SIDE_LONG) != 0;
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

  /** Whether a position may be closed against the liquidated one as things stand. */
  private boolean isEligible(int task, int counter) {
    long held = positions.quantity(counter);
    boolean isOpposite = quantity > 0 ? held < 0 : quantity < 0 && held > 0;
    return isOpposite
        && positions.account(counter) != positions.account(position)
        && mayTakePart(counter)
        && staysSolvent(task, counter);
  }

  /** Whether a position is one that liquidations of others may close at all. */
  private boolean mayTakePart(int counter) {
    int account = positions.account(counter);
    AccountTable accounts = books.accounts();
    boolean fits =
        accounts.isTrader(account) || accounts.kind(account) == AccountKind.MARKET.value();
    return fits && positions.quantity(counter) != 0 && !waterfall.isFrozen(counter);
  }

  /** Whether a trader's equity would not be below 0 after the trade. */
  private boolean staysSolvent(int task, int counter) {
    if (!books.accounts().isTrader(positions.account(counter))) {
      return true;
    }
    findEquity(counter);
    Instrument instrument = books.instrumentOf(counter);
    long held = positions.quantity(counter);
    long traded = signed(closable(counter));
    long mark = instrument.markPrice();
    long gain =
        instrument.value(held + traded, mark)
            - instrument.value(held, mark)
            - value(task, instrument, traded);
    int wallet = positions.wallet(counter);
    boolean pooled = !positions.isIsolated(counter) && books.wallets().isPooled(wallet);
    long after = pooled ? margins.pools().equityWith(wallet, gain) : counterEquity + gain;
    return after >= 0;
  }

  private void findEquity(int counter) {
    if (positions.isIsolated(counter)) {
      margins.ofPosition(counter);
    } else {
      margins.ofWallet(positions.wallet(counter));
    }
    counterEquity = margins.equity();
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
    liquidations.addDeleveraging(
        liquidation,
        tally.down(liquidation, instrument, Math.abs(value)),
        tally.down(liquidation, instrument, accountTrade.realised()));
    tasks.own(task, tasks.own(task) | HELPED);
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
