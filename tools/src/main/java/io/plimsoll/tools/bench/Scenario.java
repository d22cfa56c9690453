package io.plimsoll.tools.bench;

import io.plimsoll.tools.bench.load.Cascade;
import io.plimsoll.tools.bench.load.FundingUnderWay;
import io.plimsoll.tools.bench.load.Load;
import io.plimsoll.tools.bench.load.MixedFlow;
import io.plimsoll.tools.bench.load.QuietMarks;

/** What is sent. */
public enum Scenario {
  /** Marks that harm nobody. */
  QUIET_MARKS("marks that harm nobody"),

  /** Marks, fills, deposits, orders, withdrawals. */
  MIXED_FLOW("half quiet marks, a quarter fills, the rest deposits, orders and withdrawals"),

  /** A crash through everybody's liquidation price. */
  CASCADE("a crash that liquidates every long, beside marks of another contract"),

  /** Quiet marks while a funding is charged. */
  FUNDING("marks that harm nobody while a funding is charged, a slice at each thousandth command");

  /** Highest rate of a cascade: its forced orders and their answers come on top of it. */
  static final long CASCADE_RATE_MAX = 200_000;

  private final String meaning;

  Scenario(String meaning) {
    this.meaning = meaning;
  }

  /** What it is, in one line. */
  public String meaning() {
    return meaning;
  }

  /** Whether it may go on for ever; a crash ends. */
  boolean isEndless() {
    return this != CASCADE;
  }

  /**
   * The load.
   *
   * @param accounts with a position
   * @param perSecond commands a second
   * @param commands in all, the warm-up included
   */
  Load load(int accounts, long perSecond, long commands) {
    return switch (this) {
      case QUIET_MARKS -> new QuietMarks(accounts);
      case MIXED_FLOW -> new MixedFlow(accounts);
      case CASCADE -> new Cascade(accounts, perSecond, commands);
      case FUNDING -> new FundingUnderWay(accounts);
    };
  }

  /** Its name on the command line. */
  @Override
  public String toString() {
    return Names.of(this);
  }
}
