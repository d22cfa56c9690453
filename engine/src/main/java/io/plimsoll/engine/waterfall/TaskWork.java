package io.plimsoll.engine.waterfall;

/** What the tasks of one kind do at a visit and at the end of a pass. */
interface TaskWork {
  /** Visits an account. */
  void visit(int task, int account);

  /**
   * The pass has made its last visit. What was put off until the end of the slice is done here too
   * if the task is done.
   *
   * @return the number of the pass that begins now, or 0 if the task is done
   */
  int passEnded(int task);

  /** The budget is used up, and the task is not done: what was put off is due now. */
  default void sliceEnded(int task) {}

  /** The task is done and has left the queue; its fields can be read for the last time. */
  default void done(int task) {}
}
