package io.plimsoll.tools.bench;

import org.HdrHistogram.Histogram;

/**
 * What a run came to.
 *
 * @param spec what ran
 * @param saturatedPerSecond commands a second when sent as fast as they were taken; 0 if not tried
 * @param plannedPerSecond rate of the timetable
 * @param commands on the timetable, recorded
 * @param nanos from the first planned time to the last answer
 * @param events that came out, those of warm-up and setting up included
 * @param latencies from the planned time of each command to its answer, in nanoseconds
 * @param markToOrder from the planned time of a mark to each forced order that it caused; empty in
 *     scenarios without
 * @param hiccups how late an idle thread woke meanwhile
 */
public record RunResult(
    RunSpec spec,
    long saturatedPerSecond,
    long plannedPerSecond,
    long commands,
    long nanos,
    long events,
    Histogram latencies,
    Histogram markToOrder,
    Histogram hiccups) {
  /** Commands answered a second. */
  public double achievedPerSecond() {
    return commands * 1e9 / Math.max(1, nanos);
  }

  /** Whether the chain kept up with the timetable. */
  public boolean kept() {
    return Rates.isKept(achievedPerSecond(), plannedPerSecond);
  }
}
