package io.plimsoll.tools.sim;

import io.plimsoll.protocol.codec.FundingFinishedDecoder;
import io.plimsoll.protocol.codec.FundingRateSetDecoder;

/** The fundings of a run. Sums for people are kept in double. */
public final class FundingTally {
  /** Of what the engine computes the premium in a funding rate. */
  public enum Premium {
    /** The rate is not computed. */
    FIXED,
    /** The tape has one price: the premium is taken as 0. */
    NONE,
    /** The tape's price over its index. */
    TAPE,
    /** The simulated market's book. */
    BOOK
  }

  private final double one;
  private Premium premium = Premium.FIXED;
  private long rates;
  private long rateLowest;
  private long rateHighest;
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

  void computedFrom(Premium source) {
    premium = source;
  }

  void rateSet(FundingRateSetDecoder event) {
    long rate = event.chargedRate();
    rateLowest = rates == 0 ? rate : Math.min(rateLowest, rate);
    rateHighest = rates == 0 ? rate : Math.max(rateHighest, rate);
    rates++;
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

  /** Of what computed rates are made. */
  public Premium premium() {
    return premium;
  }

  /** Payments whose rate the engine computed, also where it was 0 and nobody paid. */
  public long rates() {
    return rates;
  }

  /** The lowest of them, in parts per billion; 0 if there is none. */
  public long rateLowest() {
    return rateLowest;
  }

  /** The highest of them, in parts per billion; 0 if there is none. */
  public long rateHighest() {
    return rateHighest;
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
