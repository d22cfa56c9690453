package io.plimsoll.protocol;

import io.plimsoll.protocol.codec.Bool;
import io.plimsoll.protocol.codec.MessageHeaderEncoder;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The sending part of every encoder of commands: one buffer, the stamps of the next command, and
 * the sink. A method of an encoder claims the buffer, encodes at index 0, and sends.
 */
abstract class Encoder {
  private final CommandSink sink;
  private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[Messages.MAX_LENGTH]);
  private final MessageHeaderEncoder header = new MessageHeaderEncoder();

  private long timestamp;
  private long nextCorrelationId = 1;
  private boolean inSink;

  /** An encoder at timestamp 0 whose first correlationId is 1. */
  Encoder(CommandSink sink) {
    this.sink = sink;
  }

  final void stampTime(long timestampNanos) {
    timestamp = timestampNanos;
  }

  final void nextCorrelationId(long next) {
    nextCorrelationId = next;
  }

  final UnsafeBuffer buffer() {
    return buffer;
  }

  final MessageHeaderEncoder header() {
    return header;
  }

  final long correlationId() {
    return nextCorrelationId;
  }

  final long timestamp() {
    return timestamp;
  }

  /** A call from within the sink would overwrite the command that the sink still reads. */
  final void claim() {
    if (inSink) {
      throw new IllegalStateException("the sink of an encoder must not call it back");
    }
  }

  /**
   * Hands the encoded command to the sink.
   *
   * @param bodyLength of fixed part and groups, in bytes
   * @return the correlationId of the command
   */
  final long send(int bodyLength) {
    long correlationId = nextCorrelationId++;
    inSink = true;
    try {
      sink.onCommand(buffer, 0, Messages.HEADER_LENGTH + bodyLength);
    } finally {
      inSink = false;
    }
    return correlationId;
  }

  /**
   * How many entries of a group a message holds, if it is the only group.
   *
   * @param blockLength of the message's fixed part, in bytes
   * @param groupHeaderLength of the group's header, in bytes
   * @param entryLength of one entry, in bytes
   */
  static int entriesMax(int blockLength, int groupHeaderLength, int entryLength) {
    return (Messages.MAX_LENGTH - Messages.HEADER_LENGTH - blockLength - groupHeaderLength)
        / entryLength;
  }

  /**
   * The number of entries of a group.
   *
   * @throws IllegalArgumentException if it is above max
   */
  static int entries(String group, int count, int max) {
    if (count > max) {
      throw new IllegalArgumentException("a message holds " + max + " " + group + ", not " + count);
    }
    return count;
  }

  static Bool bool(boolean value) {
    return value ? Bool.YES : Bool.NO;
  }
}
