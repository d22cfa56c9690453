package io.plimsoll.tools.crowd;

/**
 * Traders who behave alike.
 *
 * @param name for people
 * @param share of the crowd, in parts per billion
 * @param longs of its positions, in parts per billion; the others are short
 * @param isolated part that holds its positions isolated, in parts per billion; the others cross
 * @param instruments of a position, by index in the scenario
 * @param positions how many positions a trader holds, each in another instrument
 * @param leverage in whole multiples
 * @param size money paid in
 * @param pledge what of that money is collateral in other assets
 * @param use part of that money that is initial margin and fee, in parts per billion; 1,000,000,000
 *     is all-in. Means nothing where risk is given
 * @param risk part of that money that is lost if the price moves by the stop's distance, in parts
 *     per billion; 0 to 0 if the position is not sized so
 * @param entry when and where it enters
 * @param stopLoss market orders that close the position at a loss
 * @param takeProfit resting orders that close it with a profit
 * @param topUp what it does when called
 */
public record GroupSpec(
    String name,
    long share,
    long longs,
    long isolated,
    Shares<Integer> instruments,
    Shares<Integer> positions,
    Shares<Integer> leverage,
    SizeSpec size,
    PledgeSpec pledge,
    Range use,
    Range risk,
    EntrySpec entry,
    StopSpec stopLoss,
    StopSpec takeProfit,
    TopUpSpec topUp) {
  /** Whether positions are sized by what the stop would lose. */
  public boolean isSizedByRisk() {
    return risk.to() > 0;
  }
}
