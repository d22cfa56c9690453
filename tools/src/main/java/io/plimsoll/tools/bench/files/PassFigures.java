package io.plimsoll.tools.bench.files;

/**
 * What a way through a file took: the median of its rounds.
 *
 * @param pass which way
 * @param rounds measured
 * @param nanos of a round
 * @param cpuNanos of a round on a processor
 * @param allocated bytes allocated in a round
 * @param heapPeak most bytes of heap in use during all rounds, garbage included
 */
public record PassFigures(
    Pass pass, int rounds, long nanos, long cpuNanos, long allocated, long heapPeak) {}
