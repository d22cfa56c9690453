package io.plimsoll.bench.report;

import java.util.Map;
import java.util.OptionalDouble;

/**
 * One line of JMH.
 *
 * @param name class and method, without the package
 * @param mode as JMH abbreviates it: avgt, sample, ss
 * @param params by name
 * @param score in its unit
 * @param error half the width of JMH's interval; NaN if there is none
 * @param unit such as ns/op
 * @param percentiles by percentage, for sampled times
 * @param secondary other scores: cpu, gc.alloc.rate.norm, counters
 */
record JmhResult(
    String name,
    String mode,
    Map<String, String> params,
    double score,
    double error,
    String unit,
    Map<Double, Double> percentiles,
    Map<String, Double> secondary) {

  /** A score beside the main one. */
  OptionalDouble secondary(String label) {
    Double value = secondary.get(label);
    return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
  }

  /** Processor time of one operation where it was measured, else JMH's score; nanoseconds. */
  double cpuNanos() {
    return secondary("cpu").orElse(score * nanosPerUnit());
  }

  /** Nanoseconds in the unit of the score. */
  double nanosPerUnit() {
    return switch (unit) {
      case "ns/op" -> 1;
      case "us/op" -> 1e3;
      case "ms/op" -> 1e6;
      case "s/op" -> 1e9;
      default -> throw new IllegalStateException(name + " has the unit " + unit);
    };
  }

  /** A percentile of sampled times, in nanoseconds. */
  OptionalDouble percentileNanos(double percentage) {
    Double value = percentiles.get(percentage);
    return value == null ? OptionalDouble.empty() : OptionalDouble.of(value * nanosPerUnit());
  }
}
