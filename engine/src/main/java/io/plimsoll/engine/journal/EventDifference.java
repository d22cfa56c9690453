package io.plimsoll.engine.journal;

import java.util.Arrays;
import org.agrona.DirectBuffer;

/** The first place where a replay and the recorded events part. */
public final class EventDifference {
  private final long sequence;
  private final long index;
  private final byte[] recorded;
  private final byte[] regenerated;

  EventDifference(long sequence, long index, byte[] recorded, byte[] regenerated) {
    this.sequence = sequence;
    this.index = index;
    this.recorded = recorded;
    this.regenerated = regenerated;
  }

  static byte[] copy(DirectBuffer buffer, int offset, int length) {
    byte[] copy = new byte[length];
    buffer.getBytes(offset, copy);
    return copy;
  }

  /** Sequence of the command. */
  public long sequence() {
    return sequence;
  }

  /** Which event of the command, counted from 0. */
  public long index() {
    return index;
  }

  /** The event as recorded; empty if fewer events were recorded. */
  public byte[] recorded() {
    return Arrays.copyOf(recorded, recorded.length);
  }

  /** The event as the replay made it; empty if the replay made fewer events. */
  public byte[] regenerated() {
    return Arrays.copyOf(regenerated, regenerated.length);
  }

  @Override
  public String toString() {
    return "event "
        + index
        + " of sequence "
        + sequence
        + " differs: "
        + recorded.length
        + " bytes recorded, "
        + regenerated.length
        + " regenerated";
  }
}
