package io.plimsoll.protocol;

import io.plimsoll.protocol.codec.SurplusTo;
import io.plimsoll.protocol.codec.TriggerRule;

/**
 * The rules of a venue, as ConfigureVenue sets them. The engine checks the ranges.
 *
 * @param marginCallRatio a margin call goes out when equity is past requirement times this, in
 *     parts per billion; 0 for no margin calls, else 1,000,000,001 to 10,000,000,000
 * @param unwindFraction share of its inventory that the fund sends out at each Clock, in parts per
 *     billion, 0 to 1,000,000,000
 * @param unwindSlippage how far from the mark the limit of an unwind order may lie, in parts per
 *     billion, 0 to 500,000,000
 * @param triggerRule when equity counts as past the maintenance line
 * @param closingFeeCounted whether the requirement includes the taker fee of closing at the mark
 * @param isolatedSurplusTo who keeps what is left of an isolated margin
 * @param crossSurplusTo who keeps what is left of a cross wallet
 * @param changesWithPosition whether leverage and margin mode may change while a position is open
 */
public record VenueRules(
    long marginCallRatio,
    long unwindFraction,
    long unwindSlippage,
    TriggerRule triggerRule,
    boolean closingFeeCounted,
    SurplusTo isolatedSurplusTo,
    SurplusTo crossSurplusTo,
    boolean changesWithPosition) {
  /** The rules of a venue that was never configured. */
  public static final VenueRules DEFAULT =
      new VenueRules(0, 0, 0, TriggerRule.AT_OR_BELOW, false, SurplusTo.FUND, SurplusTo.ACCOUNT);

  /** Rules under which leverage and margin mode stay while a position is open. */
  public VenueRules(
      long marginCallRatio,
      long unwindFraction,
      long unwindSlippage,
      TriggerRule triggerRule,
      boolean closingFeeCounted,
      SurplusTo isolatedSurplusTo,
      SurplusTo crossSurplusTo) {
    this(
        marginCallRatio,
        unwindFraction,
        unwindSlippage,
        triggerRule,
        closingFeeCounted,
        isolatedSurplusTo,
        crossSurplusTo,
        false);
  }
}
