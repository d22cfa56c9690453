package io.plimsoll.tools.sim;

import io.plimsoll.protocol.codec.BalanceReason;
import io.plimsoll.tools.crowd.Venue;
import java.math.BigInteger;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * An insurance fund or vault over the run: its balance, its inventory, and what came and went. Its
 * equity is looked at when an instant ends: when all events of one timestamp have been heard.
 */
public final class FundTally {
  private final List<Venue> venues;
  private final Map<BalanceReason, BigInteger> flows = new EnumMap<>(BalanceReason.class);
  private long balance;
  private final long[] quantities;
  private final long[] costs;
  private final long[] largest;
  private long before;
  private boolean isKnown;
  private BigInteger equityLowest;
  private long exhaustedAt;

  /**
   * A tally.
   *
   * @param venues what is traded, an entry for each instrument
   */
  FundTally(List<Venue> venues) {
    this.venues = venues;
    this.quantities = new long[venues.size()];
    this.costs = new long[venues.size()];
    this.largest = new long[venues.size()];
  }

  void changed(BalanceReason reason, long amount, long newBalance) {
    isKnown = true;
    flows.merge(reason, BigInteger.valueOf(amount), BigInteger::add);
    balance = newBalance;
  }

  void inventory(int instrument, long newQuantity, long newCost) {
    isKnown = true;
    quantities[instrument] = newQuantity;
    costs[instrument] = newCost;
    if (Math.abs(newQuantity) > Math.abs(largest[instrument])) {
      largest[instrument] = newQuantity;
    }
  }

  void beginTape() {
    before = balance;
    flows.clear();
  }

  /** All that happened at this time has been heard: the one moment at which a fund is looked at. */
  void instantEnded(long time, long... marks) {
    if (!isKnown) {
      return; // It has had nothing yet.
    }
    BigInteger equity = equity(marks);
    if (equityLowest == null || equity.compareTo(equityLowest) < 0) {
      equityLowest = equity;
    }
    if (exhaustedAt == 0 && equity.signum() < 0) {
      exhaustedAt = time;
    }
  }

  /** When its equity first fell below 0, nanoseconds since 1970; 0 if it never did. */
  public long exhaustedAt() {
    return exhaustedAt;
  }

  /** Unrealised PnL of the inventory, in units of money. */
  public BigInteger inventoryPnl(long... marks) {
    return equity(marks).subtract(BigInteger.valueOf(balance));
  }

  /**
   * Balance plus unrealised PnL of the inventory, in units of money.
   *
   * @param marks of the instruments
   */
  public BigInteger equity(long... marks) {
    BigInteger equity = BigInteger.valueOf(balance);
    for (int i = 0; i < quantities.length; i++) {
      if (quantities[i] != 0) {
        BigInteger value = venues.get(i).signedValue(quantities[i], marks[i]);
        equity = equity.add(value).subtract(BigInteger.valueOf(costs[i]));
      }
    }
    return equity;
  }

  /** The lowest that its equity was at the end of an instant, once it had anything. */
  public BigInteger equityLowest() {
    return equityLowest == null ? BigInteger.ZERO : equityLowest;
  }

  /** Balance when the tape began, in units of money. */
  public long before() {
    return before;
  }

  /** Balance now, in units of money. */
  public long balance() {
    return balance;
  }

  /** Inventory in the first instrument now, signed. */
  public long quantity() {
    return quantity(0);
  }

  /** Inventory in an instrument now, signed. */
  public long quantity(int instrument) {
    return quantities[instrument];
  }

  /** The inventory in an instrument that was furthest from zero, signed. */
  public long quantityLargest(int instrument) {
    return largest[instrument];
  }

  /** What changed the balance for this reason since the tape began, in units of money. */
  public BigInteger flow(BalanceReason reason) {
    return flows.getOrDefault(reason, BigInteger.ZERO);
  }
}
