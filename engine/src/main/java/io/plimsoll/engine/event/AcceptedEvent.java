package io.plimsoll.engine.event;

import io.plimsoll.protocol.codec.CommandAcceptedEncoder;
import io.plimsoll.protocol.codec.MessageHeaderEncoder;
import org.agrona.BitUtil;
import org.agrona.BufferUtil;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * CommandAccepted in a buffer of its own, the most frequent event: its header, which never changes,
 * is written once.
 */
final class AcceptedEvent {
  private static final int LENGTH =
      MessageHeaderEncoder.ENCODED_LENGTH + CommandAcceptedEncoder.BLOCK_LENGTH;

  private final UnsafeBuffer buffer =
      new UnsafeBuffer(
          BufferUtil.allocateDirectAligned(
              BitUtil.align(LENGTH, BitUtil.CACHE_LINE_LENGTH), BitUtil.CACHE_LINE_LENGTH));
  private final CommandAcceptedEncoder encoder = new CommandAcceptedEncoder();

  AcceptedEvent() {
    encoder.wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder());
  }

  void send(EventSink sink, long sequence, long timestamp, long correlationId, int eventCount) {
    encoder
        .sequence(sequence)
        .timestamp(timestamp)
        .correlationId(correlationId)
        .eventCount(eventCount);
    sink.onEvent(buffer, 0, LENGTH);
  }
}
