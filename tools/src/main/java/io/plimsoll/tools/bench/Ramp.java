package io.plimsoll.tools.bench;

import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.Histogram;

/** Raises the rate step by step until the chain no longer keeps up: where it saturates. */
final class Ramp {
  private static final long RATE_FIRST = 100_000;
  private static final double FACTOR = 1.3;
  private static final double STEP_SECONDS = 1;

  /** A hiccup of the machine may spoil a step; two in a row are the chain's own limit. */
  private static final int FAILED_MAX = 2;

  private Ramp() {}

  static List<RampStep> measure(OpenLoop loop, RunSpec spec) {
    List<RampStep> steps = new ArrayList<>();
    int failed = 0;
    for (double rate = RATE_FIRST;
        failed < FAILED_MAX && rate <= Timetable.RATE_MAX;
        rate *= FACTOR) {
      RampStep step = step(loop, spec, Rates.rounded(rate));
      steps.add(step);
      failed = step.kept() ? 0 : failed + 1;
    }
    return steps;
  }

  private static RampStep step(OpenLoop loop, RunSpec spec, long rate) {
    Histogram latencies = new Histogram(OpenLoop.HIGHEST_NANOS, 3);
    long count = (long) (rate * STEP_SECONDS);
    long nanos = loop.run(count, rate, latencies, latencies);
    double achieved = count * 1e9 / Math.max(1, nanos);
    return new RampStep(spec, rate, achieved, Rates.isKept(achieved, rate), latencies);
  }
}
