package io.plimsoll.engine.journal;

/**
 * Where a replay stops.
 *
 * @param sequence last command to apply
 * @param timestamp stop before the first command that has a later timestamp, in nanoseconds since
 *     1970-01-01T00:00Z
 */
public record ReplayUntil(long sequence, long timestamp) {
  /** At the end of the journal. */
  public static final ReplayUntil END = new ReplayUntil(Long.MAX_VALUE, Long.MAX_VALUE);

  /** After the command with this sequence. */
  public static ReplayUntil sequence(long sequence) {
    return new ReplayUntil(sequence, Long.MAX_VALUE);
  }

  /** Before the first command that has a timestamp later than this one. */
  public static ReplayUntil timestamp(long timestampNanos) {
    return new ReplayUntil(Long.MAX_VALUE, timestampNanos);
  }
}
