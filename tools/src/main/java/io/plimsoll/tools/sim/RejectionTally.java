package io.plimsoll.tools.sim;

import io.plimsoll.protocol.codec.CommandRejectedDecoder;

/** Commands that the engine rejected, but for those that traders must reckon with. */
final class RejectionTally {
  private boolean expected;
  private long rejections;
  private String first = "";

  /** Whether a rejection is an answer that traders must reckon with, from now on. */
  void expect(boolean now) {
    expected = now;
  }

  void rejected(CommandRejectedDecoder event) {
    if (expected || rejections++ > 0) {
      return;
    }
    first =
        "sequence "
            + event.sequence()
            + ", command "
            + event.command()
            + ", "
            + event.reason()
            + ", field "
            + event.fieldId()
            + ", "
            + event.detail();
  }

  /** How many were not expected. */
  long count() {
    return rejections;
  }

  /** The first of them, for people; empty if there was none. */
  String first() {
    return first;
  }
}
