package io.plimsoll.engine.journal;

import java.util.Optional;

/**
 * How far the parts of a journal reach.
 *
 * @param commands where the commands end
 * @param events where the events end; empty if none were recorded
 */
public record JournalScan(JournalEnd commands, Optional<JournalEnd> events) {
  /** The last whole command; 0 if there is none. */
  public long lastCommandSequence() {
    return commands.lastSequence();
  }

  /** The last command that is there and has all its events recorded; 0 if there is none. */
  public long lastEventsSequence() {
    return Math.min(lastCommandSequence(), events.map(JournalEnd::lastSequence).orElse(0L));
  }
}
