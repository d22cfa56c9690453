package io.plimsoll.engine.waterfall;

import io.plimsoll.engine.account.AccountTable;
import io.plimsoll.engine.instrument.Instrument;
import io.plimsoll.engine.instrument.InstrumentTable;
import io.plimsoll.engine.memory.RecordStore;
import io.plimsoll.protocol.codec.PositionSide;

/**
 * The queue of what needs a pass over all accounts. The first task is worked on, a slice of visits
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
 *        56  int   candidates
 *        60  int   side (raw) of the position that a DELEVERAGE is at; else 0
 *        64  long  scores of the candidates, best first
 *       192  int   their accounts
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

  /** Visits that a slice may make. */
  public static final int VISITS_IN_SLICE = 1024;

  /** Candidates that are kept. */
  public static final int CANDIDATES_MAX = 16;

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
  private static final int CANDIDATES = 56;
  private static final int SIDE = 60;
  private static final int SCORES = 64;
  private static final int CANDIDATE_ACCOUNTS = SCORES + Long.BYTES * CANDIDATES_MAX;
  private static final int RECORD_LENGTH = CANDIDATE_ACCOUNTS + Integer.BYTES * CANDIDATES_MAX;

  private final AccountTable accounts;
  private final InstrumentTable instruments;
  private final RecordStore store = new RecordStore(RECORD_LENGTH);
  private final TaskWork[] works = new TaskWork[SOCIALISE + 1];
  private final int[] lossesWaiting = new int[InstrumentTable.ASSET_ID_MAX + 1];
  private int first;
  private int last;

  Tasks(AccountTable accounts, InstrumentTable instruments) {
    this.accounts = accounts;
    this.instruments = instruments;
  }

  /** Names what the tasks of a kind do. */
  void register(int kind, TaskWork work) {
    works[kind] = work;
  }

  /**
   * Queues a task; its first pass begins with the accounts that exist now.
   *
   * @param kind {@link #FUNDING} to {@link #SOCIALISE}
   * @param instrument whose positions it visits
   * @param liquidation record number, or 0
   * @param liquidationId its id, or 0
   * @return the task
   */
  int add(int kind, Instrument instrument, int liquidation, long liquidationId) {
    int task = store.allocate();
    store.putInt(task, KIND, kind);
    store.putInt(task, INSTRUMENT, instrument.id());
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
    int visits = VISITS_IN_SLICE;
    while (first != 0 && visits > 0) {
      int task = first;
      TaskWork work = works[kind(task)];
      visits = visit(task, work, visits);
      boolean passEnded = nextAccount(task) > lastAccount(task);
      int pass = passEnded ? work.passEnded(task) : pass(task);
      if (pass == 0) {
        remove(task);
        work.done(task);
        store.free(task);
        continue;
      }
      if (passEnded) {
        beginPass(task, pass);
      }
      if (visits == 0) {
        work.sliceEnded(task);
      }
    }
  }

  private int visit(int task, TaskWork work, int visits) {
    int left = visits;
    int account = nextAccount(task);
    int end = lastAccount(task);
    while (account <= end && left > 0) {
      work.visit(task, account);
      account++;
      left--;
    }
    store.putInt(task, NEXT_ACCOUNT, account);
    return left;
  }

  private void beginPass(int task, int pass) {
    store.putInt(task, PASS, pass);
    store.putInt(task, NEXT_ACCOUNT, 1);
    store.putInt(task, LAST_ACCOUNT, accounts.size());
  }

  /** Only the first task is ever done. */
  private void remove(int task) {
    first = next(task);
    last = first == 0 ? 0 : last;
    countLoss(task, -1);
  }

  private void countLoss(int task, int by) {
    if (kind(task) >= DELEVERAGE) {
      lossesWaiting[instruments.instrument(instrumentId(task)).asset().id()] += by;
    }
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

  /** {@link #FUNDING} to {@link #SOCIALISE}. */
  public int kind(int task) {
    return store.getInt(task, KIND);
  }

  /** Whose positions it visits. */
  public int instrumentId(int task) {
    return store.getInt(task, INSTRUMENT);
  }

  /** Goes on with the positions of another instrument in the same asset. */
  void instrumentId(int task, int instrumentId) {
    store.putInt(task, INSTRUMENT, instrumentId);
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

  /** A number that the task's work keeps. */
  int own(int task) {
    return store.getInt(task, OWN);
  }

  /** Sets the number that the task's work keeps. */
  void own(int task, int number) {
    store.putInt(task, OWN, number);
  }

  /** Candidates kept, at most {@link #CANDIDATES_MAX}. */
  public int candidates(int task) {
    return store.getInt(task, CANDIDATES);
  }

  /** The account of a candidate; the index counts from 0, best first. */
  public int candidate(int task, int index) {
    return store.getInt(task, CANDIDATE_ACCOUNTS + Integer.BYTES * index);
  }

  /** The score of a candidate. */
  public long score(int task, int index) {
    return store.getLong(task, SCORES + Long.BYTES * index);
  }

  /** Forgets the candidates. */
  void clearCandidates(int task) {
    store.putInt(task, CANDIDATES, 0);
  }

  /** Keeps an account among the best, after those of the same score. */
  void rank(int task, int account, long score) {
    int count = candidates(task);
    int place = count;
    while (place > 0 && score(task, place - 1) < score) {
      place--;
    }
    if (place == CANDIDATES_MAX) {
      return;
    }
    for (int i = Math.min(count, CANDIDATES_MAX - 1); i > place; i--) {
      putCandidate(task, i, candidate(task, i - 1), score(task, i - 1));
    }
    putCandidate(task, place, account, score);
    store.putInt(task, CANDIDATES, Math.min(count + 1, CANDIDATES_MAX));
  }

  private void putCandidate(int task, int index, int account, long score) {
    store.putInt(task, CANDIDATE_ACCOUNTS + Integer.BYTES * index, account);
    store.putLong(task, SCORES + Long.BYTES * index, score);
  }
}
