package io.plimsoll.tools.sim;

/** How long a run took by the clock on the wall, and how many events it was. */
public final class RunTimes {
  private long events;
  private long eventsBeforeTape;
  private long beganAt;
  private long tapeBeganAt;
  private long endedAt;

  RunTimes() {}

  void begin() {
    beganAt = System.nanoTime();
  }

  void beginTape() {
    tapeBeganAt = System.nanoTime();
    eventsBeforeTape = events;
  }

  void end() {
    endedAt = System.nanoTime();
  }

  void event() {
    events++;
  }

  /** All events. */
  public long events() {
    return events;
  }

  /** Events while the tape ran. */
  public long tapeEvents() {
    return events - eventsBeforeTape;
  }

  /** From the first command to the first mark of the tape, in nanoseconds. */
  public long setUpNanos() {
    return tapeBeganAt - beganAt;
  }

  /** From the first mark of the tape to the end, in nanoseconds. */
  public long tapeNanos() {
    return endedAt - tapeBeganAt;
  }
}
