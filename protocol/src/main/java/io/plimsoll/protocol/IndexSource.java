package io.plimsoll.protocol;

/**
 * One source of an instrument's index price. The engine checks the ranges.
 *
 * @param sourceId 1 or above
 * @param weight 1 to 1,000,000
 */
public record IndexSource(int sourceId, int weight) {}
