package io.plimsoll.tools.bench;

import org.HdrHistogram.Histogram;

/**
 * One rate of a ramp.
 *
 * @param spec what ran
 * @param plannedPerSecond the rate
 * @param achievedPerSecond commands answered a second
 * @param kept whether the chain kept up
 * @param latencies from the planned time of each command to its answer, in nanoseconds
 */
public record RampStep(
    RunSpec spec,
    long plannedPerSecond,
    double achievedPerSecond,
    boolean kept,
    Histogram latencies) {}
