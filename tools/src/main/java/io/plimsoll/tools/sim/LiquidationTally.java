package io.plimsoll.tools.sim;

import io.plimsoll.protocol.codec.LiquidationFinishedDecoder;
import io.plimsoll.protocol.codec.Outcome;
import java.util.EnumMap;
import java.util.Map;

/** How liquidations ended, and what they cost. Sums for people are kept in double. */
public final class LiquidationTally {
  private final double one;
  private final Map<Outcome, Long> outcomes = new EnumMap<>(Outcome.class);
  private long marginCalls;
  private long exampleAccount;
  private int exampleOutcome;
  private double closedNotional;
  private double takenOverNotional;
  private double deleveragedNotional;
  private double tradersPnl;
  private double fees;
  private double surplus;

  LiquidationTally(double one) {
    this.one = one;
  }

  void called() {
    marginCalls++;
  }

  void finished(LiquidationFinishedDecoder event) {
    Outcome outcome = event.outcome();
    outcomes.merge(outcome, 1L, Long::sum);
    // The best story: the first of those that went furthest down.
    if (outcome != Outcome.RECOVERED && outcome.value() > exampleOutcome) {
      exampleOutcome = outcome.value();
      exampleAccount = event.accountId();
    }
    closedNotional += event.closedNotional();
    takenOverNotional += event.takenOverNotional();
    deleveragedNotional += event.deleveragedNotional();
    tradersPnl += event.realisedPnl();
    fees += event.liquidationFee();
    surplus += event.surplus();
  }

  /** Liquidations that ended so. */
  public long outcomes(Outcome outcome) {
    return outcomes.getOrDefault(outcome, 0L);
  }

  /** Margin calls. */
  public long marginCalls() {
    return marginCalls;
  }

  /** An account whose story is worth telling; 0 if none was liquidated. */
  public long exampleAccount() {
    return exampleAccount;
  }

  /** Closed on the market, in the asset. */
  public double closedNotional() {
    return closedNotional / one;
  }

  /** Taken over by fund or vault, in the asset. */
  public double takenOverNotional() {
    return takenOverNotional / one;
  }

  /** Closed against positions of the other side, in the asset. */
  public double deleveragedNotional() {
    return deleveragedNotional / one;
  }

  /** PnL that liquidated traders realised while they were liquidated, in the asset. */
  public double tradersPnl() {
    return tradersPnl / one;
  }

  /** Liquidation fees that they paid, in the asset. */
  public double liquidationFees() {
    return fees / one;
  }

  /** Left-over margin that they lost to the fund, in the asset. */
  public double surplus() {
    return surplus / one;
  }
}
