package io.plimsoll.tools.numbers;

import io.plimsoll.protocol.codec.AccountKind;
import java.util.Arrays;
import java.util.function.IntConsumer;
import org.agrona.collections.Long2LongHashMap;

/**
 * All accounts with their wallets and positions as they stand, in columns: some 100 bytes for one
 * with a wallet and a position. Accounts, wallets and positions are named by a row number.
 */
final class Accounts {
  /** No row. */
  static final int NONE = -1;

  static final byte LIQUIDATED = 1;
  static final byte DELEVERAGED = 2;
  static final byte SHARED_LOSS = 4;

  private static final int SIDE_BITS = 2;
  private static final int FIRST = 1_024;

  private final Long2LongHashMap rows = new Long2LongHashMap(NONE);
  private final Long2LongHashMap walletRows = new Long2LongHashMap(NONE);
  private final Long2LongHashMap positionRows = new Long2LongHashMap(NONE);

  private long[] ids = new long[FIRST];
  private byte[] kinds = new byte[FIRST];
  private byte[] flags = new byte[FIRST];
  private int[] firstWallet = new int[FIRST];
  private int[] firstPosition = new int[FIRST];
  private int count;

  private long[] balance = new long[FIRST];
  private long[] paidIn = new long[FIRST];
  private byte[] walletAsset = new byte[FIRST];
  private int[] nextWallet = new int[FIRST];
  private int wallets;

  private long[] quantity = new long[FIRST];
  private long[] cost = new long[FIRST];
  private long[] margin = new long[FIRST];
  private int[] positionWhat = new int[FIRST];
  private boolean[] isolated = new boolean[FIRST];
  private int[] nextPosition = new int[FIRST];
  private int positions;

  void open(long id, AccountKind kind) {
    if (count == ids.length) {
      int more = 2 * count;
      ids = Arrays.copyOf(ids, more);
      kinds = Arrays.copyOf(kinds, more);
      flags = Arrays.copyOf(flags, more);
      firstWallet = Arrays.copyOf(firstWallet, more);
      firstPosition = Arrays.copyOf(firstPosition, more);
    }
    ids[count] = id;
    kinds[count] = (byte) kind.value();
    firstWallet[count] = NONE;
    firstPosition[count] = NONE;
    rows.put(id, count++);
  }

  int count() {
    return count;
  }

  /** The row of an account. Ids that count from 1 in the order of opening need no look-up. */
  int row(long id) {
    return id > 0 && id <= count && ids[(int) id - 1] == id ? (int) id - 1 : (int) rows.get(id);
  }

  long id(int row) {
    return ids[row];
  }

  AccountKind kind(int row) {
    return AccountKind.get(kinds[row]);
  }

  boolean isTrader(int row) {
    return kinds[row] == AccountKind.TRADER.value();
  }

  boolean isFund(int row) {
    return kinds[row] == AccountKind.INSURANCE_FUND.value();
  }

  void mark(int row, byte flag) {
    flags[row] |= flag;
  }

  boolean isMarked(int row, byte flag) {
    return (flags[row] & flag) != 0;
  }

  /** The row, which differs most, lies in the low bits: the maps hash those best. */
  private static long key(int what, int row) {
    return (long) what << Integer.SIZE | row;
  }

  /** The wallet of an account in an asset; a new one if it has none. */
  int wallet(int row, int asset) {
    int first = firstWallet[row];
    if (first != NONE && walletAsset[first] == asset) {
      return first;
    }
    long key = key(asset, row);
    int wallet = (int) walletRows.get(key);
    if (wallet != NONE) {
      return wallet;
    }
    if (wallets == balance.length) {
      int more = 2 * wallets;
      balance = Arrays.copyOf(balance, more);
      paidIn = Arrays.copyOf(paidIn, more);
      walletAsset = Arrays.copyOf(walletAsset, more);
      nextWallet = Arrays.copyOf(nextWallet, more);
    }
    walletAsset[wallets] = (byte) asset;
    nextWallet[wallets] = firstWallet[row];
    firstWallet[row] = wallets;
    walletRows.put(key, wallets);
    return wallets++;
  }

  void balance(int wallet, long now) {
    balance[wallet] = now;
  }

  void paidIn(int wallet, long more) {
    paidIn[wallet] += more;
  }

  long balance(int wallet) {
    return balance[wallet];
  }

  long paidIn(int wallet) {
    return paidIn[wallet];
  }

  int asset(int wallet) {
    return walletAsset[wallet];
  }

  void forEachWallet(int row, IntConsumer action) {
    for (int wallet = firstWallet[row]; wallet != NONE; wallet = nextWallet[wallet]) {
      action.accept(wallet);
    }
  }

  /**
   * A position of an account; a new one if it has none.
   *
   * @param side raw value of its PositionSide
   */
  int position(int row, int instrument, int side) {
    int what = instrument << SIDE_BITS | side;
    int first = firstPosition[row];
    if (first != NONE && positionWhat[first] == what) {
      return first;
    }
    long key = key(what, row);
    int position = (int) positionRows.get(key);
    if (position != NONE) {
      return position;
    }
    if (positions == quantity.length) {
      int more = 2 * positions;
      quantity = Arrays.copyOf(quantity, more);
      cost = Arrays.copyOf(cost, more);
      margin = Arrays.copyOf(margin, more);
      positionWhat = Arrays.copyOf(positionWhat, more);
      isolated = Arrays.copyOf(isolated, more);
      nextPosition = Arrays.copyOf(nextPosition, more);
    }
    positionWhat[positions] = what;
    nextPosition[positions] = firstPosition[row];
    firstPosition[row] = positions;
    positionRows.put(key, positions);
    return positions++;
  }

  void position(int position, long newQuantity, long newCost, long newMargin, boolean isIsolated) {
    quantity[position] = newQuantity;
    cost[position] = newCost;
    margin[position] = newMargin;
    isolated[position] = isIsolated;
  }

  long quantity(int position) {
    return quantity[position];
  }

  long cost(int position) {
    return cost[position];
  }

  long margin(int position) {
    return margin[position];
  }

  boolean isIsolated(int position) {
    return isolated[position];
  }

  int instrument(int position) {
    return positionWhat[position] >> SIDE_BITS;
  }

  void forEachPosition(int row, IntConsumer action) {
    for (int position = firstPosition[row]; position != NONE; position = nextPosition[position]) {
      action.accept(position);
    }
  }
}
