package io.plimsoll.engine.waterfall;

import io.plimsoll.engine.memory.RecordStore;

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
 *        48  int   position (isolated), or 0
 *        52  int   wallet
 *        56  int   stage
 *        60  int   orders waited for
 *        64  int   previous liquidation
 *        68  int   next liquidation
 * </pre>
 */
public final class LiquidationTable {
  /** Waits for the account's orders to be cancelled. */
  public static final int CANCEL_ORDERS = 1;

  /** Waits for the forced orders. */
  public static final int CLOSE = 2;

  private static final int ID = 0;
  private static final int FEE_DUE = 8;
  private static final int CLOSED_NOTIONAL = 16;
  private static final int TAKEN_OVER_NOTIONAL = 24;
  private static final int REALISED = 32;
  private static final int FEE_PAID = 40;
  private static final int POSITION = 48;
  private static final int WALLET = 52;
  private static final int STAGE = 56;
  private static final int PENDING = 60;
  private static final int PREVIOUS = 64;
  private static final int NEXT = 68;
  private static final int RECORD_LENGTH = 72;

  private final RecordStore store = new RecordStore(RECORD_LENGTH);
  private long lastId;
  private int first;
  private int last;

  int add(int position, int wallet) {
    int liquidation = store.allocate();
    lastId++;
    store.putLong(liquidation, ID, lastId);
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

  /** {@link #CANCEL_ORDERS} or {@link #CLOSE}. */
  public int stage(int liquidation) {
    return store.getInt(liquidation, STAGE);
  }

  void stage(int liquidation, int stage) {
    store.putInt(liquidation, STAGE, stage);
  }

  /** How many orders it waits for. */
  public int pending(int liquidation) {
    return store.getInt(liquidation, PENDING);
  }

  void pending(int liquidation, int pending) {
    store.putInt(liquidation, PENDING, pending);
  }

  /** Liquidation fee due so far. */
  public long feeDue(int liquidation) {
    return store.getLong(liquidation, FEE_DUE);
  }

  /** Value closed on the market so far. */
  public long closedNotional(int liquidation) {
    return store.getLong(liquidation, CLOSED_NOTIONAL);
  }

  long takenOverNotional(int liquidation) {
    return store.getLong(liquidation, TAKEN_OVER_NOTIONAL);
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

  void addForcedFill(int liquidation, long notional, long realised, long fee) {
    store.putLong(liquidation, CLOSED_NOTIONAL, closedNotional(liquidation) + notional);
    store.putLong(liquidation, FEE_DUE, feeDue(liquidation) + fee);
    store.putLong(liquidation, REALISED, realisedPnl(liquidation) + realised);
  }

  void addTakeOver(int liquidation, long notional, long realised) {
    store.putLong(liquidation, TAKEN_OVER_NOTIONAL, takenOverNotional(liquidation) + notional);
    store.putLong(liquidation, REALISED, realisedPnl(liquidation) + realised);
  }
}
