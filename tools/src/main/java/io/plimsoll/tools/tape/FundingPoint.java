package io.plimsoll.tools.tape;

/**
 * A funding that happened on a tape.
 *
 * @param time at which it fell due, in nanoseconds since 1970-01-01T00:00Z
 * @param rate parts per billion of value; positive: longs paid shorts
 */
public record FundingPoint(long time, long rate) {}
