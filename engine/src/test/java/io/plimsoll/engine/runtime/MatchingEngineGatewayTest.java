package io.plimsoll.engine.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.plimsoll.protocol.codec.CancelRequestedDecoder;
import io.plimsoll.protocol.codec.CancelRequestedEncoder;
import io.plimsoll.protocol.codec.ClockEncoder;
import io.plimsoll.protocol.codec.ForcedOrderDecoder;
import io.plimsoll.protocol.codec.ForcedOrderEncoder;
import io.plimsoll.protocol.codec.MessageHeaderEncoder;
import java.util.ArrayList;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

class MatchingEngineGatewayTest {
  private final List<String> heard = new ArrayList<>();
  private final MatchingEngine matchingEngine =
      new MatchingEngine() {
        @Override
        public void onForcedOrder(ForcedOrderDecoder order) {
          heard.add("forced order " + order.orderId());
        }

        @Override
        public void onCancelRequested(CancelRequestedDecoder request) {
          heard.add("cancel " + request.orderId());
        }
      };

  @Test
  void onlyWhatAsksForActionReachesTheMatchingEngine() {
    MatchingEngineGateway gateway =
        new MatchingEngineGateway(matchingEngine, (buffer, offset, length) -> heard.add("event"));
    MessageHeaderEncoder header = new MessageHeaderEncoder();
    UnsafeBuffer buffer = new UnsafeBuffer(new byte[256]);

    new ForcedOrderEncoder().wrapAndApplyHeader(buffer, 8, header).orderId(42);
    gateway.onEvent(buffer, 8, 100);
    new CancelRequestedEncoder().wrapAndApplyHeader(buffer, 8, header).orderId(43);
    gateway.onEvent(buffer, 8, 100);
    new ClockEncoder().wrapAndApplyHeader(buffer, 8, header);
    gateway.onEvent(buffer, 8, 100);

    assertEquals(List.of("event", "forced order 42", "event", "cancel 43", "event"), heard);
  }
}
