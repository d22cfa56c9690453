package io.plimsoll.tools.crowd;

import java.util.List;

/**
 * One simulated trader, before the crash.
 *
 * @param accountId from 1
 * @param isLong whether the position is long
 * @param isolated whether the position has a margin of its own
 * @param leverage in whole multiples
 * @param quantity of the position, above 0
 * @param entryPrice at which it was opened
 * @param deposit money paid in before
 * @param hedgeQuantity of a second leg on the other side, 0 in one-way mode
 * @param takeProfitPrice limit of a resting reduce-only order on the whole position; 0 for none
 * @param collateral what it pays in of the venue's other assets and pools, in their order; empty if
 *     it does not pool
 */
public record Trader(
    long accountId,
    boolean isLong,
    boolean isolated,
    int leverage,
    long quantity,
    long entryPrice,
    long deposit,
    long hedgeQuantity,
    long takeProfitPrice,
    List<Long> collateral) {
  /** Copies the list. */
  public Trader {
    collateral = List.copyOf(collateral);
  }

  /** Whether it is in hedge mode. */
  public boolean isHedged() {
    return hedgeQuantity > 0;
  }

  /** Whether it pools its wallets as collateral. */
  public boolean isPooled() {
    return !collateral.isEmpty();
  }
}
