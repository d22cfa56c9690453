package io.plimsoll.engine.waterfall;

import io.plimsoll.engine.account.AccountTable;
import io.plimsoll.engine.account.Books;
import io.plimsoll.engine.account.PositionTable;
import io.plimsoll.engine.event.LiquidationEvents;
import io.plimsoll.engine.event.StageEvents;
import io.plimsoll.engine.instrument.Instrument;
import io.plimsoll.engine.instrument.InstrumentTable;
import io.plimsoll.engine.margin.MarginCalculator;
import io.plimsoll.engine.memory.Int128;
import io.plimsoll.engine.memory.StateStream;
import io.plimsoll.protocol.codec.AccountKind;
import io.plimsoll.protocol.codec.BalanceReason;
import io.plimsoll.protocol.codec.LossOver;
import io.plimsoll.protocol.codec.PositionReason;

/**
 * SOCIALISE: losses that a fund bore are spread over the positions of others, whose cost rises.
 *
 * <p>Losses of an instrument that wait are in one pool, a task. The first pass adds up the weights,
 * the second one serves them. Shares are taken of what is left of the pool by what is left of the
 * weights, so that they add up to the losses whatever is rounded off, as long as the weights stay;
 * each goes to the losses in their order, so that every unit has a name on both sides.
 */
final class LossSocialisation implements TaskWork {
  /** A pool takes in no loss that would bring it above this. */
  private static final long POOL_MAX = 1L << 62;

  private final Books books;
  private final PositionTable positions;
  private final LiquidationEvents events;
  private final StageEvents stageEvents;
  private final LiquidationTable liquidations;
  private final MarginCalculator margins;
  private final Tasks tasks;
  private final Waterfall waterfall;
  private final Tally tally;
  private final LossTable losses = new LossTable();
  private final int lossesMax;

  // The pool that takes in further losses, by instrument; 0 for none.
  private final int[] overWinners = new int[InstrumentTable.INSTRUMENT_ID_MAX + 1];
  private final int[] overOpenInterest = new int[InstrumentTable.INSTRUMENT_ID_MAX + 1];

  LossSocialisation(
      Books books,
      LiquidationEvents events,
      StageEvents stageEvents,
      LiquidationTable liquidations,
      MarginCalculator margins,
      Tally tally,
      Waterfall waterfall,
      int lossesMax) {
    this.books = books;
    this.positions = books.positions();
    this.events = events;
    this.stageEvents = stageEvents;
    this.liquidations = liquidations;
    this.margins = margins;
    this.tasks = waterfall.tasks();
    this.waterfall = waterfall;
    this.tally = tally;
    this.lossesMax = lossesMax;
    tasks.register(Tasks.SOCIALISE, this);
  }

  /** The losses that wait. */
  LossTable losses() {
    return losses;
  }

  /** Queues a loss, above 0, for the positions in an instrument. */
  void queue(int liquidation, Instrument instrument, long loss, LossOver over) {
    int[] open = openPools(over.value());
    int pool = open[instrument.id()];
    boolean fits =
        pool != 0 && tasks.losses(pool) < lossesMax && tasks.lossLeft(pool) <= POOL_MAX - loss;
    if (!fits) {
      // Of no liquidation: those whose losses it has may be finished by the time it is worked on.
      pool = tasks.add(Tasks.SOCIALISE, instrument, 0, 0);
      tasks.own(pool, over.value());
      open[instrument.id()] = pool;
    }
    tasks.appendLoss(pool, losses.add(liquidations.id(liquidation), loss), losses);
    tasks.lossLeft(pool, tasks.lossLeft(pool) + loss);
    liquidations.addSocialised(liquidation, tally.up(liquidation, instrument, loss));
  }

  private int[] openPools(int over) {
    return over == LossOver.WINNERS.value() ? overWinners : overOpenInterest;
  }

  @Override
  public int step(int task) {
    boolean serves = tasks.pass(task) == 2;
    if (serves && !isAnythingLeft(task)) {
      return 0;
    }
    int account = tasks.nextHolder(task);
    if (account == 0) {
      return 0;
    }
    int cost = tasks.cost(task, account);
    int first = positions.find(account, tasks.instrumentId(task));
    int parts = visit(task, first) + visit(task, positions.shortLeg(first));
    return cost + Math.max(0, parts - 1);
  }

  private boolean isAnythingLeft(int task) {
    return tasks.weightLeft(task) > 0 && tasks.lossLeft(task) > 0;
  }

  /** Returns to how many losses a share went. */
  private int visit(int task, int position) {
    if (position == 0 || !isAsked(position)) {
      return 0;
    }
    long weight = weight(task, position);
    if (tasks.pass(task) == 2) {
      return isAnythingLeft(task) ? serve(task, position, weight) : 0;
    }
    tasks.weightLeft(task, Math.addExact(tasks.weightLeft(task), weight));
    return 0;
  }

  private boolean isAsked(int position) {
    AccountTable accounts = books.accounts();
    int account = positions.account(position);
    boolean shares =
        accounts.isTrader(account) || accounts.kind(account) == AccountKind.MARKET.value();
    return shares && positions.quantity(position) != 0 && !waterfall.isFrozen(position);
  }

  private long weight(int task, int position) {
    return isOverWinners(task)
        ? Math.max(0, margins.unrealisedPnl(position))
        : Math.abs(positions.quantity(position));
  }

  private boolean isOverWinners(int task) {
    return tasks.own(task) == LossOver.WINNERS.value();
  }

  /** Returns to how many losses the share went. */
  private int serve(int task, int position, long ownWeight) {
    long weightLeft = tasks.weightLeft(task);
    long lossLeft = tasks.lossLeft(task);
    long weight = Math.min(ownWeight, weightLeft);
    long share = Int128.mulDivFloor(lossLeft, weight, weightLeft);
    if (isOverWinners(task)) {
      share = Math.min(share, ownWeight);
    }
    share = Math.min(share, Books.BALANCE_MAX - positions.cost(position));
    tasks.weightLeft(task, weightLeft - weight);
    if (share <= 0) {
      return 0;
    }
    tasks.lossLeft(task, lossLeft - share);
    int parts = 0;
    for (long left = share; left > 0; parts++) {
      int loss = tasks.firstLoss(task);
      long part = Math.min(left, losses.left(loss));
      stageEvents.lossSocialised(
          losses.liquidationId(loss),
          books.accounts().id(positions.account(position)),
          part,
          weight,
          weightLeft,
          lossLeft,
          tasks.instrumentId(task),
          positions.side(position));
      bear(position, part, losses.liquidationId(loss));
      losses.left(loss, losses.left(loss) - part);
      if (losses.left(loss) == 0) {
        tasks.dropLoss(task, losses);
      }
      left -= part;
    }
    if (books.accounts().isTrader(positions.account(position))) {
      waterfall.evaluator().touch(position);
    }
    return parts;
  }

  private void bear(int position, long share, long liquidationId) {
    Instrument instrument = books.instrumentOf(position);
    books.bearLoss(position, share);
    UntradedChange.tell(books, events, position, PositionReason.SOCIALISED_LOSS);
    int fund = books.accounts().find(instrument.fundAccountId());
    books.changeBalance(
        books.walletFor(fund, instrument),
        share,
        BalanceReason.SOCIALISED_LOSS,
        instrument.id(),
        liquidationId);
  }

  /** From then on the pool takes in nothing more. */
  @Override
  public int passEnded(int task) {
    if (tasks.pass(task) == 1) {
      int[] open = openPools(tasks.own(task));
      int instrumentId = tasks.instrumentId(task);
      open[instrumentId] = open[instrumentId] == task ? 0 : open[instrumentId];
      if (tasks.weightLeft(task) > 0) {
        return 2;
      }
    }
    while (tasks.losses(task) > 0) {
      tasks.dropLoss(task, losses);
    }
    return 0;
  }

  /** Carries the losses and the pools that take in more. */
  void state(StateStream stream) {
    losses.state(stream);
    stream.of(overWinners);
    stream.of(overOpenInterest);
  }
}
