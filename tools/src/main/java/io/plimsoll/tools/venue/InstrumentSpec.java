package io.plimsoll.tools.venue;

import io.plimsoll.protocol.Schedule;

/**
 * One contract of a venue with what holds for it.
 *
 * @param contract what is traded
 * @param schedule maintenance schedule
 * @param fees of trades and liquidations
 */
public record InstrumentSpec(ContractSpec contract, Schedule schedule, FeeRates fees) {}
