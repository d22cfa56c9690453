package io.plimsoll.tools.market.book;

/**
 * How makers quote. Times in nanoseconds, shares in parts per billion.
 *
 * @param refill time in which an eaten side is whole again, 1 or above
 * @param impactKept share of the distance up to which quotes were eaten that stays in the fair
 *     price, 0 to 10^9
 * @param anchor time constant with which the fair price returns to the outside index, 1 or above
 * @param indexFollows share of the displacement that the venues of the index take on, 0 to 10^9
 * @param volatilityTime time constant of the average of squared moves, 1 or above
 * @param volatilitySample least time between two moves that count, 1 or above
 * @param volatilityHalf moves, in parts per billion of the price for a minute, at which half of the
 *     depth is left, 1 or above; 0 is a depth that does not thin
 * @param depthLeast share of the depth that is left whatever the volatility, 0 to 10^9
 */
public record MakersSpec(
    long refill,
    long impactKept,
    long anchor,
    long indexFollows,
    long volatilityTime,
    long volatilitySample,
    long volatilityHalf,
    long depthLeast) {}
