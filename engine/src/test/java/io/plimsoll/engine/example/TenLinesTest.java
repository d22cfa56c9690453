package io.plimsoll.engine.example;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plimsoll.engine.runtime.MatchingEngine;
import io.plimsoll.protocol.codec.CancelRequestedDecoder;
import io.plimsoll.protocol.codec.ForcedOrderDecoder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
    assertShows("README.md", "readme");
  }

  @Test
  void theEmbeddingGuideShowsTheExampleAndItsVenue() throws IOException {
    assertShows("docs/embedding.md", "readme");
    assertShows("docs/embedding.md", "venue");
  }

  private static void assertShows(String page, String part) throws IOException {
    String source =
        Files.readString(
            Path.of("src", "test", "java", "io", "plimsoll", "engine", "example", "TenLines.java"));
    String begin = "// " + part + ":begin\n";
    int start = source.indexOf(begin) + begin.length();
    int end = source.lastIndexOf('\n', source.indexOf("// " + part + ":end")) + 1;
    String example = source.substring(start, end - 1).stripIndent();

    String text = Files.readString(Path.of("..").resolve(page));

    assertTrue(text.contains(example), page + " does not contain:\n" + example);
  }
}
