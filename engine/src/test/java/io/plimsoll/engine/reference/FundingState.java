package io.plimsoll.engine.reference;

import io.plimsoll.protocol.FundingRule;
import java.math.BigInteger;

/** A funding rule other than NONE, and all that was gathered under it. */
final class FundingState {
  final FundingRule rule;

  /** Samples in the sum. */
  long count;

  BigInteger sum = Exact.ZERO;

  /** Whether a sample was ever taken under this rule. */
  boolean sampled;

  long sampleTime;
  BigInteger carry = Exact.ZERO;

  /** Number of the last interval that was charged, or that the rule was set in. */
  long period;

  /** When the last payment was, or the rule was set. */
  long last;

  long chargedRate;

  FundingState(FundingRule rule, long now) {
    this.rule = rule;
    period = period(now);
    last = now;
  }

  /** Number of the interval that a time lies in; 0 if there are no intervals. */
  long period(long time) {
    return rule.interval() == 0 ? 0 : Math.floorDiv(time - rule.phase(), rule.interval());
  }
}
