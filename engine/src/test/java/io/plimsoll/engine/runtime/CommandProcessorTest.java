package io.plimsoll.engine.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plimsoll.engine.event.EventSink;
import io.plimsoll.engine.journal.CommandJournal;
import io.plimsoll.engine.journal.EventJournal;
import io.plimsoll.engine.journal.JournalException;
import io.plimsoll.engine.journal.SampleCommands;
import java.util.ArrayList;
import java.util.List;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

class CommandProcessorTest {
  private static final List<byte[]> COMMANDS = SampleCommands.list(4, 500);

  private final List<String> log = new ArrayList<>();

  @Test
  void noEventIsReleasedBeforeItsCommandIsJournaled() {
    CommandProcessor processor =
        CommandProcessor.launch(
            SampleCommands.LIMITS, this::logEvent, new LoggingCommands(0), new LoggingEvents());

    process(processor, COMMANDS);
    processor.close();

    List<String> expected = new ArrayList<>();
    List<List<byte[]>> events = SampleCommands.events(COMMANDS);
    for (int i = 0; i < COMMANDS.size(); i++) {
      expected.addAll(List.of("command " + (i + 1), "flush commands"));
      events.get(i).forEach(e -> expected.addAll(List.of("record", "release")));
      expected.addAll(List.of("end " + (i + 1), "flush events"));
    }
    expected.addAll(List.of("close commands", "close events"));
    assertEquals(expected, log);
  }

  @Test
  void ofABatchAllCommandsAreJournaledBeforeAnyEventIsReleased() {
    CommandProcessor processor =
        CommandProcessor.launch(
            SampleCommands.LIMITS, this::logEvent, new LoggingCommands(0), new LoggingEvents());
    CommandBatch batch = new CommandBatch();
    for (byte[] command : COMMANDS.subList(0, 3)) {
      batch.add(new UnsafeBuffer(command), 0, command.length);
    }

    processor.process(batch);
    processor.close();

    List<String> expected =
        new ArrayList<>(List.of("command 1", "command 2", "command 3", "flush commands"));
    List<List<byte[]>> events = SampleCommands.events(COMMANDS.subList(0, 3));
    for (int i = 0; i < 3; i++) {
      events.get(i).forEach(e -> expected.addAll(List.of("record", "release")));
      expected.add("end " + (i + 1));
    }
    expected.addAll(List.of("flush events", "close commands", "close events"));
    assertEquals(expected, log);
  }

  @Test
  void aCommandThatCannotBeJournaledIsNotApplied() {
    CommandProcessor processor =
        CommandProcessor.launch(
            SampleCommands.LIMITS, this::logEvent, new LoggingCommands(3), new LoggingEvents());

    process(processor, COMMANDS.subList(0, 2));
    log.clear();
    JournalException failure =
        assertThrows(JournalException.class, () -> process(processor, COMMANDS.subList(2, 3)));

    assertEquals(List.of("close commands", "close events"), log);
    IllegalStateException later =
        assertThrows(IllegalStateException.class, () -> process(processor, COMMANDS));
    assertSame(failure, later.getCause());
  }

  @Test
  void anEventSinkThatFailsStopsTheEngineWithItsJournalClosed() {
    EventSink failing =
        (buffer, offset, length) -> {
          throw new IllegalArgumentException("no more");
        };
    CommandProcessor processor =
        CommandProcessor.launch(
            SampleCommands.LIMITS, failing, new LoggingCommands(0), new LoggingEvents());

    assertThrows(IllegalArgumentException.class, () -> process(processor, COMMANDS));

    assertEquals(
        List.of("command 1", "flush commands", "record", "close commands", "close events"), log);
    assertTrue(processor.failure() instanceof IllegalArgumentException);
  }

  private static void process(CommandProcessor processor, List<byte[]> commands) {
    for (byte[] command : commands) {
      processor.process(new UnsafeBuffer(command), 0, command.length);
    }
  }

  private void logEvent(DirectBuffer buffer, int offset, int length) {
    log.add("release");
  }

  private final class LoggingCommands implements CommandJournal {
    private final long failAt;

    private LoggingCommands(long failAt) {
      this.failAt = failAt;
    }

    @Override
    public void add(long sequence, DirectBuffer buffer, int offset, int length) {
      if (sequence == failAt) {
        throw new JournalException("disk is full");
      }
      log.add("command " + sequence);
    }

    @Override
    public void flush() {
      log.add("flush commands");
    }

    @Override
    public void sync() {
      log.add("sync");
    }

    @Override
    public void close() {
      log.add("close commands");
    }
  }

  private final class LoggingEvents implements EventJournal {
    @Override
    public void append(long sequence, DirectBuffer buffer, int offset, int length) {
      log.add("record");
    }

    @Override
    public void endOfCommand(long sequence) {
      log.add("end " + sequence);
    }

    @Override
    public void flush() {
      log.add("flush events");
    }

    @Override
    public void sync() {
      log.add("sync events");
    }

    @Override
    public void close() {
      log.add("close events");
    }
  }
}
