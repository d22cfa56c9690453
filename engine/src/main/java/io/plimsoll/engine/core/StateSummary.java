package io.plimsoll.engine.core;

/**
 * What an engine holds, as the event SnapshotTaken says it.
 *
 * @param accounts of all kinds
 * @param positions with a quantity
 * @param orders open ones, the engine's own included
 * @param liquidations under way
 * @param digest SHA-256 of the state, 64 hexadecimal digits
 */
public record StateSummary(
    long accounts, long positions, long orders, long liquidations, String digest) {}
