package io.plimsoll.engine.example;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.plimsoll.engine.runtime.MatchingEngine;
import io.plimsoll.protocol.codec.CancelRequestedDecoder;
import io.plimsoll.protocol.codec.ForcedOrderDecoder;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TenLinesTest {
  @Test
  void theForcedOrderReachesTheMatchingEngineAtTheBankruptcyPrice() {
    List<String> orders = new ArrayList<>();

    TenLines.run(
        new MatchingEngine() {
          @Override
          public void onForcedOrder(ForcedOrderDecoder order) {
            orders.add(order.side() + " " + order.quantity() + " at " + order.limitPrice());
          }

          @Override
          public void onCancelRequested(CancelRequestedDecoder request) {
            orders.add("cancel " + request.orderId());
          }
        });

    assertEquals(List.of("SELL 1000 at 1960000"), orders);
  }

  @Test
  void theReadmeShowsTheExample() throws IOException {
    Pages.assertShows("README.md", "TenLines.java", "readme");
  }

  @Test
  void theEmbeddingGuideShowsTheExampleAndItsVenue() throws IOException {
    Pages.assertShows("docs/embedding.md", "TenLines.java", "readme");
    Pages.assertShows("docs/embedding.md", "TenLines.java", "venue");
  }
}
