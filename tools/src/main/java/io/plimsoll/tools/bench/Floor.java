package io.plimsoll.tools.bench;

import io.plimsoll.tools.bench.load.QuietMarks;
import org.HdrHistogram.Histogram;

/**
 * What is there without an engine, on the same timetable: the driver alone, and the two rings with
 * a thread between them that only answers.
 *
 * @param plannedPerSecond rate of the timetable
 * @param alone how late the driver is for each planned time, though it does nothing else, in
 *     nanoseconds
 * @param rings from the planned time of each command to its answer, in nanoseconds
 * @param ringsAchievedPerSecond commands a second that the rings answered on the timetable
 * @param ringsSaturatedPerSecond commands a second through the rings, sent as fast as they were
 *     taken
 */
public record Floor(
    long plannedPerSecond,
    Histogram alone,
    Histogram rings,
    double ringsAchievedPerSecond,
    long ringsSaturatedPerSecond) {
  private static final int ACCOUNTS = 2;

  /** Whether the rings kept up with the timetable. */
  public boolean ringsKept() {
    return Rates.isKept(ringsAchievedPerSecond, plannedPerSecond);
  }

  static Floor measure(BenchSettings settings) {
    long rate = settings.rate().orElse(BenchSettings.RATE_WANTED);
    long warmUp = Math.max(1, (long) (rate * settings.warmUpSeconds()));
    long count = Math.max(1, (long) (rate * settings.seconds()));
    alone(warmUp, rate);
    Histogram alone = alone(count, rate);
    Histogram rings = new Histogram(OpenLoop.HIGHEST_NANOS, 3);
    try (Chain chain = new EchoChain(settings)) {
      OpenLoop loop = new OpenLoop(chain, new QuietMarks(ACCOUNTS), System::nanoTime);
      loop.run(warmUp, rate, null, null);
      long nanos = loop.run(count, rate, rings, rings);
      long saturated = LatencyRun.saturate(loop);
      return new Floor(rate, alone, rings, count * 1e9 / Math.max(1, nanos), saturated);
    }
  }

  private static Histogram alone(long count, long rate) {
    Histogram lateness = new Histogram(OpenLoop.HIGHEST_NANOS, 3);
    Timetable timetable = new Timetable(System.nanoTime(), rate);
    for (long i = 0; i < count; i++) {
      long planned = timetable.plannedNanos(i);
      long late;
      while ((late = System.nanoTime() - planned) < 0) {
        Thread.onSpinWait();
      }
      lateness.recordValue(Math.min(OpenLoop.HIGHEST_NANOS, late));
    }
    return lateness;
  }
}
