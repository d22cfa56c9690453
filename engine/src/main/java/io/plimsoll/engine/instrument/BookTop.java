package io.plimsoll.engine.instrument;

import io.plimsoll.engine.memory.StateStream;

/** What is known of an instrument's own order book; 0 stands for no price. Not thread safe. */
public final class BookTop {
  private boolean seen;
  private long time;
  private long bestBid;
  private long bestAsk;
  private long impactBid;
  private long impactAsk;
  private long lastTrade;

  /** Forgets the book. */
  void clear() {
    set(0, 0, 0, 0, 0, 0);
    seen = false;
  }

  /** Replaces all five prices. */
  public void set(
      long timestamp, long bid, long ask, long bidForImpact, long askForImpact, long trade) {
    seen = true;
    time = timestamp;
    bestBid = bid;
    bestAsk = ask;
    impactBid = bidForImpact;
    impactAsk = askForImpact;
    lastTrade = trade;
  }

  /** Whether it was seen, and not longer ago than {@code staleAfter}. */
  boolean isLive(long timestamp, long staleAfter) {
    return seen && timestamp - time <= staleAfter;
  }

  /** Whether it has both a bid and an ask. */
  boolean hasMid() {
    return bestBid > 0 && bestAsk > 0;
  }

  /** The mean of best bid and best ask, rounded down. */
  long mid() {
    return PriceMath.mean(bestBid, bestAsk);
  }

  /** Whether there was a BookPrice under the rule. */
  public boolean seen() {
    return seen;
  }

  /** When the last came; 0 before the first. */
  public long time() {
    return time;
  }

  /** Best bid. */
  public long bestBid() {
    return bestBid;
  }

  /** Best ask. */
  public long bestAsk() {
    return bestAsk;
  }

  /** Average price at which the impact notional is sold. */
  public long impactBid() {
    return impactBid;
  }

  /** Average price at which the impact notional is bought. */
  public long impactAsk() {
    return impactAsk;
  }

  /** Last trade. */
  public long lastTrade() {
    return lastTrade;
  }

  /** Carries the top of the book. */
  void state(StateStream stream) {
    seen = stream.of(seen);
    time = stream.of(time);
    bestBid = stream.of(bestBid);
    bestAsk = stream.of(bestAsk);
    impactBid = stream.of(impactBid);
    impactAsk = stream.of(impactAsk);
    lastTrade = stream.of(lastTrade);
  }
}
