package io.plimsoll.tools.sim;

import org.HdrHistogram.Histogram;

/**
 * How long commands take in a closed loop: from the hand-over of a command to its answer in the
 * driver's hands. Nothing queues while the driver waits, so this is service time, and is not
 * corrected for coordinated omission.
 */
public final class Latencies {
  private static final long HIGHEST_NANOS = 60_000_000_000L;

  private final Histogram commands = new Histogram(HIGHEST_NANOS, 3);
  private final Histogram markToOrder = new Histogram(HIGHEST_NANOS, 3);
  private Histogram engine = new Histogram(3);
  private long sentAt;
  private boolean timing;
  private boolean timingMark;

  void begin(boolean mark) {
    timing = true;
    timingMark = mark;
    sentAt = System.nanoTime();
  }

  void end() {
    commands.recordValue(sinceSent());
    timing = false;
    timingMark = false;
  }

  void forcedOrder() {
    if (timing && timingMark) {
      markToOrder.recordValue(sinceSent());
    }
  }

  private long sinceSent() {
    return Math.max(0, Math.min(HIGHEST_NANOS, System.nanoTime() - sentAt));
  }

  void engine(Histogram serviceTimes) {
    engine = serviceTimes;
  }

  /** The engine's own time for each command while the tape ran, in nanoseconds. */
  public Histogram engine() {
    return engine;
  }

  /** Each command while the tape ran, in nanoseconds. */
  public Histogram commands() {
    return commands;
  }

  /** From each mark to each forced order that it caused at once, in nanoseconds. */
  public Histogram markToOrder() {
    return markToOrder;
  }
}
