package io.plimsoll.tools.sim;

import io.plimsoll.tools.tape.Tape;

/**
 * What decides a run, to the last bit.
 *
 * @param tape price history
 * @param accounts traders of the crowd
 * @param seed of the crowd
 * @param fund money in the insurance fund at the start, 0 or above
 * @param marksPerBar marks that each bar expands to
 */
public record SimulationPlan(Tape tape, int accounts, long seed, long fund, int marksPerBar) {}
