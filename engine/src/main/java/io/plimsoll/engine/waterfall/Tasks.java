package io.plimsoll.engine.waterfall;

import io.plimsoll.engine.account.Books;
import io.plimsoll.engine.account.PositionTable;
import io.plimsoll.engine.instrument.Asset;
import io.plimsoll.engine.instrument.Instrument;
import io.plimsoll.engine.instrument.InstrumentTable;
import io.plimsoll.engine.memory.RecordStore;
import io.plimsoll.engine.memory.StateStream;
import io.plimsoll.protocol.codec.PositionSide;

/**
 * The queue of what needs a pass over many accounts. The first task is worked on, a slice of visits
 * at a time, until it is done: section 8 of the rules.
 *
 * <pre>
 * offset  0  long  liquidationId, or 0 (the first 4 bytes link free records)
 *         8  long  loss left
 *        16  long  weight left
 *        24  int   kind
 *        28  int   instrument id
 *        32  int   liquidation (record number) or 0
 *        36  int   pass, from 1
 *        40  int   account to visit next
 *        44  int   last account of the pass
 *        48  int   a number of the task's own
 *        52  int   next task
 *        56  int   first loss of a pool
 *        60  int   last loss of a pool
 *        64  int   losses of a pool
 *        68  int   side (raw) of the position that a DELEVERAGE is at; else 0
 * </pre>
 */
public final class Tasks {
  /** Charges a funding. */
  public static final int FUNDING = 1;

  /** Closes every position of an expired contract. */
  public static final int SETTLE = 2;

  /** Closes positions of the other side against those of a liquidation. */
  public static final int DELEVERAGE = 3;

  /** Spreads a loss. */
  public static final int SOCIALISE = 4;

  /** Charges interest on an asset. */
  public static final int INTEREST = 5;

  private static final int LIQUIDATION_ID = 0;
  private static final int LOSS_LEFT = 8;
  private static final int WEIGHT_LEFT = 16;
  private static final int KIND = 24;
  private static final int INSTRUMENT = 28;
  private static final int LIQUIDATION = 32;
  private static final int PASS = 36;
  private static final int NEXT_ACCOUNT = 40;
  private static final int LAST_ACCOUNT = 44;
  private static final int OWN = 48;
  private static final int NEXT = 52;
  private static final int FIRST_LOSS = 56;
  private static final int LAST_LOSS = 60;
  private static final int LOSSES = 64;
  private static final int SIDE = 68;
  private static final int RECORD_LENGTH = 72;

  private final Books books;
  private final int visitsMax;
  private final RecordStore store = new RecordStore(RECORD_LENGTH);
  private final TaskWork[] works = new TaskWork[INTEREST + 1];
  private final int[] lossesWaiting = new int[InstrumentTable.ASSET_ID_MAX + 1];
  private int allLossesWaiting;
  private int first;
  private int last;

  Tasks(Books books, int visitsMax) {
    this.books = books;
    this.visitsMax = visitsMax;
  }

  /** Names what the tasks of a kind do. */
  void register(int kind, TaskWork work) {
    works[kind] = work;
  }

  /**
   * Queues a task; its first pass begins with the accounts that exist now.
   *
   * @param kind {@link #FUNDING} to {@link #INTEREST}
   * @param instrument whose positions it visits; null for INTEREST
   * @param liquidation record number, or 0
   * @param liquidationId its id, or 0
   * @return the task
   */
  int add(int kind, Instrument instrument, int liquidation, long liquidationId) {
    int task = store.allocate();
    store.putInt(task, KIND, kind);
    store.putInt(task, INSTRUMENT, instrument == null ? 0 : instrument.id());
    store.putInt(task, LIQUIDATION, liquidation);
    store.putLong(task, LIQUIDATION_ID, liquidationId);
    beginPass(task, 1);
    if (last == 0) {
      first = task;
    } else {
      store.putInt(last, NEXT, task);
    }
    last = task;
    countLoss(task, 1);
    return task;
  }

  /** Works on the queue until it is empty or a slice's visits are used up. */
  void runSlice() {
    int visits = visitsMax;
    while (first != 0 && visits > 0) {
      int task = first;
      TaskWork work = works[kind(task)];
      if (work.isHeldUp(task)) {
        break;
      }
      int cost = work.step(task);
      visits -= Math.max(1, cost);
      if (cost == 0) {
        endPass(task, work);
      }
    }
    if (first != 0) {
      works[kind(first)].sliceEnded(first);
    }
  }

  private void endPass(int task, TaskWork work) {
    int pass = work.passEnded(task);
    if (pass == 0) {
      remove(task);
      work.done(task);
      store.free(task);
    } else {
      beginPass(task, pass);
    }
  }

  /** The account that a pass over those who hold a side of the instrument is at; 0 at its end. */
  int nextHolder(int task, boolean isLong) {
    return visit(
        task, books.holders().next(instrumentId(task), isLong, store.getInt(task, NEXT_ACCOUNT)));
  }

  /** The account that a pass over those who hold either side is at; 0 at its end. */
  int nextHolder(int task) {
    return visit(task, books.holders().next(instrumentId(task), store.getInt(task, NEXT_ACCOUNT)));
  }

  /** The account that a pass over all is at; 0 at its end. */
  int nextOfAll(int task) {
    return visit(task, store.getInt(task, NEXT_ACCOUNT));
  }

  private int visit(int task, int account) {
    if (account == 0 || account > lastAccount(task)) {
      return 0;
    }
    store.putInt(task, NEXT_ACCOUNT, account + 1);
    return account;
  }

  /** What a visit counts for: the positions that the account has in the asset, at least 1. */
  int cost(int task, int account) {
    PositionTable positions = books.positions();
    Asset asset = books.instruments().instrument(instrumentId(task)).asset();
    int count = 0;
    for (int p = books.accounts().firstPosition(account); p != 0; p = positions.next(p)) {
      boolean counts = positions.quantity(p) != 0 && books.instrumentOf(p).asset() == asset;
      count += counts ? 1 : 0;
    }
    return Math.max(1, count);
  }

  private void beginPass(int task, int pass) {
    store.putInt(task, PASS, pass);
    store.putInt(task, NEXT_ACCOUNT, 1);
    store.putInt(task, LAST_ACCOUNT, books.accounts().size());
  }

  /** Only the first task is ever done. */
  private void remove(int task) {
    first = next(task);
    last = first == 0 ? 0 : last;
    countLoss(task, -1);
  }

  private void countLoss(int task, int by) {
    if (kind(task) == DELEVERAGE || kind(task) == SOCIALISE) {
      lossesWaiting[books.instruments().instrument(instrumentId(task)).asset().id()] += by;
      allLossesWaiting += by;
    }
  }

  /** Whether a task of deleveraging or socialising is queued for any instrument. */
  public boolean isLossWaiting() {
    return allLossesWaiting > 0;
  }

  /** Whether a task of deleveraging or socialising is queued for an instrument in an asset. */
  public boolean isLossWaiting(int assetId) {
    return lossesWaiting[assetId] > 0;
  }

  /** Tasks in the queue. */
  public int size() {
    return store.size();
  }

  /** The first task, or 0. */
  public int first() {
    return first;
  }

  /** The task after another, or 0. */
  public int next(int task) {
    return store.getInt(task, NEXT);
  }

  /** {@link #FUNDING} to {@link #INTEREST}. */
  public int kind(int task) {
    return store.getInt(task, KIND);
  }

  /** Whose positions it visits; 0 for INTEREST. */
  public int instrumentId(int task) {
    return store.getInt(task, INSTRUMENT);
  }

  /** Goes on with the positions of another instrument. */
  void instrumentId(int task, int instrumentId) {
    countLoss(task, -1);
    store.putInt(task, INSTRUMENT, instrumentId);
    countLoss(task, 1);
  }

  /** Raw side of the position that a DELEVERAGE is at; 0 for tasks of other kinds. */
  public int side(int task) {
    return store.getInt(task, SIDE);
  }

  /** A DELEVERAGE goes on with a position of this side. */
  void side(int task, PositionSide side) {
    store.putInt(task, SIDE, side.value());
  }

  /** Record number of its liquidation, or 0. */
  int liquidation(int task) {
    return store.getInt(task, LIQUIDATION);
  }

  /** Id of its liquidation, which may have finished; or 0. */
  public long liquidationId(int task) {
    return store.getLong(task, LIQUIDATION_ID);
  }

  /** The pass, from 1. */
  public int pass(int task) {
    return store.getInt(task, PASS);
  }

  /** Number of the account to visit next. */
  public int nextAccount(int task) {
    return store.getInt(task, NEXT_ACCOUNT);
  }

  /** Number of the last account of the pass. */
  public int lastAccount(int task) {
    return store.getInt(task, LAST_ACCOUNT);
  }

  /** Loss still to be spread, money. */
  public long lossLeft(int task) {
    return store.getLong(task, LOSS_LEFT);
  }

  /** Sets the loss still to be spread. */
  void lossLeft(int task, long loss) {
    store.putLong(task, LOSS_LEFT, loss);
  }

  /** Weight still to be served; in a pass that adds up, the sum so far. */
  public long weightLeft(int task) {
    return store.getLong(task, WEIGHT_LEFT);
  }

  /** Sets the weight. */
  void weightLeft(int task, long weight) {
    store.putLong(task, WEIGHT_LEFT, weight);
  }

  /** A number that the task's work keeps; INTEREST: the asset. */
  public int own(int task) {
    return store.getInt(task, OWN);
  }

  /** Sets the number that the task's work keeps. */
  void own(int task, int number) {
    store.putInt(task, OWN, number);
  }

  /** How many losses a pool has. */
  public int losses(int task) {
    return store.getInt(task, LOSSES);
  }

  /** The first loss of a pool, or 0. */
  public int firstLoss(int task) {
    return store.getInt(task, FIRST_LOSS);
  }

  /** Appends a loss to a pool. */
  void appendLoss(int task, int loss, LossTable table) {
    if (losses(task) == 0) {
      store.putInt(task, FIRST_LOSS, loss);
    } else {
      table.link(store.getInt(task, LAST_LOSS), loss);
    }
    store.putInt(task, LAST_LOSS, loss);
    store.putInt(task, LOSSES, losses(task) + 1);
  }

  /** Takes the first loss out of a pool. */
  void dropLoss(int task, LossTable table) {
    int loss = firstLoss(task);
    store.putInt(task, FIRST_LOSS, table.next(loss));
    store.putInt(task, LOSSES, losses(task) - 1);
    table.free(loss);
  }

  /** Carries the tasks and their order. */
  void state(StateStream stream) {
    store.state(stream);
    stream.of(lossesWaiting);
    allLossesWaiting = stream.of(allLossesWaiting);
    first = stream.of(first);
    last = stream.of(last);
  }
}
