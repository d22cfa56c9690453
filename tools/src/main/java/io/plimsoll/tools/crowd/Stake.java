package io.plimsoll.tools.crowd;

/**
 * A position that a member of a population holds, or will enter.
 *
 * @param instrument by index in the scenario
 * @param isLong whether it is long
 * @param leverage in whole multiples
 * @param notional wanted, in units of money
 * @param entryTime when it is entered, in nanoseconds from the start; -1 for before
 * @param quantity held from before, in the instrument's quantity scale; 0 if it is entered later
 * @param entryPrice of before, in the instrument's price scale; 0 if it is entered later
 * @param stopDistance of a stop-loss, in parts per billion of the price; 0 for none
 * @param profitDistance of a take-profit, in parts per billion of the price; 0 for none
 */
public record Stake(
    int instrument,
    boolean isLong,
    int leverage,
    long notional,
    long entryTime,
    long quantity,
    long entryPrice,
    long stopDistance,
    long profitDistance) {
  /** Whether it is held from the start. */
  public boolean isHeld() {
    return entryTime < 0;
  }
}
