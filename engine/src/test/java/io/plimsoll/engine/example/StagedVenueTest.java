package io.plimsoll.engine.example;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.plimsoll.engine.example.StagedVenue.MarginPage;
import io.plimsoll.protocol.Messages;
import io.plimsoll.protocol.codec.CommandAcceptedDecoder;
import io.plimsoll.protocol.codec.CommandRejectedDecoder;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StagedVenueTest {
  @Test
  void theEngineTakesEveryCommandAndTheMarginPageIsThatWorkedByHand() {
    List<Integer> answers = new ArrayList<>();

    MarginPage page =
        StagedVenue.run(
            (buffer, offset, length) -> answers.add(Messages.templateId(buffer, offset)));

    assertEquals(0, count(answers, CommandRejectedDecoder.TEMPLATE_ID));
    assertEquals(15, count(answers, CommandAcceptedDecoder.TEMPLATE_ID));
    // 0.12 + 1.2 - v = 0.005 v at v = 1.3134328…, 60,000 / v = 45,681.8181…; 0 at v = 1.32.
    assertEquals(new MarginPage(45_681_81, 45_454_55, 12_000_000, 600_000, 5), page);
  }

  private static long count(List<Integer> answers, int template) {
    return answers.stream().filter(a -> a == template).count();
  }

  @ParameterizedTest
  @ValueSource(strings = {"waterfall", "contract", "view"})
  void theEmbeddingGuideShowsTheExample(String part) throws IOException {
    Pages.assertShows("docs/embedding.md", "StagedVenue.java", part);
  }
}
