package io.plimsoll.protocol;

/**
 * One tier of an asset's weights as collateral. The engine checks the ranges.
 *
 * @param floor amount from which it holds; units of the asset, 0 in the first tier, at most 2^60
 * @param weight what the part of a positive amount inside the tier counts of its value; parts per
 *     billion, 0 to 1,000,000,000 less the conversion discount, not rising from tier to tier
 */
public record CollateralTier(long floor, long weight) {}
