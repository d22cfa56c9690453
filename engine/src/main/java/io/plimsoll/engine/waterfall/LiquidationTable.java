package io.plimsoll.engine.waterfall;

import io.plimsoll.engine.memory.RecordStore;
import io.plimsoll.engine.memory.StateStream;

/**
 * Liquidations under way, linked in order of id.
 *
 * <pre>
 * offset  0  long  liquidationId (the first 4 bytes link free records)
 *         8  long  liquidation fee due
 *        16  long  notional closed on the market
 *        24  long  notional taken over
 *        32  long  PnL realised
 *        40  long  liquidation fee paid
 *        48  long  notional deleveraged
 *        56  long  loss that others were asked to share
 *        64  long  end of the cooldown, or 0
 *        72  long  notional netted, long leg against short leg
 *        80  int   position (isolated), or 0
 *        84  int   wallet
 *        88  int   stage last entered, from 1; 0 before the first
 *        92  int   what it waits for
 *        96  int   round of REDUCE, or 0
 *       100  int   orders waited for
 *       104  int   flags: 1 acted, 2 an order of the round filled, 4 closed, 8 taken over,
 *                   16 deleveraged, 32 netted, 64 repaid
 *       108  int   previous liquidation
 *       112  int   next liquidation
 *       116  int   next in the cooldown of its stage
 *       120  long  when it started
 * </pre>
 */
public final class LiquidationTable {
  /** Waits for orders to be gone. */
  public static final int ORDERS = 0;

  /** Waits for the end of a cooldown. */
  public static final int COOLDOWN = 1;

  /** Waits for a task over all accounts. */
  public static final int TASK = 2;

  private static final int ID = 0;
  private static final int FEE_DUE = 8;
  private static final int CLOSED_NOTIONAL = 16;
  private static final int TAKEN_OVER_NOTIONAL = 24;
  private static final int REALISED = 32;
  private static final int FEE_PAID = 40;
  private static final int DELEVERAGED_NOTIONAL = 48;
  private static final int SOCIALISED = 56;
  private static final int COOLDOWN_END = 64;
  private static final int NETTED_NOTIONAL = 72;
  private static final int POSITION = 80;
  private static final int WALLET = 84;
  private static final int STAGE = 88;
  private static final int WAITS_FOR = 92;
  private static final int ROUND = 96;
  private static final int PENDING = 100;
  private static final int FLAGS = 104;
  private static final int PREVIOUS = 108;
  private static final int NEXT = 112;
  private static final int NEXT_COOLING = 116;
  private static final int STARTED_AT = 120;
  private static final int RECORD_LENGTH = 128;

  private static final int ACTED = 1;
  private static final int ROUND_FILLED = 2;
  private static final int CLOSED = 4;
  private static final int TAKEN_OVER = 8;
  private static final int DELEVERAGED = 16;
  private static final int NETTED = 32;
  private static final int REPAID = 64;

  private final RecordStore store = new RecordStore(RECORD_LENGTH);
  private long lastId;
  private int first;
  private int last;

  // By stage: a stage's cooldowns all last equally long, so they end in the order of their begin.
  private final int[] firstCooling = new int[Stages.STAGES_MAX + 1];
  private final int[] lastCooling = new int[Stages.STAGES_MAX + 1];

  int add(int position, int wallet, long now) {
    int liquidation = store.allocate();
    lastId++;
    store.putLong(liquidation, ID, lastId);
    store.putLong(liquidation, STARTED_AT, now);
    store.putInt(liquidation, POSITION, position);
    store.putInt(liquidation, WALLET, wallet);
    store.putInt(liquidation, PREVIOUS, last);
    if (last == 0) {
      first = liquidation;
    } else {
      store.putInt(last, NEXT, liquidation);
    }
    last = liquidation;
    return liquidation;
  }

  void remove(int liquidation) {
    int previous = store.getInt(liquidation, PREVIOUS);
    int next = next(liquidation);
    if (previous == 0) {
      first = next;
    } else {
      store.putInt(previous, NEXT, next);
    }
    if (next == 0) {
      last = previous;
    } else {
      store.putInt(next, PREVIOUS, previous);
    }
    store.free(liquidation);
  }

  /** Liquidations under way. */
  public int size() {
    return store.size();
  }

  /** The last id given out. */
  public long lastId() {
    return lastId;
  }

  /** Timestamp of the command that started it. */
  public long startedAt(int liquidation) {
    return store.getLong(liquidation, STARTED_AT);
  }

  /** The liquidation of the lowest id, or 0. */
  public int first() {
    return first;
  }

  /** The liquidation of the next id, or 0. */
  public int next(int liquidation) {
    return store.getInt(liquidation, NEXT);
  }

  /** Its id. */
  public long id(int liquidation) {
    return store.getLong(liquidation, ID);
  }

  /** The id of a liquidation, 0 for none. */
  public long idOrZero(int liquidation) {
    return liquidation == 0 ? 0 : id(liquidation);
  }

  /** The isolated position under liquidation, or 0 for a cross wallet. */
  public int position(int liquidation) {
    return store.getInt(liquidation, POSITION);
  }

  /** The cross wallet under liquidation, or the wallet of the isolated position. */
  public int wallet(int liquidation) {
    return store.getInt(liquidation, WALLET);
  }

  /** The stage last entered, from 1; 0 before the first. */
  public int stage(int liquidation) {
    return store.getInt(liquidation, STAGE);
  }

  /** Enters a stage, or a round of one; the round is 0 unless the stage is a REDUCE. */
  void enter(int liquidation, int stage, int round) {
    store.putInt(liquidation, STAGE, stage);
    store.putInt(liquidation, ROUND, round);
    flag(liquidation, ROUND_FILLED, false);
  }

  /** The round of a REDUCE, from 1; else 0. */
  public int round(int liquidation) {
    return store.getInt(liquidation, ROUND);
  }

  /** What it waits for: {@link #ORDERS}, {@link #COOLDOWN} or {@link #TASK}. */
  public int waitsFor(int liquidation) {
    return store.getInt(liquidation, WAITS_FOR);
  }

  /** How many orders it waits for. */
  public int pending(int liquidation) {
    return store.getInt(liquidation, PENDING);
  }

  void awaitOrders(int liquidation, int orders) {
    store.putInt(liquidation, WAITS_FOR, ORDERS);
    store.putInt(liquidation, PENDING, orders);
  }

  void awaitTask(int liquidation) {
    store.putInt(liquidation, WAITS_FOR, TASK);
  }

  /** A task that it waited for is done. */
  void taskDone(int liquidation) {
    store.putInt(liquidation, WAITS_FOR, ORDERS);
  }

  void awaitCooldown(int liquidation, long end) {
    store.putInt(liquidation, WAITS_FOR, COOLDOWN);
    store.putLong(liquidation, COOLDOWN_END, end);
    store.putInt(liquidation, NEXT_COOLING, 0);
    int stage = stage(liquidation);
    if (firstCooling[stage] == 0) {
      firstCooling[stage] = liquidation;
    } else {
      store.putInt(lastCooling[stage], NEXT_COOLING, liquidation);
    }
    lastCooling[stage] = liquidation;
  }

  /** The liquidation whose cooldown ends first, of several that of the first stage; 0 for none. */
  int firstCooling() {
    int earliest = 0;
    for (int first : firstCooling) {
      if (first != 0 && (earliest == 0 || cooldownEnd(first) < cooldownEnd(earliest))) {
        earliest = first;
      }
    }
    return earliest;
  }

  /** The first liquidation in the cooldown of a stage, or 0. */
  public int firstCooling(int stage) {
    return firstCooling[stage];
  }

  /** The liquidation behind another in the cooldown of a stage, or 0. */
  public int nextCooling(int liquidation) {
    return store.getInt(liquidation, NEXT_COOLING);
  }

  /** Ends the cooldown of the first of its stage. */
  void cooledDown(int liquidation) {
    firstCooling[stage(liquidation)] = nextCooling(liquidation);
    store.putInt(liquidation, WAITS_FOR, ORDERS);
    store.putLong(liquidation, COOLDOWN_END, 0);
  }

  /** When its cooldown ends, nanoseconds since 1970; 0 if it is in none. */
  public long cooldownEnd(int liquidation) {
    return store.getLong(liquidation, COOLDOWN_END);
  }

  /** Liquidation fee due so far. */
  public long feeDue(int liquidation) {
    return store.getLong(liquidation, FEE_DUE);
  }

  /** Value closed on the market so far. */
  public long closedNotional(int liquidation) {
    return store.getLong(liquidation, CLOSED_NOTIONAL);
  }

  /** Value taken over so far. */
  public long takenOverNotional(int liquidation) {
    return store.getLong(liquidation, TAKEN_OVER_NOTIONAL);
  }

  /** Value deleveraged so far. */
  public long deleveragedNotional(int liquidation) {
    return store.getLong(liquidation, DELEVERAGED_NOTIONAL);
  }

  /** Value of long legs closed against short ones so far. */
  public long nettedNotional(int liquidation) {
    return store.getLong(liquidation, NETTED_NOTIONAL);
  }

  /** Loss that others were asked to share so far. */
  public long socialised(int liquidation) {
    return store.getLong(liquidation, SOCIALISED);
  }

  /** PnL realised so far. */
  public long realisedPnl(int liquidation) {
    return store.getLong(liquidation, REALISED);
  }

  long feePaid(int liquidation) {
    return store.getLong(liquidation, FEE_PAID);
  }

  void feePaid(int liquidation, long fee) {
    store.putLong(liquidation, FEE_PAID, fee);
  }

  /** A forced order was sent for it. */
  void sent(int liquidation) {
    flag(liquidation, ACTED, true);
  }

  void addForcedFill(int liquidation, long notional, long realised, long fee) {
    store.putLong(liquidation, CLOSED_NOTIONAL, closedNotional(liquidation) + notional);
    store.putLong(liquidation, FEE_DUE, feeDue(liquidation) + fee);
    addRealised(liquidation, realised);
    flag(liquidation, CLOSED | ROUND_FILLED, true);
  }

  void addTakeOver(int liquidation, long notional, long realised) {
    store.putLong(liquidation, TAKEN_OVER_NOTIONAL, takenOverNotional(liquidation) + notional);
    addRealised(liquidation, realised);
    flag(liquidation, ACTED | TAKEN_OVER, true);
  }

  void addDeleveraging(int liquidation, long notional, long realised) {
    store.putLong(liquidation, DELEVERAGED_NOTIONAL, deleveragedNotional(liquidation) + notional);
    addRealised(liquidation, realised);
    flag(liquidation, ACTED | DELEVERAGED, true);
  }

  void addNetting(int liquidation, long notional, long realised) {
    store.putLong(liquidation, NETTED_NOTIONAL, nettedNotional(liquidation) + notional);
    addRealised(liquidation, realised);
    flag(liquidation, ACTED | NETTED, true);
  }

  /** A negative balance of the pool was repaid. */
  void repaid(int liquidation) {
    flag(liquidation, REPAID, true);
  }

  void addSocialised(int liquidation, long loss) {
    store.putLong(liquidation, SOCIALISED, socialised(liquidation) + loss);
  }

  private void addRealised(int liquidation, long realised) {
    store.putLong(liquidation, REALISED, realisedPnl(liquidation) + realised);
  }

  /** Whether a forced order was sent, or something was taken over, deleveraged or netted. */
  public boolean hasActed(int liquidation) {
    return has(liquidation, ACTED);
  }

  /** Whether a forced order filled since it last entered a stage or a round. */
  public boolean roundFilled(int liquidation) {
    return has(liquidation, ROUND_FILLED);
  }

  boolean wasTakenOver(int liquidation) {
    return has(liquidation, TAKEN_OVER);
  }

  boolean wasDeleveraged(int liquidation) {
    return has(liquidation, DELEVERAGED);
  }

  /** Whether anything of it was closed, taken over, deleveraged, netted or repaid. */
  boolean wasReduced(int liquidation) {
    return has(liquidation, CLOSED | TAKEN_OVER | DELEVERAGED | NETTED | REPAID);
  }

  /** Whether anything of it was repaid. */
  public boolean wasRepaid(int liquidation) {
    return has(liquidation, REPAID);
  }

  private boolean has(int liquidation, int anyOf) {
    return (store.getInt(liquidation, FLAGS) & anyOf) != 0;
  }

  private void flag(int liquidation, int which, boolean up) {
    int flags = store.getInt(liquidation, FLAGS);
    store.putInt(liquidation, FLAGS, up ? flags | which : flags & ~which);
  }

  /** Carries all liquidations. */
  void state(StateStream stream) {
    store.state(stream);
    lastId = stream.of(lastId);
    first = stream.of(first);
    last = stream.of(last);
    stream.of(firstCooling);
    stream.of(lastCooling);
  }
}
