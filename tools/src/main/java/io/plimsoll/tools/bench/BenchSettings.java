package io.plimsoll.tools.bench;

import java.nio.file.Path;
import java.util.Optional;

/**
 * How a bench is run.
 *
 * @param accounts with a position each; 2 or above
 * @param rate commands a second; empty for a million, or as many as the machine can
 * @param warmUpSeconds at that rate, before anything is recorded
 * @param seconds that are recorded
 * @param syncEvery commands between two syncs of the journal, where it is synced
 * @param idleStrategy of the engine's thread, by name
 * @param pins cores of driver and engine; empty to leave them to the operating system
 * @param journals folder in which journals are made, and removed again
 */
public record BenchSettings(
    int accounts,
    Optional<Long> rate,
    double warmUpSeconds,
    double seconds,
    int syncEvery,
    String idleStrategy,
    Optional<Pins> pins,
    Path journals) {
  /** Commands a second, unless the machine cannot or the user says otherwise. */
  public static final long RATE_WANTED = 1_000_000;
}
