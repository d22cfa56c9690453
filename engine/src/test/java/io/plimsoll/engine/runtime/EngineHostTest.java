package io.plimsoll.engine.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plimsoll.engine.event.EventSink;
import io.plimsoll.engine.journal.JournalEnd;
import io.plimsoll.engine.journal.JournalReader;
import io.plimsoll.engine.journal.JournalScan;
import io.plimsoll.engine.journal.SampleCommands;
import io.plimsoll.protocol.CommandEncoder;
import io.plimsoll.protocol.CommandSink;
import io.plimsoll.protocol.Messages;
import io.plimsoll.protocol.codec.AccountKind;
import io.plimsoll.protocol.codec.CommandAcceptedDecoder;
import io.plimsoll.protocol.codec.MessageHeaderDecoder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class EngineHostTest {
  private static final List<byte[]> COMMANDS = SampleCommands.list(6, 5_000);
  private static final List<String> EVENTS =
      CollectingSink.texts(SampleCommands.flat(SampleCommands.events(COMMANDS)));

  @TempDir Path temp;

  @ParameterizedTest
  @ValueSource(strings = {"busy-spin", "yield", "backoff", "sleep"})
  void theRingGivesTheSameEventsAsTheThread(String idleStrategy) {
    CollectingSink sink = new CollectingSink();
    try (EngineHost host = EngineHost.launch(options(sink).idleStrategy(idleStrategy).build())) {
      send(host.commands(), COMMANDS);
    }

    assertEquals(EVENTS, sink.events);
  }

  @Test
  void theRingForASingleProducerGivesTheSameEvents() {
    CollectingSink sink = new CollectingSink();
    try (EngineHost host =
        EngineHost.launch(options(sink).singleProducer(true).ringBytes(1 << 17).build())) {
      send(host.commands(), COMMANDS);
    }

    assertEquals(EVENTS, sink.events);
  }

  @Test
  void theRingForASingleProducerRefusesASecondThread() throws InterruptedException {
    AtomicReference<Throwable> refused = new AtomicReference<>();
    try (EngineHost host =
        EngineHost.launch(options((b, o, l) -> {}).singleProducer(true).build())) {
      send(host.commands(), COMMANDS.subList(0, 1));
      Thread second =
          new Thread(
              () ->
                  refused.set(
                      assertThrows(
                          IllegalStateException.class,
                          () -> send(host.commands(), COMMANDS.subList(1, 2)))));
      second.start();
      second.join();
      send(host.commands(), COMMANDS.subList(1, 2));
      host.awaitProcessed();

      assertEquals(
          "launched for a single producer, and another thread sends already",
          refused.get().getMessage());
      assertEquals(2, host.counters().commands());
    }
  }

  @Test
  void closingRunsWhatIsInTheRingAndClosesTheJournal() {
    try (EngineHost host =
        EngineHost.launch(
            options((buffer, offset, length) -> {}).batchMax(1).journalFolder(temp).build())) {
      send(host.commands(), COMMANDS);
    }

    JournalScan end = JournalReader.scan(temp);
    assertEquals(COMMANDS.size(), end.lastCommandSequence());
    assertEquals(COMMANDS.size(), end.lastEventsSequence());
    assertEquals(JournalEnd.State.CLOSED, end.commands().state());
  }

  @Test
  void producersWaitForRoomAndEachKeepsItsOrder() throws InterruptedException {
    List<Long> seen = new ArrayList<>();
    CommandAcceptedDecoder accepted = new CommandAcceptedDecoder();
    MessageHeaderDecoder header = new MessageHeaderDecoder();
    EventSink sink =
        (buffer, offset, length) -> {
          if (Messages.templateId(buffer, offset) == CommandAcceptedDecoder.TEMPLATE_ID) {
            seen.add(accepted.wrapAndApplyHeader(buffer, offset, header).correlationId());
          }
        };
    int producers = 4;
    int each = 20_000;

    try (EngineHost host = EngineHost.launch(options(sink).ringBytes(1 << 17).build())) {
      CommandEncoder setUp = new CommandEncoder(host.commands()).correlationId(-10);
      setUp.addAsset(1, 8, "USDT");
      List<Thread> threads = new ArrayList<>();
      for (int p = 0; p < producers; p++) {
        int producer = p;
        Thread thread =
            new Thread(
                () -> {
                  CommandEncoder encoder =
                      new CommandEncoder(host.commands()).correlationId((long) producer * each);
                  encoder.addAccount(100 + producer, AccountKind.TRADER);
                  for (int i = 1; i < each; i++) {
                    encoder.deposit(100 + producer, 1, 1);
                  }
                });
        thread.start();
        threads.add(thread);
      }
      for (Thread thread : threads) {
        thread.join();
      }
      host.awaitProcessed();
      assertEquals(1 + producers * each, host.counters().commands());
      assertEquals(0, host.counters().rejected());
    }

    for (int p = 0; p < producers; p++) {
      long from = (long) p * each;
      List<Long> own = seen.stream().filter(id -> id >= from && id < from + each).toList();
      assertEquals(each, own.size());
      assertEquals(own.stream().sorted().toList(), own);
    }
  }

  @Test
  void aFailureStopsTheEngineLoudlyWithItsJournalWhole() throws InterruptedException {
    RuntimeException broken = new IllegalStateException("broken invariant");
    AtomicReference<Throwable> heard = new AtomicReference<>();
    CountDownLatch latch = new CountDownLatch(1);
    int[] count = new int[1];
    EventSink failing =
        (buffer, offset, length) -> {
          if (++count[0] == 100) {
            throw broken;
          }
        };
    EngineOptions options =
        options(failing)
            .journalFolder(temp)
            .errorHandler(
                error -> {
                  heard.set(error);
                  latch.countDown();
                })
            .build();

    try (EngineHost host = EngineHost.launch(options)) {
      IllegalStateException refused =
          assertThrows(
              IllegalStateException.class,
              () -> {
                while (true) {
                  send(host.commands(), COMMANDS);
                }
              });
      latch.await();

      assertSame(broken, heard.get());
      assertSame(broken, refused.getCause());
      assertSame(broken, host.failure().orElseThrow());
      assertThrows(IllegalStateException.class, host::awaitProcessed);
    }
    JournalScan end = JournalReader.scan(temp);
    assertEquals(JournalEnd.State.CLOSED, end.commands().state());
    int whole = 0;
    for (int events = 0; events < 100; whole++) {
      events += SampleCommands.events(COMMANDS).get(whole).size();
    }
    assertEquals(whole - 1, end.lastEventsSequence());
    assertTrue(end.lastCommandSequence() >= whole, "the command at fault is recorded");
  }

  @Test
  void aClosedHostRefusesCommands() {
    EngineHost host = EngineHost.launch(options((buffer, offset, length) -> {}).build());
    host.close();
    host.close();

    IllegalStateException refused =
        assertThrows(IllegalStateException.class, () -> send(host.commands(), COMMANDS));

    assertEquals("the engine is closed", refused.getMessage());
    assertFalse(host.failure().isPresent());
  }

  @Test
  void theEventSinkMayAnswerWithCommandsEvenWhileTheHostCloses() {
    AtomicReference<CommandSink> commands = new AtomicReference<>();
    int[] answers = new int[1];
    EventSink answering =
        (buffer, offset, length) -> {
          if (answers[0]++ < 50) {
            send(commands.get(), COMMANDS.subList(0, 1));
          }
        };

    EngineHost host = EngineHost.launch(options(answering).build());
    commands.set(host.commands());
    send(host.commands(), COMMANDS.subList(0, 1));
    host.close();

    assertFalse(host.failure().isPresent());
    assertEquals(51, host.counters().commands());
  }

  @Test
  void theEnginesOwnThreadDoesNotWaitForItself() {
    AtomicReference<EngineHost> self = new AtomicReference<>();
    AtomicReference<Throwable> heard = new AtomicReference<>();
    EventSink flooding =
        (buffer, offset, length) -> {
          while (true) {
            send(self.get().commands(), COMMANDS);
          }
        };
    EngineHost host = EngineHost.launch(options(flooding).errorHandler(heard::set).build());
    self.set(host);
    send(host.commands(), COMMANDS.subList(0, 1));
    host.close();

    assertTrue(host.failure().orElseThrow().getMessage().contains("the command ring is full"));
  }

  @Test
  void countersHaveLabels() {
    List<String> labels = new ArrayList<>();
    try (EngineHost host = EngineHost.launch(options((buffer, offset, length) -> {}).build())) {
      host.counters().reader().forEach((id, label) -> labels.add(label));
    }

    assertEquals(
        List.of(
            "commands",
            "rejected",
            "events",
            "liquidations started",
            "liquidations finished",
            "takeovers",
            "ring bytes",
            "work waiting",
            "last sequence",
            "wallet looks",
            "wallet looks in vain",
            "snapshot sequence",
            "snapshots failed"),
        labels);
  }

  private static EngineOptions.Builder options(EventSink sink) {
    return EngineOptions.builder().limits(SampleCommands.LIMITS).events(sink);
  }

  private static void send(CommandSink sink, List<byte[]> commands) {
    for (byte[] command : commands) {
      sink.onCommand(new UnsafeBuffer(command), 0, command.length);
    }
  }
}
