package io.plimsoll.engine.instrument;

import io.plimsoll.engine.memory.StateStream;

/** The last funding of an instrument. */
public final class FundingRound {
  private int round;
  private long rate;
  private long price;
  private boolean underWay;
  private long paid;
  private long received;

  /** Starts the next round: parts per billion of value, and the price at which to value. */
  public void start(long atRate, long atPrice) {
    round++;
    rate = atRate;
    price = atPrice;
    underWay = true;
    paid = 0;
    received = 0;
  }

  /** The round has reached every position. */
  public void finish() {
    underWay = false;
  }

  /** Adds what a position receives (positive) or pays (negative). */
  public void add(long cash) {
    if (cash < 0) {
      paid -= cash;
    } else {
      received += cash;
    }
  }

  /** How many fundings the instrument has had. */
  public int round() {
    return round;
  }

  /** Rate of the last, parts per billion; above 0 longs pay. */
  public long rate() {
    return rate;
  }

  /** Price at which the last one values positions. */
  public long price() {
    return price;
  }

  /** Whether it has not reached every position yet. */
  public boolean isUnderWay() {
    return underWay;
  }

  /** What payers paid in the last so far, not negative. */
  public long paid() {
    return paid;
  }

  /** What receivers received in the last so far, not negative. */
  public long received() {
    return received;
  }

  /** Carries the round. */
  void state(StateStream stream) {
    round = stream.of(round);
    rate = stream.of(rate);
    price = stream.of(price);
    underWay = stream.of(underWay);
    paid = stream.of(paid);
    received = stream.of(received);
  }
}
