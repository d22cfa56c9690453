package io.plimsoll.tools.crowd;

/**
 * Adding margin when called.
 *
 * @param share of the group that does, in parts per billion
 * @param amount paid in each time, in parts per billion of what was paid in at first
 * @param times at most
 * @param after how long after the call, in nanoseconds
 */
public record TopUpSpec(long share, long amount, int times, long after) {
  /** Nobody does. */
  static final TopUpSpec NONE = new TopUpSpec(0, 0, 0, 0);
}
