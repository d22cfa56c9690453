package io.plimsoll.tools.numbers;

/** Which side a position was on. */
public enum Side {
  /** It had bought. */
  LONG,
  /** It had sold. */
  SHORT;

  static Side of(long quantity) {
    return quantity > 0 ? LONG : SHORT;
  }
}
