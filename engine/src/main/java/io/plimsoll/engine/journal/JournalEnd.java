package io.plimsoll.engine.journal;

import java.nio.file.Path;

/**
 * Where and how a command journal or an event journal ends.
 *
 * @param name "command journal" or "event journal"
 * @param lastSequence last command that is there whole; of an event journal: with all its events
 * @param state how it ends
 * @param file in which it ends; its folder if there is no file
 * @param position byte in the file after the last whole document
 * @param size of the file, in bytes; {@link #NO_FILE} if there is none
 */
public record JournalEnd(
    String name, long lastSequence, State state, Path file, long position, long size) {
  /** Size of a file that is not there. */
  public static final long NO_FILE = -1;

  /** How a journal ends. */
  public enum State {
    /** Its writer closed it: nothing is missing. */
    CLOSED("it was closed in order"),
    /** After a whole document: its writer was killed, or still writes. */
    NOT_CLOSED("it was not closed"),
    /** The file stops, or is damaged, within or before a document: something may be missing. */
    CUT_SHORT("file is cut short");

    private final String text;

    State(String text) {
      this.text = text;
    }
  }

  /** One sentence for people. */
  @Override
  public String toString() {
    return name
        + " ends after sequence "
        + lastSequence
        + ": "
        + (size == NO_FILE ? "there is no file in " + file : state.text + place());
  }

  private String place() {
    return state == State.CUT_SHORT
        ? ", " + file + " has " + size + " bytes and nothing whole from byte " + position + " on"
        : "";
  }
}
