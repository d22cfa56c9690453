package io.plimsoll.engine.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plimsoll.engine.core.EngineLimits;
import io.plimsoll.engine.event.EventSink;
import io.plimsoll.engine.journal.JournalException;
import io.plimsoll.engine.journal.JournalReader;
import io.plimsoll.engine.journal.JournalScan;
import io.plimsoll.engine.journal.ReplayProgress;
import io.plimsoll.engine.journal.ReplayResult;
import io.plimsoll.engine.journal.ReplayUntil;
import io.plimsoll.engine.journal.Replayer;
import io.plimsoll.engine.journal.SampleCommands;
import io.plimsoll.protocol.Messages;
import io.plimsoll.protocol.codec.CommandRejectedDecoder;
import io.plimsoll.protocol.codec.LiquidationFinishedDecoder;
import io.plimsoll.protocol.codec.LiquidationStartedDecoder;
import io.plimsoll.protocol.codec.TakeOverDecoder;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.HdrHistogram.SingleWriterRecorder;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InThreadEngineTest {
  private static final List<byte[]> COMMANDS = SampleCommands.list(5, 1_000);
  private static final List<List<byte[]>> EVENTS = SampleCommands.events(COMMANDS);

  @TempDir Path temp;

  @Test
  void eventsAreOutBeforeSubmitReturns() {
    CollectingSink sink = new CollectingSink();
    try (InThreadEngine engine = InThreadEngine.launch(options(sink).build())) {
      for (int i = 0; i < COMMANDS.size(); i++) {
        sink.events.clear();
        submit(engine, COMMANDS.subList(i, i + 1));
        assertEquals(CollectingSink.texts(EVENTS.get(i)), sink.events);
        assertEquals(i + 1, engine.sequence());
      }
    }
  }

  @Test
  void countersCountWhatTheEventsSay() {
    SingleWriterRecorder times = new SingleWriterRecorder(3);
    try (InThreadEngine engine =
        InThreadEngine.launch(options(new CollectingSink()).serviceTimes(times).build())) {
      submit(engine, COMMANDS);

      EngineCounters counters = engine.counters();
      assertEquals(COMMANDS.size(), counters.commands());
      assertEquals(COMMANDS.size(), counters.lastSequence());
      assertEquals(SampleCommands.flat(EVENTS).size(), counters.events());
      assertEquals(count(CommandRejectedDecoder.TEMPLATE_ID), counters.rejected());
      assertEquals(count(LiquidationStartedDecoder.TEMPLATE_ID), counters.liquidationsStarted());
      assertEquals(count(LiquidationFinishedDecoder.TEMPLATE_ID), counters.liquidationsFinished());
      assertEquals(count(TakeOverDecoder.TEMPLATE_ID), counters.takeovers());
      assertTrue(counters.takeovers() > 0 && counters.rejected() > 0);
      assertEquals(engine.view().walletLooks(), counters.walletLooks());
      assertEquals(engine.view().walletLooksInVain(), counters.walletLooksInVain());
      assertEquals(COMMANDS.size(), times.getIntervalHistogram().getTotalCount());
    }
  }

  @Test
  void submittingFromTheEventSinkIsRefused() {
    InThreadEngine[] self = new InThreadEngine[1];
    try (InThreadEngine engine =
        InThreadEngine.launch(options((b, o, length) -> self[0].submit(b, o, length)).build())) {
      self[0] = engine;

      IllegalStateException refused =
          assertThrows(IllegalStateException.class, () -> submit(engine, COMMANDS.subList(0, 1)));

      assertTrue(refused.getMessage().startsWith("submit was called from the event sink"));
    }
  }

  @Test
  void aClosedEngineAndAnOverlongCommandAreRefused() {
    InThreadEngine engine = InThreadEngine.launch(options(new CollectingSink()).build());
    assertThrows(
        IllegalArgumentException.class,
        () -> engine.submit(new UnsafeBuffer(new byte[9_000]), 0, 8_193));
    submit(engine, COMMANDS.subList(0, 1));
    engine.close();

    IllegalStateException refused =
        assertThrows(IllegalStateException.class, () -> submit(engine, COMMANDS.subList(1, 2)));

    assertEquals("the engine is closed", refused.getMessage());
  }

  @Test
  void aJournaledRunReplaysAndVerifies() {
    try (InThreadEngine engine =
        InThreadEngine.launch(options(new CollectingSink()).journalFolder(temp).build())) {
      submit(engine, COMMANDS);
    }

    assertVerifies(COMMANDS.size());
  }

  @Test
  void aJournalIsContinuedOnlyOnRequest() {
    EngineOptions.Builder options = options(new CollectingSink()).journalFolder(temp);
    InThreadEngine.launch(options.build()).close();

    assertThrows(JournalException.class, () -> InThreadEngine.launch(options.build()));
    InThreadEngine.launch(options.continueJournal(true).build()).close();
    assertThrows(
        JournalException.class,
        () -> InThreadEngine.launch(options.limits(new EngineLimits(1, 1)).build()));
  }

  @Test
  void aContinuedEngineGoesOnAsIfItHadNeverStopped() {
    CollectingSink sink = new CollectingSink();
    EngineOptions options = options(sink).journalFolder(temp).continueJournal(true).build();
    for (int from = 0; from < COMMANDS.size(); from += 250) {
      try (InThreadEngine engine = InThreadEngine.launch(options)) {
        assertEquals(from, engine.sequence());
        assertEquals(from, engine.counters().lastSequence());
        submit(engine, COMMANDS.subList(from, from + 250));
      }
    }

    assertEquals(CollectingSink.texts(SampleCommands.flat(EVENTS)), sink.events);
    assertVerifies(COMMANDS.size());
  }

  @Test
  void eventsThatWereNotRecordedAreMadeUpForWhenTheJournalIsContinued() {
    EngineOptions.Builder options =
        options(new CollectingSink()).journalFolder(temp).continueJournal(true);
    for (int from = 0; from < COMMANDS.size(); from += 250) {
      options.journalEvents(from % 500 == 250);
      try (InThreadEngine engine = InThreadEngine.launch(options.build())) {
        submit(engine, COMMANDS.subList(from, from + 250));
      }
    }

    assertVerifies(COMMANDS.size());
  }

  @Test
  void aTornJournalGoesOnAfterItsLastWholeCommand() throws IOException {
    EngineOptions options =
        options(new CollectingSink()).journalFolder(temp).continueJournal(true).build();
    try (InThreadEngine engine = InThreadEngine.launch(options)) {
      submit(engine, COMMANDS.subList(0, 400));
    }
    cut(temp.resolve("commands/000001"), 30);
    cut(temp.resolve("events/000001"), 2_000);
    JournalScan torn = JournalReader.scan(temp);
    assertTrue(torn.lastCommandSequence() < 400);
    assertTrue(torn.lastEventsSequence() < torn.lastCommandSequence());

    try (InThreadEngine engine = InThreadEngine.launch(options)) {
      assertEquals(torn.lastCommandSequence(), engine.sequence());
      submit(engine, COMMANDS.subList((int) engine.sequence(), COMMANDS.size()));
    }

    assertVerifies(COMMANDS.size());
  }

  @Test
  void aJournalThatLostCommandsIsNotContinued() throws IOException {
    EngineOptions options =
        options(new CollectingSink()).journalFolder(temp).continueJournal(true).build();
    try (InThreadEngine engine = InThreadEngine.launch(options)) {
      submit(engine, COMMANDS.subList(0, 400));
    }
    cut(temp.resolve("commands/000001"), 2_000);

    JournalException refused =
        assertThrows(JournalException.class, () -> InThreadEngine.launch(options));

    assertTrue(
        refused.getMessage().contains("events are recorded up to sequence 400, but commands only"),
        refused.getMessage());
  }

  /** Cuts the file some bytes before the end of its data. */
  private static void cut(Path segment, int bytes) throws IOException {
    Path file;
    try (var files = Files.list(segment)) {
      file = files.filter(p -> p.toString().endsWith(".cq4")).findFirst().orElseThrow();
    }
    byte[] data = Files.readAllBytes(file);
    int end = data.length;
    while (data[end - 1] == 0) {
      end--;
    }
    try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.truncate(end - bytes);
    }
  }

  private void assertVerifies(int commands) {
    try (JournalReader reader = JournalReader.open(temp)) {
      ReplayResult result =
          new Replayer(reader, (buffer, offset, length) -> {}, true)
              .run(ReplayUntil.END, ReplayProgress.NONE);
      assertEquals(commands, result.commands());
      assertEquals(
          SampleCommands.flat(EVENTS.subList(0, commands)).size(), result.verifiedEvents());
      assertTrue(result.difference().isEmpty());
      assertEquals(0, result.missingEvents());
    }
  }

  private static EngineOptions.Builder options(EventSink sink) {
    return EngineOptions.builder().limits(SampleCommands.LIMITS).events(sink);
  }

  private static void submit(InThreadEngine engine, List<byte[]> commands) {
    for (byte[] command : commands) {
      engine.submit(new UnsafeBuffer(command), 0, command.length);
    }
  }

  private static long count(int templateId) {
    return SampleCommands.flat(EVENTS).stream()
        .filter(e -> Messages.templateId(new UnsafeBuffer(e), 0) == templateId)
        .count();
  }
}
