package io.plimsoll.engine.core;

import io.plimsoll.engine.account.Books;
import io.plimsoll.engine.instrument.Instrument;
import io.plimsoll.engine.waterfall.LiquidationTable;
import io.plimsoll.engine.waterfall.LossTable;
import io.plimsoll.engine.waterfall.Ranking;
import io.plimsoll.engine.waterfall.Tasks;
import io.plimsoll.engine.waterfall.WaitingMarks;
import io.plimsoll.engine.waterfall.Waterfall;
import io.plimsoll.protocol.codec.PositionSide;
import io.plimsoll.protocol.codec.Side;
import java.util.function.LongConsumer;

/** What the digest holds of work that is under way: items 5 to 8 of section 7 of the rules. */
final class WorkDigest {
  private static final long RANKING_MARK = -6;

  private final Books books;
  private final Waterfall waterfall;
  private final LiquidationTable liquidations;
  private final Tasks tasks;

  WorkDigest(Books books, Waterfall waterfall) {
    this.books = books;
    this.waterfall = waterfall;
    this.liquidations = waterfall.liquidations();
    this.tasks = waterfall.tasks();
  }

  void put(LongConsumer out) {
    putLiquidations(out);
    putCooldowns(out);
    putTasks(out);
    for (int i = 0; i < books.instruments().instrumentCount(); i++) {
      Instrument instrument = books.instruments().instrumentAt(i);
      putRanking(instrument.id(), true, out);
      putRanking(instrument.id(), false, out);
    }
    putWaitingMarks(out);
  }

  private void putLiquidations(LongConsumer out) {
    out.accept(liquidations.size());
    for (int l = liquidations.first(); l != 0; l = liquidations.next(l)) {
      int position = liquidations.position(l);
      int wallet = liquidations.wallet(l);
      out.accept(liquidations.id(l));
      out.accept(books.accounts().id(books.wallets().account(wallet)));
      out.accept(books.wallets().assetId(wallet));
      out.accept(position == 0 ? 0 : books.positions().instrumentId(position));
      out.accept((position == 0 ? PositionSide.NET : books.positions().side(position)).value());
      out.accept(liquidations.stage(l));
      out.accept(liquidations.waitsFor(l));
      out.accept(liquidations.round(l));
      out.accept(liquidations.pending(l));
      out.accept(liquidations.cooldownEnd(l));
      out.accept(liquidations.startedAt(l));
      out.accept(liquidations.hasActed(l) ? 1 : 0);
      out.accept(liquidations.roundFilled(l) ? 1 : 0);
      out.accept(liquidations.feeDue(l));
      out.accept(liquidations.closedNotional(l));
      out.accept(liquidations.takenOverNotional(l));
      out.accept(liquidations.deleveragedNotional(l));
      out.accept(liquidations.nettedNotional(l));
      out.accept(liquidations.socialised(l));
      out.accept(liquidations.realisedPnl(l));
    }
  }

  private void putCooldowns(LongConsumer out) {
    for (int stage = 1; stage <= waterfall.stages().size(); stage++) {
      for (int l = liquidations.firstCooling(stage); l != 0; l = liquidations.nextCooling(l)) {
        out.accept(liquidations.id(l));
      }
    }
  }

  private void putTasks(LongConsumer out) {
    out.accept(tasks.size());
    for (int task = tasks.first(); task != 0; task = tasks.next(task)) {
      out.accept(tasks.kind(task));
      out.accept(tasks.instrumentId(task));
      out.accept(tasks.side(task));
      out.accept(tasks.liquidationId(task));
      out.accept(tasks.pass(task));
      out.accept(tasks.nextAccount(task));
      out.accept(tasks.lastAccount(task));
      out.accept(tasks.lossLeft(task));
      out.accept(tasks.weightLeft(task));
      out.accept(tasks.own(task));
      out.accept(tasks.losses(task));
      LossTable losses = waterfall.losses();
      for (int loss = tasks.firstLoss(task); loss != 0; loss = losses.next(loss)) {
        out.accept(losses.liquidationId(loss));
        out.accept(losses.left(loss));
      }
    }
  }

  private void putRanking(int instrumentId, boolean isLong, LongConsumer out) {
    Ranking ranking = waterfall.rankings().find(instrumentId, isLong);
    if (ranking == null) {
      return;
    }
    out.accept(RANKING_MARK);
    out.accept(instrumentId);
    out.accept((isLong ? Side.BUY : Side.SELL).value());
    out.accept(ranking.kind().value());
    out.accept(ranking.madeAt());
    out.accept(ranking.made());
    out.accept(waterfall.rankings().lacksSomeone(instrumentId, isLong) ? 1 : 0);
    out.accept(ranking.size());
    ranking.sort();
    for (int i = ranking.size() - 1; i >= 0; i--) {
      out.accept(books.accounts().id(ranking.account(i)));
      out.accept(ranking.score(i));
    }
  }

  private void putWaitingMarks(LongConsumer out) {
    WaitingMarks waiting = waterfall.evaluator().waitingMarks();
    out.accept(waiting.size());
    for (int i = 0; i < waiting.size(); i++) {
      out.accept(waiting.at(i).id());
    }
  }
}
