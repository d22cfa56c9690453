/** Writes the measured part of docs/benchmarks.md from what JMH and {@code plimsoll bench} left. */
package io.plimsoll.bench.report;
