package io.plimsoll.engine.reference;

import io.plimsoll.protocol.PriceRule;
import java.math.BigInteger;
import java.util.ArrayDeque;
import java.util.TreeMap;

/** A price rule that has sources, and all that was gathered under it. */
final class PriceState {
  /** A source's price and when it came. */
  record Quote(long price, long time) {}

  /** The book's prices, 0 for one that is none, and when they came. */
  record Book(
      long bestBid, long bestAsk, long impactBid, long impactAsk, long lastTrade, long time) {}

  /** An average over time, in 1/S, and when it was taken last. */
  record Average(BigInteger value, long time) {}

  final PriceRule rule;
  final TreeMap<Integer, Quote> quotes = new TreeMap<>();

  /** 0 before the first. */
  long index;

  /** Null before the first. */
  Book book;

  /** The last samples of the basis, the oldest first. */
  final ArrayDeque<BigInteger> ring = new ArrayDeque<>();

  /** The exponential average of the basis and the time of its last sample; null before it. */
  Average basis;

  /** The average of the computed prices; null before the first. */
  Average computed;

  /** Every index of a contract that is settled to an average of it, the oldest first. */
  final SettlementIndex settlement;

  PriceState(PriceRule rule, long expiry) {
    this.rule = rule;
    this.settlement = new SettlementIndex(expiry, rule.settlementWindow());
  }

  /** The book, with no prices if it does not count any more. */
  Book liveBook(long now) {
    boolean live = book != null && now - book.time() <= rule.staleAfter();
    return live ? book : new Book(0, 0, 0, 0, 0, 0);
  }
}
