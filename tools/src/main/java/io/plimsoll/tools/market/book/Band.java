package io.plimsoll.tools.market.book;

/**
 * A point of a {@link DepthProfile}.
 *
 * @param distance from the fair price, in parts per million of it
 * @param share what rests up to that distance, in parts per million of the depth of one side
 */
public record Band(int distance, int share) {}
