package io.plimsoll.tools.inspect;

import io.plimsoll.engine.journal.JournalReader;
import io.plimsoll.engine.journal.ReplayProgress;
import java.nio.file.Path;

/**
 * Walks through what a journal recorded, from its start. Nothing is applied or compared, so it is
 * for a journal that this process has just written; {@link JournalWalk} is for any other.
 */
public final class RecordedWalk {
  private static final int PROGRESS_MASK = (1 << 13) - 1;

  private RecordedWalk() {}

  /**
   * Walks to the end.
   *
   * @param folder of the journal, which has events
   * @param sink takes the records
   * @param progress told how far it has come
   */
  public static void walk(Path folder, RecordSink sink, ReplayProgress progress) {
    try (JournalReader reader = JournalReader.open(folder)) {
      long events = 0;
      while (reader.nextCommand()) {
        long sequence = reader.sequence();
        sink.onCommand(sequence, reader.buffer(), reader.offset(), reader.length());
        for (int index = 0; reader.nextEvent(); index++) {
          sink.onEvent(
              sequence, index, reader.eventBuffer(), reader.eventOffset(), reader.eventLength());
          events++;
        }
        if ((sequence & PROGRESS_MASK) == 0) {
          progress.onProgress(sequence, events);
        }
      }
    }
  }
}
