package io.plimsoll.tools.bench;

import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;

/**
 * What the machine itself does: a thread that only sleeps, and notes how late it wakes.
 *
 * <p>Lateness above the interval is filled up with the values that sleepers due meanwhile would
 * have seen, so that it stands beside latencies of a timetable. It sleeps ten milliseconds at a
 * time: each wake-up takes a core away from whoever spins there.
 */
final class HiccupMeter implements AutoCloseable {
  private static final long INTERVAL_NANOS = 10_000_000;

  private final Histogram lateness = new Histogram(OpenLoop.HIGHEST_NANOS, 3);
  private final Thread thread = new Thread(this::run, "plimsoll-hiccups");
  private volatile boolean stopping;

  /** Starts measuring. */
  HiccupMeter() {
    thread.setDaemon(true);
    thread.start();
  }

  /** Stops; what was measured. */
  Histogram stop() {
    close();
    return lateness;
  }

  @Override
  public void close() {
    stopping = true;
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    while (!stopping) {
      long due = System.nanoTime() + INTERVAL_NANOS;
      LockSupport.parkNanos(INTERVAL_NANOS);
      long late = System.nanoTime() - due;
      if (late >= 0) {
        lateness.recordValueWithExpectedInterval(
            Math.min(OpenLoop.HIGHEST_NANOS, late), INTERVAL_NANOS);
      }
    }
  }
}
