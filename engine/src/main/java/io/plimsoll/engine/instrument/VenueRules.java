package io.plimsoll.engine.instrument;

import io.plimsoll.engine.memory.Int128;
import io.plimsoll.engine.memory.StateStream;
import io.plimsoll.protocol.codec.SurplusTo;
import io.plimsoll.protocol.codec.TriggerRule;

/** The venue's rules, set once by ConfigureVenue; the defaults of the schema until then. */
public final class VenueRules {
  private boolean configured;
  private long marginCallRatio;
  private long unwindFraction;
  private long unwindSlippage;
  private TriggerRule triggerRule = TriggerRule.AT_OR_BELOW;
  private boolean closingFeeCounted;
  private SurplusTo isolatedSurplusTo = SurplusTo.FUND;
  private SurplusTo crossSurplusTo = SurplusTo.ACCOUNT;
  private boolean changesWithPosition;

  /** Sets all of them. Values are checked by the caller. */
  public void configure(
      long callRatio,
      long fraction,
      long slippage,
      TriggerRule rule,
      boolean feeCounted,
      SurplusTo isolated,
      SurplusTo cross,
      boolean withPosition) {
    configured = true;
    marginCallRatio = callRatio;
    unwindFraction = fraction;
    unwindSlippage = slippage;
    triggerRule = rule;
    closingFeeCounted = feeCounted;
    isolatedSurplusTo = isolated;
    crossSurplusTo = cross;
    changesWithPosition = withPosition;
  }

  /** Whether {@link #configure} was called. */
  public boolean configured() {
    return configured;
  }

  /** Requirement times this is the margin call line, in parts per billion; 0 = no calls. */
  public long marginCallRatio() {
    return marginCallRatio;
  }

  /** Share of the fund's inventory sent out at each Clock, in parts per billion. */
  public long unwindFraction() {
    return unwindFraction;
  }

  /** Furthest distance of an unwind limit from the mark, in parts per billion. */
  public long unwindSlippage() {
    return unwindSlippage;
  }

  /** When equity is past a line. */
  public TriggerRule triggerRule() {
    return triggerRule;
  }

  /** Whether the requirement includes the taker fee of closing. */
  public boolean closingFeeCounted() {
    return closingFeeCounted;
  }

  /** Who keeps what is left of an isolated margin. */
  public SurplusTo isolatedSurplusTo() {
    return isolatedSurplusTo;
  }

  /** Who keeps what is left of a cross wallet. */
  public SurplusTo crossSurplusTo() {
    return crossSurplusTo;
  }

  /** Whether leverage and margin mode may change while a position is open. */
  public boolean changesWithPosition() {
    return changesWithPosition;
  }

  /** Whether equity is past a requirement, both money. */
  public boolean isPast(long equity, long requirement) {
    return equity < requirement
        || (equity == requirement && triggerRule == TriggerRule.AT_OR_BELOW);
  }

  /**
   * Whether equity less requirement (times the call ratio) falls whenever the mark moves against a
   * position, for a tier of this maintenance rate and this taker fee.
   */
  public boolean slopeHolds(long maintenanceRate, long takerRate) {
    long rate = maintenanceRate + (closingFeeCounted ? takerRate : 0);
    long ratio = Math.max(marginCallRatio, Int128.PPB);
    return Int128.compareProducts(rate, ratio, Int128.PPB, Int128.PPB) < 0;
  }

  /** Carries the rules. */
  public void state(StateStream stream) {
    configured = stream.of(configured);
    marginCallRatio = stream.of(marginCallRatio);
    unwindFraction = stream.of(unwindFraction);
    unwindSlippage = stream.of(unwindSlippage);
    triggerRule = TriggerRule.get((short) stream.of(triggerRule.value()));
    closingFeeCounted = stream.of(closingFeeCounted);
    isolatedSurplusTo = SurplusTo.get((short) stream.of(isolatedSurplusTo.value()));
    crossSurplusTo = SurplusTo.get((short) stream.of(crossSurplusTo.value()));
    changesWithPosition = stream.of(changesWithPosition);
  }
}
