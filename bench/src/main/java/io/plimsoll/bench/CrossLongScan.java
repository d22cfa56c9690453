package io.plimsoll.bench;

import java.util.Arrays;

/**
 * The best honest scan of cross accounts: a mark is passed along the holders of its instrument.
 *
 * <p>Equity and an upper bound of the requirement are kept for each account and changed by what the
 * mark changed in one position; only if equity is not above the bound are the account's
 * requirements added up exactly. An account past the line is found once, then its positions count
 * as gone.
 */
final class CrossLongScan {
  private static final int QUANTITY_MAX = 5_010;

  private final LongSchedule schedule =
      new LongSchedule(QUANTITY_MAX * Market.PRICE_MAX * Market.UNIT);
  private final long[] marks = new long[CrossMarket.INSTRUMENTS + 1];

  // Rows of positions, by account while it is filled, then by instrument.
  private int[] rowAccounts;
  private int[] rowInstruments;
  private long[] rowQuantities;
  private long[] rowBounds;
  private int rows;
  private final int[] firstRows = new int[CrossMarket.INSTRUMENTS + 2];

  // An account's equity and bound beside each other, and its rows.
  private final long[] accounts;
  private final int[][] rowsOf;

  /**
   * A baseline without accounts.
   *
   * @param size accounts
   * @param positions of all accounts
   */
  CrossLongScan(int size, int positions) {
    accounts = new long[2 * size];
    rowsOf = new int[size][];
    rowAccounts = new int[positions];
    rowInstruments = new int[positions];
    rowQuantities = new long[positions];
    rowBounds = new long[positions];
    Arrays.fill(marks, Market.ENTRY_MARK);
  }

  /** An account with a balance. */
  void open(int account, long balance) {
    accounts[2 * account] = balance;
  }

  /** A position entered at the entry mark. */
  void add(int account, int instrument, long quantity) {
    if (Math.abs(quantity) > QUANTITY_MAX) {
      throw new IllegalArgumentException("quantity must be at most " + QUANTITY_MAX);
    }
    rowAccounts[rows] = account;
    rowInstruments[rows] = instrument;
    rowQuantities[rows] = quantity;
    rows++;
  }

  /** Orders the positions by instrument, after the last was added. */
  void build() {
    for (int row = 0; row < rows; row++) {
      firstRows[rowInstruments[row] + 1]++;
    }
    for (int i = 1; i < firstRows.length; i++) {
      firstRows[i] += firstRows[i - 1];
    }
    int[] next = firstRows.clone();
    int[] accountsThen = new int[rows];
    int[] instrumentsThen = new int[rows];
    long[] quantitiesThen = new long[rows];
    for (int row = 0; row < rows; row++) {
      int place = next[rowInstruments[row]]++;
      accountsThen[place] = rowAccounts[row];
      instrumentsThen[place] = rowInstruments[row];
      quantitiesThen[place] = rowQuantities[row];
    }
    rowAccounts = accountsThen;
    rowInstruments = instrumentsThen;
    rowQuantities = quantitiesThen;
    for (int row = 0; row < rows; row++) {
      int account = rowAccounts[row];
      int[] own = rowsOf[account] == null ? new int[0] : rowsOf[account];
      rowsOf[account] = Arrays.copyOf(own, own.length + 1);
      rowsOf[account][own.length] = row;
      rowBounds[row] = bound(rowQuantities[row] * Market.ENTRY_MARK * Market.UNIT);
      accounts[2 * account + 1] += rowBounds[row];
    }
  }

  private long bound(long value) {
    return schedule.upperBound(Math.abs(value));
  }

  /**
   * Sets a mark and finds the accounts that it puts past the line.
   *
   * @param found receives their numbers
   * @return how many there are
   */
  int findPast(int instrument, long mark, int[] found) {
    long valueOfOne = mark * Market.UNIT;
    long change = valueOfOne - marks[instrument] * Market.UNIT;
    marks[instrument] = mark;
    int count = 0;
    int end = firstRows[instrument + 1];
    for (int row = firstRows[instrument]; row < end; row++) {
      long quantity = rowQuantities[row];
      int account = rowAccounts[row];
      long bound = bound(quantity * valueOfOne);
      long equity = accounts[2 * account] + quantity * change;
      long requirement = accounts[2 * account + 1] + bound - rowBounds[row];
      rowBounds[row] = bound;
      accounts[2 * account] = equity;
      accounts[2 * account + 1] = requirement;
      if (equity <= requirement && equity <= requirement(account)) {
        found[count++] = account;
        close(account);
      }
    }
    return count;
  }

  private long requirement(int account) {
    long sum = 0;
    for (int row : rowsOf[account]) {
      long value = rowQuantities[row] * marks[rowInstruments[row]] * Market.UNIT;
      sum += value == 0 ? 0 : schedule.requirement(Math.abs(value));
    }
    return sum;
  }

  private void close(int account) {
    for (int row : rowsOf[account]) {
      rowQuantities[row] = 0;
      rowBounds[row] = bound(0);
    }
    accounts[2 * account] = Long.MAX_VALUE / 2;
    accounts[2 * account + 1] = 0;
  }
}
