package io.plimsoll.tools;

/** A mistake of the user's, told in one line that says what was expected. */
public final class UserError extends RuntimeException {
  /**
   * A mistake.
   *
   * @param message one line: where, what was found, what was expected
   */
  public UserError(String message) {
    super(message);
  }

  /**
   * A mistake that showed itself as an exception.
   *
   * @param message one line: where, what was found, what was expected
   * @param cause what was thrown
   */
  public UserError(String message, Throwable cause) {
    super(message, cause);
  }
}
