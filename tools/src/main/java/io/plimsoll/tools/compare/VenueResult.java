package io.plimsoll.tools.compare;

/**
 * What a tape did to a crowd at a venue. Money is in dollars; a coin counts at the tape's last
 * price, except deposits: at its first.
 *
 * @param name of the venue, with its leverage cap if it has one
 * @param note why there are no figures; empty if there are
 * @param accounts traders
 * @param liquidated of them, at least once
 * @param onBook notional closed on the market
 * @param takenOver notional that fund and vaults took over
 * @param beyondMargin loss that margins did not suffice for
 * @param fundDrawdown how far fund and vaults fell below where they began, at their lowest
 * @param deleveraged notional closed against others by ADL
 * @param counterparties traders that this befell
 * @param socialised loss that others bore
 * @param deposited by traders
 * @param left to traders at the end
 * @param leftShare left over deposited, in the settlement asset
 * @param timeToSafe from the first liquidation until none was under way and no fund held a
 *     position, in nanoseconds; below 0 if that never came
 * @param digest of the engine's state at the end
 */
public record VenueResult(
    String name,
    String note,
    int accounts,
    int liquidated,
    double onBook,
    double takenOver,
    double beyondMargin,
    double fundDrawdown,
    double deleveraged,
    long counterparties,
    double socialised,
    double deposited,
    double left,
    double leftShare,
    long timeToSafe,
    String digest) {
  /** Notional closed, taken over or deleveraged. */
  public double notional() {
    return onBook + takenOver + deleveraged;
  }

  /** Whether the crowd could trade there. */
  public boolean isTraded() {
    return note.isEmpty();
  }

  /** A venue on which the crowd cannot trade. */
  public static VenueResult none(String name, String note) {
    return new VenueResult(name, note, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, "");
  }
}
