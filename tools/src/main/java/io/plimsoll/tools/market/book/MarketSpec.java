package io.plimsoll.tools.market.book;

/**
 * A market, as the section {@code market} of a scenario tells it ({@link MarketReader}).
 *
 * @param profile shape of each side
 * @param depth what rests on one side up to one percent from the fair price in calm, in whole units
 *     of the quote currency (a quanto contract: of the settlement asset), 1 or above
 * @param feedback how much of the market's own trades goes into prices, in parts per billion: 0 is
 *     nothing, the mark follows the outside index; 10^9 is all
 * @param makers how makers quote
 * @param mark how the mark is made
 */
public record MarketSpec(
    DepthProfile profile, long depth, long feedback, MakersSpec makers, MarkSpec mark) {

  /** Another feedback, all else the same. */
  public MarketSpec withFeedback(long ppb) {
    return new MarketSpec(profile, depth, ppb, makers, mark);
  }

  /** Another depth, all else the same. */
  public MarketSpec withDepth(long value) {
    return new MarketSpec(profile, value, feedback, makers, mark);
  }
}
