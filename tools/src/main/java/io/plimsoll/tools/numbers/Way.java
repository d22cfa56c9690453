package io.plimsoll.tools.numbers;

/** How a position under liquidation was closed. */
public enum Way {
  /** By a forced order that the book filled. */
  BOOK,
  /** An insurance fund or vault took it over. */
  TAKE_OVER,
  /** Against a position of the other side. */
  ADL
}
