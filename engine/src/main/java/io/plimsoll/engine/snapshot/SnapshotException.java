package io.plimsoll.engine.snapshot;

/** A snapshot cannot be written, or must not be used; the message, one line, names it and why. */
public final class SnapshotException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** With what is wrong. */
  public SnapshotException(String message) {
    super(message);
  }

  /** With what is wrong, and what was thrown. */
  public SnapshotException(String message, Throwable cause) {
    super(message, cause);
  }
}
