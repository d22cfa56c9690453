package io.plimsoll.tools.sim;

import io.plimsoll.protocol.codec.FundingFinishedDecoder;

/** The fundings of a run. Sums for people are kept in double. */
public final class FundingTally {
  private final double one;
  private long rounds;
  private long late;
  private double paid;
  private double received;

  FundingTally(long one) {
    this.one = one;
  }

  void finished(FundingFinishedDecoder event) {
    rounds++;
    paid += event.paid() / one;
    received += event.received() / one;
  }

  void leftOut() {
    late++;
  }

  /** Fundings that reached every position. */
  public long rounds() {
    return rounds;
  }

  /** Fundings left out because the one before was still under way. */
  public long late() {
    return late;
  }

  /** What payers paid, in the asset. */
  public double paid() {
    return paid;
  }

  /** What receivers received, in the asset. */
  public double received() {
    return received;
  }
}
