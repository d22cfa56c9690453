package io.plimsoll.tools.sim;

import io.plimsoll.protocol.codec.BalanceReason;
import io.plimsoll.tools.crowd.Venue;
import java.math.BigInteger;
import java.util.EnumMap;
import java.util.Map;

/** An insurance fund or vault over the run: its balance, its inventory, and what came and went. */
public final class FundTally {
  private final Venue venue;
  private final Map<BalanceReason, BigInteger> flows = new EnumMap<>(BalanceReason.class);
  private long balance;
  private long quantity;
  private long cost;
  private long before;
  private BigInteger equityLowest;
  private long exhaustedAt;
  private long quantityLargest;

  FundTally(Venue venue) {
    this.venue = venue;
  }

  void changed(BalanceReason reason, long amount, long newBalance) {
    flows.merge(reason, BigInteger.valueOf(amount), BigInteger::add);
    balance = newBalance;
  }

  void inventory(long newQuantity, long newCost) {
    quantity = newQuantity;
    cost = newCost;
    if (Math.abs(quantity) > Math.abs(quantityLargest)) {
      quantityLargest = quantity;
    }
  }

  void beginTape(long mark) {
    before = balance;
    flows.clear();
    equityLowest = equity(mark);
  }

  void marked(long mark, long timestamp) {
    BigInteger equity = equity(mark);
    equityLowest = equityLowest.min(equity);
    if (exhaustedAt == 0 && equity.signum() < 0) {
      exhaustedAt = timestamp;
    }
  }

  /** When its equity first fell below 0, nanoseconds since 1970; 0 if it never did. */
  public long exhaustedAt() {
    return exhaustedAt;
  }

  /** Unrealised PnL of the inventory, in units of money. */
  public BigInteger inventoryPnl(long mark) {
    return equity(mark).subtract(BigInteger.valueOf(balance));
  }

  /** Balance plus unrealised PnL of the inventory, in units of money. */
  public BigInteger equity(long mark) {
    return venue
        .signedValue(quantity, mark)
        .subtract(BigInteger.valueOf(cost))
        .add(BigInteger.valueOf(balance));
  }

  /** Lowest equity at any mark. */
  public BigInteger equityLowest() {
    return equityLowest;
  }

  /** Balance when the tape began, in units of money. */
  public long before() {
    return before;
  }

  /** Balance now, in units of money. */
  public long balance() {
    return balance;
  }

  /** Inventory now, signed. */
  public long quantity() {
    return quantity;
  }

  /** The inventory that was furthest from zero, signed. */
  public long quantityLargest() {
    return quantityLargest;
  }

  /** What changed the balance for this reason since the tape began, in units of money. */
  public BigInteger flow(BalanceReason reason) {
    return flows.getOrDefault(reason, BigInteger.ZERO);
  }
}
