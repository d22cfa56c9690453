package io.plimsoll.engine.account;

import io.plimsoll.engine.memory.Int128;
import io.plimsoll.engine.memory.RecordStore;
import io.plimsoll.engine.memory.StateStream;
import java.util.Arrays;

/**
 * Insurance funds in the assets for which limits were set: the limits, the income that is not
 * available yet, and what was available over the last 8 hours.
 *
 * <pre>
 * offset  0  long  lowest equity
 *         8  long  largest inventory
 *        16  long  drawdown from which it counts as drawn down
 *        24  long  drawdown down to which it goes on counting
 *        32  long  booking interval
 *        40  long  pending income
 *        48  long  timestamp of the last booking
 *        56  long  quarter of an hour of the last observation
 *        64  int   wallet
 *        68  int   1 if drawn down
 *        72  long  × 32: highest available balance of each quarter of an hour, by number mod 32
 * </pre>
 */
public final class FundTable {
  /** Lowest equity and largest inventory that do not limit anything. */
  public static final long NO_LIMIT = 1L << 60;

  private static final int EQUITY_MIN = 0;
  private static final int INVENTORY_MAX = 8;
  private static final int DRAWDOWN_START = 16;
  private static final int DRAWDOWN_STOP = 24;
  private static final int BOOKING_INTERVAL = 32;
  private static final int PENDING_INCOME = 40;
  private static final int LAST_BOOKING = 48;
  private static final int LAST_QUARTER = 56;
  private static final int WALLET = 64;
  private static final int DRAWN_DOWN = 68;
  private static final int PEAKS = 72;
  private static final int QUARTERS = 32;
  private static final int RECORD_LENGTH = PEAKS + QUARTERS * Long.BYTES;

  private static final long QUARTER_NANOS = 15L * 60 * 1_000_000_000;
  private static final long NOT_OBSERVED = Long.MIN_VALUE;

  private final WalletTable wallets;
  private final RecordStore store = new RecordStore(RECORD_LENGTH);
  private int[] inOrder = new int[0];

  FundTable(WalletTable wallets) {
    this.wallets = wallets;
  }

  /** How many there are. */
  public int size() {
    return inOrder.length;
  }

  /** The fund at an index, in account order, then in order of asset id. */
  public int at(int index) {
    return inOrder[index];
  }

  /**
   * Sets the limits of a fund, added if it is new.
   *
   * @param wallet the fund's wallet
   * @param now timestamp of the command
   * @return its record number
   */
  public int set(
      int wallet,
      long now,
      long equityMin,
      long inventoryMax,
      long drawdownStart,
      long drawdownStop,
      long bookingInterval) {
    int fund = wallets.fund(wallet) != 0 ? wallets.fund(wallet) : add(wallet, now);
    if (bookingInterval == 0) {
      store.putLong(fund, PENDING_INCOME, 0);
    } else if (bookingInterval(fund) == 0) {
      store.putLong(fund, LAST_BOOKING, now);
    }
    store.putLong(fund, EQUITY_MIN, equityMin);
    store.putLong(fund, INVENTORY_MAX, inventoryMax);
    store.putLong(fund, DRAWDOWN_START, drawdownStart);
    store.putLong(fund, DRAWDOWN_STOP, drawdownStop);
    store.putLong(fund, BOOKING_INTERVAL, bookingInterval);
    return fund;
  }

  private int add(int wallet, long now) {
    int fund = store.allocate();
    store.putInt(fund, WALLET, wallet);
    store.putLong(fund, LAST_QUARTER, now / QUARTER_NANOS);
    for (int i = 0; i < QUARTERS; i++) {
      store.putLong(fund, PEAKS + i * Long.BYTES, NOT_OBSERVED);
    }
    wallets.fund(wallet, fund);
    int place = 0;
    while (place < inOrder.length && isBefore(wallet(inOrder[place]), wallet)) {
      place++;
    }
    int[] longer = Arrays.copyOf(inOrder, inOrder.length + 1);
    System.arraycopy(inOrder, place, longer, place + 1, inOrder.length - place);
    longer[place] = fund;
    inOrder = longer;
    return fund;
  }

  private boolean isBefore(int wallet, int other) {
    int account = wallets.account(wallet);
    int otherAccount = wallets.account(other);
    return account < otherAccount
        || (account == otherAccount && wallets.assetId(wallet) < wallets.assetId(other));
  }

  /** Its wallet. */
  public int wallet(int fund) {
    return store.getInt(fund, WALLET);
  }

  /** A limited takeover must not bring its equity below this; no limit for no fund (0). */
  public long equityMin(int fund) {
    return fund == 0 ? -NO_LIMIT : store.getLong(fund, EQUITY_MIN);
  }

  /** A limited takeover must not bring its notional above this; no limit for no fund (0). */
  public long inventoryMax(int fund) {
    return fund == 0 ? NO_LIMIT : store.getLong(fund, INVENTORY_MAX);
  }

  /** Drawdown, parts per billion of the peak, at which it becomes drawn down; 0 = never. */
  public long drawdownStart(int fund) {
    return store.getLong(fund, DRAWDOWN_START);
  }

  /** Drawdown, parts per billion of the peak, at which it stops being drawn down. */
  public long drawdownStop(int fund) {
    return store.getLong(fund, DRAWDOWN_STOP);
  }

  /** Nanoseconds between bookings; 0 = income is available at once. */
  public long bookingInterval(int fund) {
    return store.getLong(fund, BOOKING_INTERVAL);
  }

  /** Income that is not available yet; none for no fund (0). */
  public long pendingIncome(int fund) {
    return fund == 0 ? 0 : store.getLong(fund, PENDING_INCOME);
  }

  /** Whether its drawdown has started and not stopped; never for no fund (0). */
  public boolean isDrawnDown(int fund) {
    return fund != 0 && store.getInt(fund, DRAWN_DOWN) != 0;
  }

  /** Notes income, which waits for the next booking if there is an interval. */
  void addIncome(int fund, long amount) {
    if (bookingInterval(fund) > 0) {
      store.putLong(fund, PENDING_INCOME, pendingIncome(fund) + amount);
    }
  }

  /**
   * Books the pending income if a multiple of the interval has passed since the last booking.
   *
   * @return the income booked, 0 if none
   */
  long book(int fund, long now) {
    long interval = bookingInterval(fund);
    if (interval == 0 || now / interval <= store.getLong(fund, LAST_BOOKING) / interval) {
      return 0;
    }
    long income = pendingIncome(fund);
    store.putLong(fund, LAST_BOOKING, now);
    store.putLong(fund, PENDING_INCOME, 0);
    return income;
  }

  /** Notes what is available, and whether that starts or stops a drawdown. */
  void observe(int fund, long now, long available) {
    long quarter = now / QUARTER_NANOS;
    forget(fund, quarter);
    int slot = slot(quarter);
    store.putLong(fund, slot, Math.max(store.getLong(fund, slot), available));
    long start = drawdownStart(fund);
    long peak = peak(fund, now);
    long lost = peak <= 0 ? 0 : Math.subtractExact(peak, available);
    long of = Math.max(1, peak);
    // Products are compared: the drawdown itself may leave 64 bits.
    if (start > 0 && Int128.compareProducts(lost, Int128.PPB, start, of) >= 0) {
      store.putInt(fund, DRAWN_DOWN, 1);
    } else if (start == 0
        || Int128.compareProducts(lost, Int128.PPB, drawdownStop(fund) + 1, of) < 0) {
      store.putInt(fund, DRAWN_DOWN, 0);
    }
  }

  /** Empties the slots of the quarters that have begun since the last observation. */
  private void forget(int fund, long quarter) {
    long last = store.getLong(fund, LAST_QUARTER);
    for (long q = Math.max(last, quarter - QUARTERS) + 1; q <= quarter; q++) {
      store.putLong(fund, slot(q), NOT_OBSERVED);
    }
    store.putLong(fund, LAST_QUARTER, quarter);
  }

  /** The highest available balance in the last 32 quarters of an hour; 0 if none was observed. */
  public long peak(int fund, long now) {
    long last = store.getLong(fund, LAST_QUARTER);
    long peak = NOT_OBSERVED;
    for (long q = Math.max(now / QUARTER_NANOS - QUARTERS + 1, 0); q <= last; q++) {
      peak = Math.max(peak, store.getLong(fund, slot(q)));
    }
    return peak == NOT_OBSERVED ? 0 : peak;
  }

  private static int slot(long quarter) {
    return PEAKS + (int) (quarter % QUARTERS) * Long.BYTES;
  }

  /** Carries all funds. */
  void state(StateStream stream) {
    store.state(stream);
    int size = stream.of(inOrder.length);
    if (stream.isReading()) {
      inOrder = new int[size];
    }
    stream.of(inOrder);
  }
}
