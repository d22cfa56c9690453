package io.plimsoll.tools.bench.output;

import org.HdrHistogram.Histogram;

/** The percentiles that are shown, in nanoseconds. */
public record Percentiles(
    long count, long p50, long p90, long p99, long p999, long p9999, long max) {
  /** Those of a histogram; all 0 if it is empty. */
  public static Percentiles of(Histogram histogram) {
    return new Percentiles(
        histogram.getTotalCount(),
        histogram.getValueAtPercentile(50),
        histogram.getValueAtPercentile(90),
        histogram.getValueAtPercentile(99),
        histogram.getValueAtPercentile(99.9),
        histogram.getValueAtPercentile(99.99),
        histogram.getMaxValue());
  }
}
