package io.plimsoll.bench;

import io.plimsoll.engine.event.EventSink;
import io.plimsoll.protocol.codec.CommandRejectedDecoder;
import io.plimsoll.protocol.codec.LiquidationFinishedDecoder;
import io.plimsoll.protocol.codec.LiquidationStartedDecoder;
import io.plimsoll.protocol.codec.MessageHeaderDecoder;
import org.agrona.DirectBuffer;

/** Counts events by what they are; the cheapest sink that still reads each one. */
final class CountingSink implements EventSink {
  private final MessageHeaderDecoder header = new MessageHeaderDecoder();
  private final long[] counts = new long[256];

  @Override
  public void onEvent(DirectBuffer buffer, int offset, int length) {
    counts[header.wrap(buffer, offset).templateId() & 0xFF]++;
  }

  long started() {
    return counts[LiquidationStartedDecoder.TEMPLATE_ID];
  }

  long finished() {
    return counts[LiquidationFinishedDecoder.TEMPLATE_ID];
  }

  /** A benchmark whose commands are refused would measure nothing. */
  void checkNoneRejected() {
    if (counts[CommandRejectedDecoder.TEMPLATE_ID] != 0) {
      throw new IllegalStateException("commands were rejected");
    }
  }
}
