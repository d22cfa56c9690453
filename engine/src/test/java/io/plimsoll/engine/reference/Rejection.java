package io.plimsoll.engine.reference;

import io.plimsoll.protocol.codec.RejectReason;

/** Ends the handling of a command that the rules refuse. */
final class Rejection extends RuntimeException {
  private static final long serialVersionUID = 1L;

  final RejectReason reason;
  final int fieldId;
  final long detail;

  Rejection(RejectReason reason, int fieldId, long detail) {
    super(reason + " field " + fieldId + " detail " + detail, null, false, false);
    this.reason = reason;
    this.fieldId = fieldId;
    this.detail = detail;
  }

  static void unless(boolean holds, RejectReason reason, int fieldId, long detail) {
    if (!holds) {
      throw new Rejection(reason, fieldId, detail);
    }
  }
}
