package io.plimsoll.engine;

import io.plimsoll.engine.generated.Comparison;
import io.plimsoll.engine.generated.Coverage;
import io.plimsoll.engine.generated.Subject;
import io.plimsoll.engine.reference.ReferenceEngine;
import org.junit.jupiter.api.Test;

/** The reference engine against itself: its invariants hold, and it depends on nothing else. */
class GeneratorTest {
  private static final int STREAMS = Integer.getInteger("plimsoll.generator.streams", 20);

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
    System.out.println(coverage.table());
  }
}
