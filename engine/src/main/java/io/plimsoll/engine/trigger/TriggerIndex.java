package io.plimsoll.engine.trigger;

/**
 * Positions ordered by the mark at which they must be looked at again, nearest first; ties in
 * account order. A position is in it at most once. Not thread safe.
 */
public interface TriggerIndex {
  /**
   * Sets the trigger of a position, whether or not it has one.
   *
   * @param position record number
   * @param price the mark at which it must be looked at
   */
  void set(int position, long price);

  /** Takes a position out, if it is in. */
  void remove(int position);

  /**
   * The nearest position whose trigger a mark has reached or passed, or 0.
   *
   * @param mark the new mark price
   */
  int firstPassed(long mark);

  /** How many positions are in it. */
  int size();
}
