package io.plimsoll.tools.bench;

import java.util.List;

/**
 * All that a bench measured.
 *
 * @param floor what is there without an engine
 * @param runs in the order in which they ran
 * @param replays of journals that runs left
 * @param ramp steps of all ramps, in order; empty if none was asked for
 */
public record BenchResult(
    Floor floor, List<RunResult> runs, List<ReplaySpeed> replays, List<RampStep> ramp) {}
