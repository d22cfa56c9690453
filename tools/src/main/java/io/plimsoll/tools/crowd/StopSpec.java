package io.plimsoll.tools.crowd;

/**
 * A stop-loss or take-profit order that part of a group has.
 *
 * @param share of the group, in parts per billion
 * @param distance from the entry price, in parts per billion of it
 */
public record StopSpec(long share, Range distance) {
  /** Nobody has one. */
  static final StopSpec NONE = new StopSpec(0, new Range(0, 0));
}
