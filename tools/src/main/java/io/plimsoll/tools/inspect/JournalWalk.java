package io.plimsoll.tools.inspect;

import io.plimsoll.engine.event.EventSink;
import io.plimsoll.engine.journal.JournalReader;
import io.plimsoll.engine.journal.JournalScan;
import io.plimsoll.engine.journal.ReplayProgress;
import io.plimsoll.engine.journal.ReplayResult;
import io.plimsoll.engine.journal.ReplayUntil;
import io.plimsoll.engine.journal.Replayer;
import java.nio.file.Path;
import java.util.Optional;
import org.agrona.DirectBuffer;

/**
 * Walks through a journal from its start. The events are made anew by a fresh engine from the
 * recorded commands, and compared with the recorded events byte for byte, so that they are complete
 * even where the writer was killed before it recorded the last of them.
 */
public final class JournalWalk implements EventSink {
  /**
   * What came of a walk.
   *
   * @param replay how much was read, and whether it agreed
   * @param end where the journal ends; empty if the walk stopped before
   */
  public record Result(ReplayResult replay, Optional<JournalScan> end) {}

  private final JournalReader reader;
  private final RecordSink sink;
  private long sequence;
  private int index;

  private JournalWalk(JournalReader reader, RecordSink sink) {
    this.reader = reader;
    this.sink = sink;
  }

  /**
   * Walks to the end, or to the first difference.
   *
   * @param folder of the journal
   * @param sink takes the records
   * @param progress told how far it has come
   * @return what came of it
   */
  public static Result walk(Path folder, RecordSink sink, ReplayProgress progress) {
    try (JournalReader reader = JournalReader.open(folder)) {
      Replayer replayer = new Replayer(reader, new JournalWalk(reader, sink), true);
      ReplayResult result = replayer.run(ReplayUntil.END, progress);
      boolean ended = result.difference().isEmpty();
      return new Result(result, ended ? Optional.of(reader.end()) : Optional.empty());
    }
  }

  /**
   * Each command has at least one event, so the first event of a sequence announces its command.
   */
  @Override
  public void onEvent(DirectBuffer buffer, int offset, int length) {
    if (reader.sequence() != sequence) {
      sequence = reader.sequence();
      index = 0;
      sink.onCommand(sequence, reader.buffer(), reader.offset(), reader.length());
    }
    sink.onEvent(sequence, index++, buffer, offset, length);
  }
}
