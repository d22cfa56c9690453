package io.plimsoll.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.plimsoll.engine.generated.Comparison;
import io.plimsoll.engine.generated.Coverage;
import io.plimsoll.engine.generated.Subject;
import io.plimsoll.engine.reference.ReferenceEngine;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The reference engine against itself: its invariants hold, its events depend on nothing else. */
class GeneratorTest {
  private static final int STREAMS = 24;

  @Test
  void rulesHoldAndTheReferenceIsDeterministic() {
    Subject.Factory reference =
        (accounts, orders, recorder) ->
            new ReferenceEngine(accounts, orders, recorder::onEvent)::apply;
    Coverage coverage = new Coverage();
    Comparison comparison = new Comparison(reference, reference, coverage);
    for (int seed = 1; seed <= STREAMS; seed++) {
      coverage.startStream();
      comparison.run(seed, 1000);
    }

    assertEquals(
        List.of(),
        coverage.missing(List.of("event TakeOver", "event MarginCall", "late fill FILLED")));
  }
}
