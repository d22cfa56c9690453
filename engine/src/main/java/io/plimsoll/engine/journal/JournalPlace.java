package io.plimsoll.engine.journal;

/**
 * A place in a journal just after a command and its events, from which it can be read on.
 *
 * @param sequence of the command; 0 for the start
 * @param journal tells this journal from others: see {@link JournalProperties#fingerprint}
 * @param command the command's document
 * @param events the last document of its events; none if events were not recorded
 */
public record JournalPlace(
    long sequence, int journal, DocumentPlace command, DocumentPlace events) {
  /** The start of any journal. */
  public static final JournalPlace START =
      new JournalPlace(0, 0, DocumentPlace.NONE, DocumentPlace.NONE);

  /** Whether it is the start. */
  public boolean isStart() {
    return sequence == 0;
  }
}
