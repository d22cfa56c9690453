package io.plimsoll.engine.waterfall;

/** What the tasks of one kind do at a visit and at the end of a pass. */
interface TaskWork {
  /** Whether the task, though first, gets no visits now. */
  default boolean isHeldUp(int task) {
    return false;
  }

  /**
   * Makes the next visit of the pass.
   *
   * @return what it counts for, at least 1; 0 if the pass has nobody left to visit
   */
  int step(int task);

  /**
   * The pass is over. What was put off until the end of the slice is done here too if the task is
   * done.
   *
   * @return the number of the pass that begins now, or 0 if the task is done
   */
  int passEnded(int task);

  /** The slice ends, and the task is not done: what was put off is due now. */
  default void sliceEnded(int task) {}

  /** The task is done and has left the queue; its fields can be read for the last time. */
  default void done(int task) {}
}
