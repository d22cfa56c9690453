package io.plimsoll.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.plimsoll.engine.core.EngineLimits;
import io.plimsoll.engine.core.LiquidationEngine;
import io.plimsoll.engine.generated.Recording;
import io.plimsoll.engine.generated.Subject;
import io.plimsoll.engine.reference.ReferenceEngine;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * A few streams of the differential test, the reference engine's answers taken once: quick enough
 * to be asked for every mutant of the mutation testing.
 */
class RecordedStreamsTest {
  private static final int STREAMS = Integer.getInteger("plimsoll.recorded.streams", 4);
  private static final int LENGTH = 1_000;
  private static final Subject.Factory REFERENCE =
      (accounts, orders, recorder) ->
          new ReferenceEngine(accounts, orders, recorder::onEvent)::apply;
  private static final Subject.Factory ENGINE =
      (accounts, orders, recorder) ->
          new LiquidationEngine(new EngineLimits(accounts, orders), recorder::onEvent)::apply;
  private static final List<Recording> RECORDINGS = record();

  private static List<Recording> record() {
    List<Recording> recordings = new ArrayList<>();
    for (long seed = 1; recordings.size() < STREAMS; seed++) {
      Recording recording = new Recording(REFERENCE, seed, LENGTH);
      if (recording.size() == LENGTH) {
        recordings.add(recording);
      }
    }
    return recordings;
  }

  @Test
  void theEngineAnswersRecordedStreamsAsTheReferenceDid() {
    for (int i = 0; i < RECORDINGS.size(); i++) {
      assertEquals(-1, RECORDINGS.get(i).firstDifference(ENGINE), "stream " + i);
    }
  }
}
