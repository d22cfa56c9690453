package io.plimsoll.engine.reference;

import static io.plimsoll.engine.reference.Exact.ZERO;

import io.plimsoll.protocol.codec.BalanceReason;
import java.math.BigInteger;
import java.util.TreeMap;

/** Section 9: an insurance fund in an asset, once SetFund named it. */
final class Fund {
  private static final long QUARTER_HOUR = 15L * 60 * 1_000_000_000;
  private static final long QUARTER_HOURS = 32;

  final Wallet wallet;
  long equityMin;
  long inventoryMax;
  long drawdownStart;
  long drawdownStop;
  long bookingInterval;
  BigInteger pending = ZERO;
  boolean drawdown;

  private long lastBooking;

  /** The highest available balance that was observed in each quarter of an hour since 1970. */
  private final TreeMap<Long, BigInteger> highest = new TreeMap<>();

  Fund(Wallet wallet) {
    this.wallet = wallet;
  }

  /** What the account has in the asset and may count on. */
  static BigInteger available(Account account, Asset asset) {
    Fund fund = account.funds.get(asset.id);
    return fund == null ? account.wallet(asset).balance : fund.available();
  }

  /** Below this a limited takeover must not bring the account's equity. */
  static BigInteger equityMin(Account account, Asset asset) {
    Fund fund = account.funds.get(asset.id);
    return fund == null ? Exact.LIMIT.negate() : Exact.big(fund.equityMin);
  }

  /** Above this a limited takeover must not bring the notional that the account holds. */
  static BigInteger inventoryMax(Account account, Asset asset) {
    Fund fund = account.funds.get(asset.id);
    return fund == null ? Exact.LIMIT : Exact.big(fund.inventoryMax);
  }

  BigInteger available() {
    return wallet.balance.subtract(pending);
  }

  void setBookingInterval(long interval, long now) {
    if (bookingInterval == 0) {
      lastBooking = now;
    }
    bookingInterval = interval;
    if (interval == 0) {
      pending = ZERO;
    }
  }

  /** The balance has grown by this. */
  void addIncome(BigInteger amount, BalanceReason reason) {
    boolean income = reason == BalanceReason.SURPLUS || reason == BalanceReason.LIQUIDATION_FEE;
    if (income && amount.signum() > 0 && bookingInterval > 0) {
      pending = pending.add(amount);
    }
  }

  /** Makes pending income available if its time has come. Returns what became available. */
  BigInteger book(long now) {
    if (bookingInterval == 0 || now / bookingInterval <= lastBooking / bookingInterval) {
      return ZERO;
    }
    lastBooking = now;
    BigInteger booked = pending;
    pending = ZERO;
    return booked;
  }

  void observe(long now) {
    highest.merge(now / QUARTER_HOUR, available(), BigInteger::max);
    BigInteger peak = peak(now);
    BigInteger down =
        peak.signum() <= 0
            ? ZERO
            : Exact.floorDiv(peak.subtract(available()).multiply(Exact.BIG_PPB), peak);
    if (drawdownStart > 0 && down.compareTo(Exact.big(drawdownStart)) >= 0) {
      drawdown = true;
    } else if (drawdownStart == 0 || down.compareTo(Exact.big(drawdownStop)) <= 0) {
      drawdown = false;
    }
  }

  /** The highest available balance of the last 8 hours; 0 if none was observed. */
  BigInteger peak(long now) {
    return highest.tailMap(now / QUARTER_HOUR - QUARTER_HOURS, false).values().stream()
        .max(BigInteger::compareTo)
        .orElse(ZERO);
  }
}
