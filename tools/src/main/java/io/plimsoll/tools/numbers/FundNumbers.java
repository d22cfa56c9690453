package io.plimsoll.tools.numbers;

import io.plimsoll.protocol.codec.BalanceReason;
import java.math.BigInteger;
import java.util.EnumMap;
import java.util.Map;

/**
 * An insurance fund or vault in one asset: its balance, its inventory at the mark, and both
 * together, its equity. Money is in units of the asset.
 */
public final class FundNumbers {
  private static final int TRACK_MOST = 4_096;

  private final long account;
  private final AssetNumbers asset;
  private final Map<BalanceReason, Sum> ledger = new EnumMap<>(BalanceReason.class);
  private final Buckets<Range> equity = Buckets.fine(TRACK_MOST, Range::new);
  private final Buckets<Range> balances = Buckets.fine(TRACK_MOST, Range::new);
  private final Buckets<Range> inventory = Buckets.fine(TRACK_MOST, Range::new);
  private long balance;
  private long lastEquity;
  private long lowestEquity;
  private long lowestAt;
  private long belowZeroAt;
  private long largestInventory;

  FundNumbers(long account, AssetNumbers asset) {
    this.account = account;
    this.asset = asset;
  }

  void changed(BalanceReason reason, long amount, long newBalance) {
    ledger.computeIfAbsent(reason, key -> new Sum()).add(amount);
    balance = newBalance;
  }

  /**
   * All that happened at this time has been heard.
   *
   * @param unrealised PnL of the inventory at the marks
   * @param held its value at the marks, short positions negative
   */
  void instantEnded(long time, long unrealised, long held) {
    lastEquity = Math.addExact(balance, unrealised);
    if (equity.size() == 0 || lastEquity < lowestEquity) {
      lowestEquity = lastEquity;
      lowestAt = time;
    }
    if (belowZeroAt == 0 && lastEquity < 0) {
      belowZeroAt = time;
    }
    if (Math.abs(held) > Math.abs(largestInventory)) {
      largestInventory = held;
    }
    equity.at(time).add(lastEquity);
    balances.at(time).add(balance);
    inventory.at(time).add(held);
  }

  /** Its account. */
  public long account() {
    return account;
  }

  /** Which money. */
  public AssetNumbers asset() {
    return asset;
  }

  /** What changed its balance for a reason, added up. */
  public BigInteger flow(BalanceReason reason) {
    Sum sum = ledger.get(reason);
    return sum == null ? BigInteger.ZERO : sum.value();
  }

  /** Its balance at the end. */
  public long balance() {
    return balance;
  }

  /** Balance and unrealised PnL of the inventory at the last mark. */
  public long equityAtEnd() {
    return lastEquity;
  }

  /** The lowest that it was at the end of an instant. */
  public long lowestEquity() {
    return lowestEquity;
  }

  /** When, nanoseconds since 1970. */
  public long lowestAt() {
    return lowestAt;
  }

  /** When its equity was first below 0, nanoseconds since 1970; 0 if it never was. */
  public long belowZeroAt() {
    return belowZeroAt;
  }

  /** Value of the inventory that was furthest from 0, short negative. */
  public long largestInventory() {
    return largestInventory;
  }

  /** Equity over time, at the ends of instants. */
  public Buckets<Range> equity() {
    return equity;
  }

  /** Balance over time. */
  public Buckets<Range> balances() {
    return balances;
  }

  /**
   * Value of the inventory at the marks over time; of several positions added up, short negative.
   */
  public Buckets<Range> inventory() {
    return inventory;
  }
}
