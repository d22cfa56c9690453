package io.plimsoll.engine.core;

import io.plimsoll.protocol.codec.RejectReason;

/**
 * Remembers why a command is rejected: the first check that fails.
 *
 * <p>Every method returns whether the command may go on, so that checks chain with {@code &&}.
 */
final class Checks {
  private RejectReason reason;
  private int fieldId;
  private long detail;

  /** Rejects. */
  boolean fail(RejectReason why, int field, long value) {
    reason = why;
    fieldId = field;
    detail = value;
    return false;
  }

  /** Goes on if a condition holds. */
  boolean that(boolean holds, RejectReason why, int field, long value) {
    return holds || fail(why, field, value);
  }

  /** Goes on if a value lies in a range, both ends included. */
  boolean range(long value, long min, long max, int field) {
    return that(value >= min && value <= max, RejectReason.INVALID_VALUE, field, value);
  }

  RejectReason reason() {
    return reason;
  }

  int fieldId() {
    return fieldId;
  }

  long detail() {
    return detail;
  }
}
