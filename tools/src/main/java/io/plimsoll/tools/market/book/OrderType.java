package io.plimsoll.tools.market.book;

/** What an order does that does not fill at once. */
public enum OrderType {
  /** Its rest comes to rest in the book, at its limit. */
  LIMIT,
  /** Takes at any price; its rest expires. */
  MARKET,
  /** Immediate or cancel: takes up to its limit; its rest expires. */
  IOC,
  /** Fill or kill: all of it at once up to its limit, or nothing. */
  FOK
}
