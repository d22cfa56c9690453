package io.plimsoll.engine.journal;

import java.util.Optional;

/**
 * What came of a replay so far.
 *
 * @param commands applied
 * @param events regenerated
 * @param verifiedEvents regenerated events that equal the recorded ones, byte for byte
 * @param missingEvents regenerated events past the end of the event journal: a killed writer leaves
 *     such, and they are no difference
 * @param difference the first; empty if there is none, or events were not verified
 * @param lastSequence of the last command applied; 0 if none was
 */
public record ReplayResult(
    long commands,
    long events,
    long verifiedEvents,
    long missingEvents,
    Optional<EventDifference> difference,
    long lastSequence) {}
