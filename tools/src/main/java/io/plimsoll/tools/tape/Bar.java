package io.plimsoll.tools.tape;

/**
 * One bar of a tape.
 *
 * @param openTime nanoseconds since 1970-01-01T00:00Z
 * @param open first price, in the tape's price scale
 * @param high highest price
 * @param low lowest price
 * @param close last price
 * @param volume traded quantity, in the tape's quantity scale
 */
public record Bar(long openTime, long open, long high, long low, long close, long volume) {}
