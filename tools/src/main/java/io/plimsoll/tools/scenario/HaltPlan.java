package io.plimsoll.tools.scenario;

import java.util.Optional;

/**
 * When the exchange stands still.
 *
 * @param what stands still
 * @param window fixed, in nanoseconds from the start; none where a fall decides
 * @param fall of any instrument's outside price from its highest of the last while, in parts per
 *     billion, that starts it; 0 where a window decides
 * @param within how long that while is, in nanoseconds
 * @param duration how long it then lasts, in nanoseconds
 */
public record HaltPlan(What what, Optional<Window> window, long fall, long within, long duration) {
  /** What stands still. */
  public enum What {
    /** Orders are taken and not matched until it is over; marks go on. */
    MATCHING,
    /** No marks, index or book prices reach the engine until it is over; orders are matched. */
    MARKS,
    /** Both. */
    ALL
  }
}
