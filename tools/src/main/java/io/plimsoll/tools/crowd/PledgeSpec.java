package io.plimsoll.tools.crowd;

import java.util.List;

/**
 * Collateral that traders of a group pledge: who does pools its wallets.
 *
 * @param share of the group's cross traders that do, in parts per billion
 * @param parts of what they pay in that they pay in each asset, in the order of the collateral, in
 *     parts per billion; the rest is money of the settlement asset
 */
public record PledgeSpec(long share, List<Long> parts) {
  /** Nobody does. */
  static final PledgeSpec NONE = new PledgeSpec(0, List.of());

  /** Copies the list. */
  public PledgeSpec {
    parts = List.copyOf(parts);
  }
}
