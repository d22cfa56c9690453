package io.plimsoll.tools.sim;

import java.util.concurrent.locks.LockSupport;

/**
 * Holds the driver back until the wall clock has reached the tape's. It never touches what is sent.
 */
public final class Pacer {
  /** As fast as it goes. */
  public static final Pacer FAST = new Pacer(0);

  private final double speed;
  private long tapeStart;
  private long wallStart;

  private Pacer(double speed) {
    this.speed = speed;
  }

  /**
   * Paced.
   *
   * @param speed tape seconds in a second, above 0; 1 is real time
   * @return a pacer for one run
   */
  public static Pacer at(double speed) {
    if (!(speed > 0)) {
      throw new IllegalArgumentException("speed: " + speed);
    }
    return new Pacer(speed);
  }

  void start(long tapeNanos) {
    tapeStart = tapeNanos;
    wallStart = System.nanoTime();
  }

  void awaitTape(long tapeNanos) {
    if (this == FAST) {
      return;
    }
    long due = (long) ((tapeNanos - tapeStart) / speed);
    long left;
    while ((left = due - (System.nanoTime() - wallStart)) > 0) {
      LockSupport.parkNanos(left);
      if (Thread.interrupted()) {
        throw new IllegalStateException("interrupted");
      }
    }
  }
}
