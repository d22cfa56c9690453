package io.plimsoll.engine.core;

import io.plimsoll.engine.memory.StateStream;

/**
 * How much an engine may hold. A command that would pass a limit is rejected with LIMIT_EXCEEDED.
 *
 * @param accountsMax accounts, 1 to 2^28
 * @param ordersMax open orders of traders, 1 to 2^28
 */
public record EngineLimits(int accountsMax, int ordersMax) {
  /** Sixteen million accounts, sixteen million open orders. Memory is taken as it is needed. */
  public static final EngineLimits DEFAULT = new EngineLimits(1 << 24, 1 << 24);

  private static final int LIMIT = 1 << 28;

  /** Checks the ranges. */
  public EngineLimits {
    if (accountsMax < 1 || accountsMax > LIMIT || ordersMax < 1 || ordersMax > LIMIT) {
      throw new IllegalArgumentException(
          "limits must lie in 1.." + LIMIT + ": " + accountsMax + ", " + ordersMax);
    }
  }

  /** Makes sure that state is of an engine with these limits. */
  void state(StateStream stream) {
    stream.same(accountsMax, "accountsMax");
    stream.same(ordersMax, "ordersMax");
  }
}
