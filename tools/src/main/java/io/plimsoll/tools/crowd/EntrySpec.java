package io.plimsoll.tools.crowd;

/**
 * When and at which prices a group enters.
 *
 * @param spread positions of before lie evenly within this much of the first price, in parts per
 *     billion, and within a fifth of their initial margin rate
 * @param during part of the group that enters while the market runs, in parts per billion
 * @param from first moment at which those enter, in nanoseconds from the start
 * @param to last such moment; in between they come evenly
 */
public record EntrySpec(long spread, long during, long from, long to) {}
