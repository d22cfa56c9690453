package io.plimsoll.engine.waterfall;

import io.plimsoll.engine.account.AccountTable;
import io.plimsoll.engine.account.Books;
import io.plimsoll.engine.account.PositionTable;
import io.plimsoll.engine.event.LiquidationEvents;
import io.plimsoll.engine.event.StageEvents;
import io.plimsoll.engine.instrument.Instrument;
import io.plimsoll.engine.margin.MarginCalculator;
import io.plimsoll.engine.memory.Int128;
import io.plimsoll.protocol.codec.AccountKind;
import io.plimsoll.protocol.codec.BalanceReason;
import io.plimsoll.protocol.codec.LossOver;
import io.plimsoll.protocol.codec.PositionReason;

/**
 * SOCIALISE: a loss that a fund bore is spread over the positions of others, whose cost rises.
 *
 * <p>The first pass adds up the weights, the second one serves them. Shares are taken of what is
 * left of the loss by what is left of the weights, so that they add up to the loss whatever is
 * rounded off, as long as the weights stay.
 */
final class LossSocialisation implements TaskWork {
  private final Books books;
  private final PositionTable positions;
  private final LiquidationEvents events;
  private final StageEvents stageEvents;
  private final LiquidationTable liquidations;
  private final MarginCalculator margins;
  private final Tasks tasks;
  private final Waterfall waterfall;

  LossSocialisation(
      Books books,
      LiquidationEvents events,
      StageEvents stageEvents,
      LiquidationTable liquidations,
      MarginCalculator margins,
      Waterfall waterfall) {
    this.books = books;
    this.positions = books.positions();
    this.events = events;
    this.stageEvents = stageEvents;
    this.liquidations = liquidations;
    this.margins = margins;
    this.tasks = waterfall.tasks();
    this.waterfall = waterfall;
    tasks.register(Tasks.SOCIALISE, this);
  }

  /** Queues a loss, above 0, for the positions in an instrument. */
  void queue(int liquidation, Instrument instrument, long loss, LossOver over) {
    // Record number 0: the liquidation may be finished by the time that the loss is spread.
    int task = tasks.add(Tasks.SOCIALISE, instrument, 0, liquidations.id(liquidation));
    tasks.lossLeft(task, loss);
    tasks.own(task, over.value());
    liquidations.addSocialised(liquidation, loss);
  }

  @Override
  public void visit(int task, int account) {
    Instrument instrument = books.instruments().instrument(tasks.instrumentId(task));
    int first = positions.find(account, instrument.id());
    visitPosition(task, account, first);
    visitPosition(task, account, positions.shortLeg(first));
  }

  private void visitPosition(int task, int account, int position) {
    if (position == 0 || !isAsked(account, position)) {
      return;
    }
    long weight = weight(task, position);
    if (tasks.pass(task) == 1) {
      tasks.weightLeft(task, Math.addExact(tasks.weightLeft(task), weight));
    } else if (tasks.weightLeft(task) > 0 && tasks.lossLeft(task) > 0) {
      serve(task, position, weight);
    }
  }

  private boolean isAsked(int account, int position) {
    AccountTable accounts = books.accounts();
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

  private void serve(int task, int position, long ownWeight) {
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
      return;
    }
    tasks.lossLeft(task, lossLeft - share);
    int instrumentId = tasks.instrumentId(task);
    stageEvents.lossSocialised(
        tasks.liquidationId(task),
        books.accounts().id(positions.account(position)),
        share,
        weight,
        weightLeft,
        lossLeft,
        instrumentId,
        positions.side(position));
    bear(task, position, share);
    if (books.accounts().isTrader(positions.account(position))) {
      waterfall.evaluator().touch(position);
    }
  }

  private void bear(int task, int position, long share) {
    Instrument instrument = books.instrumentOf(position);
    books.bearLoss(position, share);
    UntradedChange.tell(books, events, position, PositionReason.SOCIALISED_LOSS);
    int fund = books.accounts().find(instrument.fundAccountId());
    books.changeBalance(
        books.walletFor(fund, instrument),
        share,
        BalanceReason.SOCIALISED_LOSS,
        instrument.id(),
        tasks.liquidationId(task));
  }

  @Override
  public int passEnded(int task) {
    return tasks.pass(task) == 1 && tasks.weightLeft(task) > 0 ? 2 : 0;
  }
}
