package io.plimsoll.tools.crowd;

import java.util.List;

/**
 * What a trader pays in.
 *
 * @param money of the settlement asset
 * @param amounts of the other assets that count as collateral, in their order; empty if it does not
 *     pool
 */
public record Pledge(long money, List<Long> amounts) {
  /** Copies the list. */
  public Pledge {
    amounts = List.copyOf(amounts);
  }

  static Pledge none(long money) {
    return new Pledge(money, List.of());
  }

  /** Whether the trader pools its wallets as collateral. */
  public boolean isPooled() {
    return !amounts.isEmpty();
  }
}
