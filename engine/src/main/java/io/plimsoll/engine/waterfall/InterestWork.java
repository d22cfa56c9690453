package io.plimsoll.engine.waterfall;

import io.plimsoll.engine.account.Books;
import io.plimsoll.engine.event.CollateralEvents;
import io.plimsoll.engine.instrument.Collateral;
import io.plimsoll.engine.memory.Int128;
import io.plimsoll.protocol.codec.BalanceReason;

/** INTEREST: charges the negative balances of pools in an asset, and looks at their owners. */
public final class InterestWork implements TaskWork {
  private final Books books;
  private final Tasks tasks;
  private final CollateralEvents events;
  private final Evaluator evaluator;
  private long collected;

  /**
   * Interest through a waterfall's queue.
   *
   * @param books the tables
   * @param events takes the events of collateral
   * @param waterfall has the queue
   */
  public InterestWork(Books books, CollateralEvents events, Waterfall waterfall) {
    this.books = books;
    this.tasks = waterfall.tasks();
    this.events = events;
    this.evaluator = waterfall.evaluator();
    tasks.register(Tasks.INTEREST, this);
  }

  /**
   * Starts to charge interest.
   *
   * @param collateral the asset
   * @param rate parts per billion of a negative balance
   */
  public void start(Collateral collateral, long rate) {
    collateral.interestUnderWay(true);
    int task = tasks.add(Tasks.INTEREST, null, 0, 0);
    tasks.own(task, collateral.assetId());
    tasks.weightLeft(task, rate);
  }

  @Override
  public int step(int task) {
    int account = tasks.nextOfAll(task);
    if (account == 0) {
      return 0;
    }
    int assetId = tasks.own(task);
    int wallet = books.accounts().pool(account) == 0 ? 0 : books.wallets().find(account, assetId);
    if (wallet != 0 && books.wallets().balance(wallet) < 0) {
      charge(task, wallet);
    }
    return 1;
  }

  private void charge(int task, int wallet) {
    long balance = books.wallets().balance(wallet);
    long interest = Int128.mulDivCeil(-balance, tasks.weightLeft(task), Int128.PPB);
    long charged = Math.max(0, Math.min(interest, Books.BALANCE_MAX + balance));
    books.changeBalance(wallet, -charged, BalanceReason.INTEREST, 0, 0);
    collected += charged;
    tasks.lossLeft(task, tasks.lossLeft(task) + charged);
    evaluator.touchWallet(wallet);
  }

  @Override
  public void sliceEnded(int task) {
    int assetId = tasks.own(task);
    int receiver = books.accounts().find(books.collateral().of(assetId).interestAccountId());
    int wallet = books.wallets().findOrAdd(receiver, assetId);
    books.changeBalance(wallet, collected, BalanceReason.INTEREST, 0, 0);
    collected = 0;
  }

  @Override
  public int passEnded(int task) {
    sliceEnded(task);
    Collateral collateral = books.collateral().of(tasks.own(task));
    collateral.interestUnderWay(false);
    events.interestCharged(tasks.weightLeft(task), tasks.lossLeft(task), collateral.assetId());
    return 0;
  }
}
