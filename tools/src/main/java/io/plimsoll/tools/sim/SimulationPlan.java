package io.plimsoll.tools.sim;

import io.plimsoll.tools.crowd.Venue;
import io.plimsoll.tools.tape.Tape;

/**
 * What decides a run, to the last bit.
 *
 * @param tape price history
 * @param venue on which it trades
 * @param accounts traders of the crowd
 * @param seed of the crowd
 * @param fund money in the insurance fund at the start, 0 or above, in units of the settlement
 *     asset
 * @param marksPerBar marks that each bar expands to
 */
public record SimulationPlan(
    Tape tape, Venue venue, int accounts, long seed, long fund, int marksPerBar) {}
