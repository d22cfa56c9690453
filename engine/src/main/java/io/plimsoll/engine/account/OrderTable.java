package io.plimsoll.engine.account;

import io.plimsoll.engine.memory.LongIntMap;
import io.plimsoll.engine.memory.RecordStore;
import io.plimsoll.engine.memory.StateStream;
import io.plimsoll.protocol.codec.Side;

/**
 * Open orders: those of traders, and the engine's own.
 *
 * <pre>
 * offset  0  long  orderId (the first 4 bytes link free records)
 *         8  long  limit price
 *        16  long  quantity still open
 *        24  long  margin and fee reserved
 *        32  int   position it trades
 *        36  int   account
 *        40  int   side (raw)
 *        44  int   1 if reduce-only
 *        48  int   previous order of the account
 *        52  int   next order of the account
 *        56  int   liquidation of the position that waits for its cancellation, or 0
 *        60  int   liquidation of the wallet that waits for its cancellation, or 0
 *        64  int   liquidation that it closes a position for, or 0
 *        68  int   1 if its cancellation has been requested
 * </pre>
 */
public final class OrderTable {
  /** Ids from here on are the engine's own. */
  public static final long ENGINE_ORDER_ID_MIN = 1L << 62;

  private static final int ID = 0;
  private static final int PRICE = 8;
  private static final int REMAINING = 16;
  private static final int RESERVED = 24;
  private static final int POSITION = 32;
  private static final int ACCOUNT = 36;
  private static final int SIDE = 40;
  private static final int REDUCE_ONLY = 44;
  private static final int PREVIOUS = 48;
  private static final int NEXT = 52;
  private static final int POSITION_WAITS = 56;
  private static final int WALLET_WAITS = 60;
  private static final int CLOSES_FOR = 64;
  private static final int ASKED = 68;
  private static final int RECORD_LENGTH = 72;

  private final AccountTable accounts;
  private final RecordStore store = new RecordStore(RECORD_LENGTH);
  private final LongIntMap byId = new LongIntMap();
  private int traderOrders;

  OrderTable(AccountTable accounts) {
    this.accounts = accounts;
  }

  /** The open order with an id, or 0. */
  public int find(long orderId) {
    return byId.get(orderId);
  }

  int add(
      long orderId,
      int account,
      int position,
      Side side,
      long price,
      long quantity,
      long reserved,
      boolean reduceOnly) {
    int order = store.allocate();
    store.putLong(order, ID, orderId);
    store.putLong(order, PRICE, price);
    store.putLong(order, REMAINING, quantity);
    store.putLong(order, RESERVED, reserved);
    store.putInt(order, POSITION, position);
    store.putInt(order, ACCOUNT, account);
    store.putInt(order, SIDE, side.value());
    store.putInt(order, REDUCE_ONLY, reduceOnly ? 1 : 0);
    int last = accounts.link(account, AccountTable.LAST_ORDER);
    store.putInt(order, PREVIOUS, last);
    if (last == 0) {
      accounts.link(account, AccountTable.FIRST_ORDER, order);
    } else {
      store.putInt(last, NEXT, order);
    }
    accounts.link(account, AccountTable.LAST_ORDER, order);
    byId.add(orderId, order);
    traderOrders += isEngines(order) ? 0 : 1;
    return order;
  }

  void remove(int order) {
    int account = account(order);
    int previous = store.getInt(order, PREVIOUS);
    int next = next(order);
    if (previous == 0) {
      accounts.link(account, AccountTable.FIRST_ORDER, next);
    } else {
      store.putInt(previous, NEXT, next);
    }
    if (next == 0) {
      accounts.link(account, AccountTable.LAST_ORDER, previous);
    } else {
      store.putInt(next, PREVIOUS, previous);
    }
    traderOrders -= isEngines(order) ? 0 : 1;
    byId.remove(id(order));
    store.free(order);
  }

  /** Open orders, the engine's own included. */
  public int size() {
    return store.size();
  }

  /** Open orders of traders. */
  public int traderOrders() {
    return traderOrders;
  }

  /** Its id. */
  public long id(int order) {
    return store.getLong(order, ID);
  }

  /** Whether it is one of the engine's own: a forced close or an unwind. */
  public boolean isEngines(int order) {
    return id(order) >= ENGINE_ORDER_ID_MIN;
  }

  /** Its limit price. */
  public long price(int order) {
    return store.getLong(order, PRICE);
  }

  /** Quantity still open. */
  public long remaining(int order) {
    return store.getLong(order, REMAINING);
  }

  /** Margin and fee reserved for it. */
  public long reserved(int order) {
    return store.getLong(order, RESERVED);
  }

  void shrink(int order, long remaining, long reserved) {
    store.putLong(order, REMAINING, remaining);
    store.putLong(order, RESERVED, reserved);
  }

  /** The position it trades. */
  public int position(int order) {
    return store.getInt(order, POSITION);
  }

  /** Whose order. */
  public int account(int order) {
    return store.getInt(order, ACCOUNT);
  }

  /** Whether it buys. */
  public boolean isBuy(int order) {
    return store.getInt(order, SIDE) == Side.BUY.value();
  }

  /** Whether it may only reduce. */
  public boolean isReduceOnly(int order) {
    return store.getInt(order, REDUCE_ONLY) != 0;
  }

  /** The account's order that was accepted next, or 0. */
  public int next(int order) {
    return store.getInt(order, NEXT);
  }

  /** The liquidation of its position that waits for its cancellation, or 0. */
  public int positionWaits(int order) {
    return store.getInt(order, POSITION_WAITS);
  }

  /** Sets the liquidation of its position that waits for its cancellation. */
  public void positionWaits(int order, int liquidation) {
    store.putInt(order, POSITION_WAITS, liquidation);
  }

  /** The liquidation of its wallet that waits for its cancellation, or 0. */
  public int walletWaits(int order) {
    return store.getInt(order, WALLET_WAITS);
  }

  /** Sets the liquidation of its wallet that waits for its cancellation. */
  public void walletWaits(int order, int liquidation) {
    store.putInt(order, WALLET_WAITS, liquidation);
  }

  /** Whether its cancellation has been requested. */
  public boolean isAsked(int order) {
    return store.getInt(order, ASKED) != 0;
  }

  /** Notes that its cancellation has been requested. */
  public void ask(int order) {
    store.putInt(order, ASKED, 1);
  }

  /** The liquidation it closes a position for, or 0. */
  public int closesFor(int order) {
    return store.getInt(order, CLOSES_FOR);
  }

  /** Sets the liquidation it closes a position for. */
  public void closesFor(int order, int liquidation) {
    store.putInt(order, CLOSES_FOR, liquidation);
  }

  /** Carries all orders. */
  void state(StateStream stream) {
    store.state(stream);
    byId.state(stream);
    traderOrders = stream.of(traderOrders);
  }
}
