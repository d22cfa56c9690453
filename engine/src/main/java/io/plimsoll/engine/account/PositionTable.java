package io.plimsoll.engine.account;

import io.plimsoll.engine.memory.RecordStore;
import io.plimsoll.engine.memory.StateStream;
import io.plimsoll.protocol.codec.MarginMode;
import io.plimsoll.protocol.codec.PositionSide;

/**
 * Positions: what an account holds of an instrument, and its settings there.
 *
 * <p>An account that was ever in hedge mode has two records in the instrument, one right after the
 * other: the first is its position in one-way mode and its long leg in hedge mode; the second is
 * its short leg, and lies idle in one-way mode. Settings stand in both.
 *
 * <pre>
 * offset  0  long  quantity, signed
 *         8  long  cost, signed, exact
 *        16  long  margin (isolated)
 *        24  int   account
 *        28  int   instrument id
 *        32  int   wallet of the settlement asset
 *        36  int   next position of the account, in order of instrument id, long before short
 *        40  int   leverage, hundredths
 *        44  int   flags: 1 isolated, 2 a margin call is out, 4 hedge mode, 8 the short leg
 *        48  int   liquidation under way, or 0
 *        52  int   the last round of funding that reached it
 *        56  int   open orders
 *        60  -     padding to 64
 * </pre>
 */
public final class PositionTable implements Owned {
  private static final int QUANTITY = 0;
  private static final int COST = 8;
  private static final int MARGIN = 16;
  private static final int ACCOUNT = 24;
  private static final int INSTRUMENT = 28;
  private static final int WALLET = 32;
  private static final int NEXT = 36;
  private static final int LEVERAGE = 40;
  private static final int FLAGS = 44;
  private static final int LIQUIDATION = 48;
  private static final int FUNDING_ROUND = 52;
  private static final int OPEN_ORDERS = 56;
  private static final int RECORD_LENGTH = 64;

  private static final int ISOLATED = 1;
  private static final int CALLED = 2;
  private static final int HEDGED = 4;
  private static final int SHORT_LEG = 8;

  /** Leverage, in hundredths, of an account that never set it. */
  public static final int DEFAULT_LEVERAGE = 100;

  private final AccountTable accounts;
  private final WalletTable wallets;
  private final RecordStore store = new RecordStore(RECORD_LENGTH);

  PositionTable(AccountTable accounts, WalletTable wallets) {
    this.accounts = accounts;
    this.wallets = wallets;
  }

  /**
   * The position of an account in an instrument, in hedge mode its long leg; 0 if there is none.
   */
  public int find(int account, int instrumentId) {
    int position = accounts.firstPosition(account);
    while (position != 0 && instrumentId(position) < instrumentId) {
      position = next(position);
    }
    return position != 0 && instrumentId(position) == instrumentId ? position : 0;
  }

  /** The same, added (empty, one-way, cross, 1x) if there is none. */
  public int findOrAdd(int account, int instrumentId, int assetId) {
    int before = 0;
    int position = accounts.firstPosition(account);
    while (position != 0 && instrumentId(position) < instrumentId) {
      before = position;
      position = next(position);
    }
    if (position != 0 && instrumentId(position) == instrumentId) {
      return position;
    }
    int added = add(account, instrumentId, wallets.findOrAdd(account, assetId), position);
    if (before == 0) {
      accounts.link(account, AccountTable.FIRST_POSITION, added);
    } else {
      store.putInt(before, NEXT, added);
    }
    return added;
  }

  private int add(int account, int instrumentId, int wallet, int next) {
    int added = store.allocate();
    store.putInt(added, ACCOUNT, account);
    store.putInt(added, INSTRUMENT, instrumentId);
    store.putInt(added, WALLET, wallet);
    store.putInt(added, NEXT, next);
    store.putInt(added, LEVERAGE, DEFAULT_LEVERAGE);
    return added;
  }

  /**
   * Goes into hedge mode or out of it.
   *
   * @param position the first record of the account in the instrument, empty
   */
  public void hedged(int position, boolean hedged) {
    int second = next(position);
    boolean hasSecond = second != 0 && isShortLeg(second);
    if (hedged && !hasSecond) {
      second = add(account(position), instrumentId(position), wallet(position), next(position));
      store.putInt(second, FLAGS, SHORT_LEG);
      store.putInt(position, NEXT, second);
    }
    if (hedged) {
      mode(second, mode(position));
      leverage(second, leverage(position));
    }
    flag(position, HEDGED, hedged);
  }

  /** Whether this is a first record in hedge mode: a long leg. */
  public boolean isLongLeg(int position) {
    return (store.getInt(position, FLAGS) & HEDGED) != 0;
  }

  /** Whether this is a second record: a short leg, idle in one-way mode. */
  public boolean isShortLeg(int position) {
    return (store.getInt(position, FLAGS) & SHORT_LEG) != 0;
  }

  /** The short leg of the account of a first record, or 0 in one-way mode; 0 for 0. */
  public int shortLeg(int position) {
    return position != 0 && isLongLeg(position) ? next(position) : 0;
  }

  /** The other leg of an account in hedge mode, or 0 in one-way mode. */
  public int otherLeg(int position) {
    return isShortLeg(position)
        ? find(account(position), instrumentId(position))
        : shortLeg(position);
  }

  /** Whether an account is in hedge mode in an instrument. */
  public boolean isHedged(int account, int instrumentId) {
    int first = find(account, instrumentId);
    return first != 0 && isLongLeg(first);
  }

  /** Which of the account's positions in the instrument this is. */
  public PositionSide side(int position) {
    if (isShortLeg(position)) {
      return PositionSide.SHORT;
    }
    return isLongLeg(position) ? PositionSide.LONG : PositionSide.NET;
  }

  /**
   * The position of an account on a side, or 0: always 0 for NET in hedge mode and for LONG and
   * SHORT in one-way mode.
   */
  public int find(int account, int instrumentId, PositionSide side) {
    int first = find(account, instrumentId);
    boolean hedged = first != 0 && isLongLeg(first);
    return switch (side) {
      case LONG -> hedged ? first : 0;
      case SHORT -> shortLeg(first);
      default -> hedged ? 0 : first;
    };
  }

  /** The position of an account that is or may be long, or short, or 0. */
  public int find(int account, int instrumentId, boolean isLong) {
    int first = find(account, instrumentId);
    return isLong || first == 0 || !isLongLeg(first) ? first : next(first);
  }

  /** The highest record number; every number from 1 to this is a position. */
  public int last() {
    return store.last();
  }

  /** Signed quantity. */
  public long quantity(int position) {
    return store.getLong(position, QUANTITY);
  }

  void quantity(int position, long quantity) {
    store.putLong(position, QUANTITY, quantity);
  }

  /** Exact signed cost. */
  public long cost(int position) {
    return store.getLong(position, COST);
  }

  void cost(int position, long cost) {
    store.putLong(position, COST, cost);
  }

  /** Margin of an isolated position. */
  public long margin(int position) {
    return store.getLong(position, MARGIN);
  }

  void margin(int position, long margin) {
    store.putLong(position, MARGIN, margin);
  }

  /** Whose position. */
  @Override
  public int account(int position) {
    return store.getInt(position, ACCOUNT);
  }

  /** In which instrument. */
  public int instrumentId(int position) {
    return store.getInt(position, INSTRUMENT);
  }

  /** The account's wallet of the settlement asset. */
  public int wallet(int position) {
    return store.getInt(position, WALLET);
  }

  /** The account's position of the next instrument id, or 0. */
  public int next(int position) {
    return store.getInt(position, NEXT);
  }

  /** Leverage in hundredths. */
  public int leverage(int position) {
    return store.getInt(position, LEVERAGE);
  }

  /** Sets the leverage in hundredths. */
  public void leverage(int position, int leverage) {
    store.putInt(position, LEVERAGE, leverage);
  }

  /** Whether it is isolated. */
  public boolean isIsolated(int position) {
    return (store.getInt(position, FLAGS) & ISOLATED) != 0;
  }

  /** Its margin mode. */
  public MarginMode mode(int position) {
    return isIsolated(position) ? MarginMode.ISOLATED : MarginMode.CROSS;
  }

  /** Sets the margin mode. */
  public void mode(int position, MarginMode mode) {
    flag(position, ISOLATED, mode == MarginMode.ISOLATED);
  }

  /** The liquidation that froze it, or 0. */
  public int liquidation(int position) {
    return store.getInt(position, LIQUIDATION);
  }

  /** Freezes it for a liquidation, or thaws it with 0. */
  public void liquidation(int position, int liquidation) {
    store.putInt(position, LIQUIDATION, liquidation);
  }

  /** Whether a margin call is out. */
  public boolean isCalled(int position) {
    return (store.getInt(position, FLAGS) & CALLED) != 0;
  }

  /** Marks it as called, or not. */
  public void called(int position, boolean called) {
    flag(position, CALLED, called);
  }

  private void flag(int position, int flag, boolean set) {
    int flags = store.getInt(position, FLAGS);
    store.putInt(position, FLAGS, set ? flags | flag : flags & ~flag);
  }

  /** The last round of funding that reached it; 0 if none did. */
  public int fundingRound(int position) {
    return store.getInt(position, FUNDING_ROUND);
  }

  /** A round of funding has reached it. */
  public void fundingRound(int position, int round) {
    store.putInt(position, FUNDING_ROUND, round);
  }

  /** Open orders of the account in the instrument, the engine's own included. */
  public int openOrders(int position) {
    return store.getInt(position, OPEN_ORDERS);
  }

  void changeOpenOrders(int position, int by) {
    store.putInt(position, OPEN_ORDERS, openOrders(position) + by);
  }

  /** Carries all positions. */
  void state(StateStream stream) {
    store.state(stream);
  }
}
