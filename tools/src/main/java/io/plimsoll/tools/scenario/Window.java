package io.plimsoll.tools.scenario;

/**
 * A stretch of time, in nanoseconds from the scenario's start.
 *
 * @param from its first moment
 * @param to its end, which is no longer in it
 */
public record Window(long from, long to) {
  /** Whether a moment lies in it. */
  public boolean contains(long time) {
    return time >= from && time < to;
  }
}
