package io.plimsoll.tools.bench;

import io.plimsoll.engine.journal.JournalReader;
import io.plimsoll.engine.journal.ReplayProgress;
import io.plimsoll.engine.journal.ReplayResult;
import io.plimsoll.engine.journal.ReplayUntil;
import io.plimsoll.engine.journal.Replayer;
import java.nio.file.Path;

/**
 * How fast a journal that a run left replays, each event compared with the recorded one.
 *
 * @param scenario whose journal it is
 * @param commands applied, those that set the venue up included
 * @param events regenerated and compared
 * @param nanos it took
 */
public record ReplaySpeed(Scenario scenario, long commands, long events, long nanos) {
  /** Events compared a second. */
  public double eventsPerSecond() {
    return events * 1e9 / Math.max(1, nanos);
  }

  /** Commands applied a second. */
  public double commandsPerSecond() {
    return commands * 1e9 / Math.max(1, nanos);
  }

  static ReplaySpeed measure(Scenario scenario, Path journal) {
    try (JournalReader reader = JournalReader.open(journal)) {
      Replayer replayer = new Replayer(reader, (buffer, offset, length) -> {}, true);
      long startNanos = System.nanoTime();
      ReplayResult result = replayer.run(ReplayUntil.END, ReplayProgress.NONE);
      long nanos = System.nanoTime() - startNanos;
      result
          .difference()
          .ifPresent(
              difference -> {
                throw new IllegalStateException("the replay differs: " + difference);
              });
      return new ReplaySpeed(scenario, result.commands(), result.verifiedEvents(), nanos);
    }
  }
}
