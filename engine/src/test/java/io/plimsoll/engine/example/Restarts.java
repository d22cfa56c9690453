package io.plimsoll.engine.example;

import io.plimsoll.engine.core.LiquidationEngine;
import io.plimsoll.engine.event.EventSink;
import io.plimsoll.engine.runtime.EngineOptions;
import io.plimsoll.engine.runtime.InThreadEngine;
import io.plimsoll.engine.snapshot.SnapshotFile;
import io.plimsoll.protocol.CommandEncoder;
import java.nio.file.Path;
import java.util.function.Consumer;

/** An engine that starts where it ended; the embedding guide shows parts of it. */
final class Restarts {
  private Restarts() {}

  // journal:begin
  static InThreadEngine start(Path folder, EventSink events, Consumer<String> log) {
    return InThreadEngine.launch(
        EngineOptions.builder()
            .events(events)
            .journalFolder(folder)
            .continueJournal(true) // from the newest good snapshot, then what came after it
            .snapshotsKept(3) // beside the journal; each takes the place of the oldest
            .notices(log) // a line for each snapshot that was skipped or not written
            .build());
  }

  static void atTheEndOfTheHour(InThreadEngine engine, long now) {
    new CommandEncoder(engine).at(now).takeSnapshot(); // the engine waits until it is on disk
  }

  // journal:end

  // bare:begin
  static LiquidationEngine copy(LiquidationEngine engine, Path file) {
    SnapshotFile.write(file, engine); // between two commands, on the engine's thread
    return SnapshotFile.restore(file, (buffer, offset, length) -> {});
  }
  // bare:end
}
