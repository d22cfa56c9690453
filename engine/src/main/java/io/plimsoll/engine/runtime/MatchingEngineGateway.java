package io.plimsoll.engine.runtime;

import io.plimsoll.engine.event.EventSink;
import io.plimsoll.protocol.Messages;
import io.plimsoll.protocol.codec.CancelRequestedDecoder;
import io.plimsoll.protocol.codec.ForcedOrderDecoder;
import io.plimsoll.protocol.codec.MessageHeaderDecoder;
import org.agrona.DirectBuffer;

/** Passes every event on, and those that ask something of a matching engine to it as well. */
public final class MatchingEngineGateway implements EventSink {
  private final MatchingEngine matchingEngine;
  private final EventSink next;
  private final MessageHeaderDecoder header = new MessageHeaderDecoder();
  private final ForcedOrderDecoder forcedOrder = new ForcedOrderDecoder();
  private final CancelRequestedDecoder cancelRequested = new CancelRequestedDecoder();

  /**
   * A gateway.
   *
   * @param matchingEngine hears forced orders and cancel requests
   * @param next hears every event, and each before the matching engine does
   */
  public MatchingEngineGateway(MatchingEngine matchingEngine, EventSink next) {
    this.matchingEngine = matchingEngine;
    this.next = next;
  }

  /** A gateway behind which nobody else listens. */
  public MatchingEngineGateway(MatchingEngine matchingEngine) {
    this(matchingEngine, (buffer, offset, length) -> {});
  }

  @Override
  public void onEvent(DirectBuffer buffer, int offset, int length) {
    next.onEvent(buffer, offset, length);
    switch (Messages.templateId(buffer, offset)) {
      case ForcedOrderDecoder.TEMPLATE_ID ->
          matchingEngine.onForcedOrder(forcedOrder.wrapAndApplyHeader(buffer, offset, header));
      case CancelRequestedDecoder.TEMPLATE_ID ->
          matchingEngine.onCancelRequested(
              cancelRequested.wrapAndApplyHeader(buffer, offset, header));
      default -> {
        // Nothing that a matching engine must act on.
      }
    }
  }
}
