package io.plimsoll.engine.journal;

import java.nio.file.Path;
import java.util.Optional;

/**
 * How far the parts of a journal reach.
 *
 * @param commands where the commands end
 * @param events where the events end; empty if there are none
 * @param eventsReach last sequence of which there is any recorded event; past the last command if
 *     commands were lost
 * @param eventsGone whether events were recorded from the start and their folder is missing now
 */
public record JournalScan(
    JournalEnd commands, Optional<JournalEnd> events, long eventsReach, boolean eventsGone) {
  /** The last whole command; 0 if there is none. */
  public long lastCommandSequence() {
    return commands.lastSequence();
  }

  /** The last command that is there and has all its events recorded; 0 if there is none. */
  public long lastEventsSequence() {
    return Math.min(lastCommandSequence(), events.map(JournalEnd::lastSequence).orElse(0L));
  }

  /**
   * Whether there are events of commands that are not there: a command is written before its
   * events, so it was there, and its sequence and the ids that it gave out have been used.
   */
  public boolean commandsLost() {
    return eventsReach > lastCommandSequence();
  }

  /**
   * Refuses to continue a journal that lost commands.
   *
   * @param folder of the journal
   * @throws JournalException if commands were lost: their sequences and the ids that they gave out
   *     must not be used again
   */
  public void refuseLostCommands(Path folder) {
    if (commandsLost()) {
      throw new JournalException(folder + " cannot be continued: " + loss().orElseThrow());
    }
  }

  /** What was recorded and is gone, in one sentence; empty if nothing is known to be. */
  public Optional<String> loss() {
    if (commandsLost()) {
      return Optional.of(
          "events are recorded up to sequence "
              + eventsReach
              + ", but commands only up to "
              + lastCommandSequence()
              + ": commands were lost");
    }
    return eventsGone
        ? Optional.of("events were recorded, but the folder " + JournalLayout.EVENTS + " is gone")
        : Optional.empty();
  }
}
