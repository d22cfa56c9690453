package io.plimsoll.engine.journal;

/** A journal cannot be created, read, continued or written; the message is one sentence. */
public final class JournalException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * A failure of a journal.
   *
   * @param message one sentence that names the folder or file
   */
  public JournalException(String message) {
    super(message);
  }

  /**
   * A failure of a journal, caused by another.
   *
   * @param message one sentence that names the folder or file
   * @param cause what went wrong below
   */
  public JournalException(String message, Throwable cause) {
    super(message, cause);
  }
}
