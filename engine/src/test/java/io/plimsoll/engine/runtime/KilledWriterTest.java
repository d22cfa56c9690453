package io.plimsoll.engine.runtime;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plimsoll.engine.core.LiquidationEngine;
import io.plimsoll.engine.journal.JournalEnd;
import io.plimsoll.engine.journal.JournalReader;
import io.plimsoll.engine.journal.JournalScan;
import io.plimsoll.engine.journal.ReplayProgress;
import io.plimsoll.engine.journal.ReplayResult;
import io.plimsoll.engine.journal.ReplayUntil;
import io.plimsoll.engine.journal.Replayer;
import io.plimsoll.engine.journal.SampleCommands;
import io.plimsoll.engine.snapshot.JournalStart;
import io.plimsoll.protocol.CommandSink;
import io.plimsoll.protocol.Messages;
import io.plimsoll.protocol.codec.CommandAcceptedDecoder;
import io.plimsoll.protocol.codec.CommandRejectedDecoder;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A writer under load that takes snapshots is killed again and again; nothing that it acknowledged
 * may be missing, and nothing may have been applied twice.
 */
@Tag("slow")
class KilledWriterTest {
  private static final int KILLS = 10;
  private static final int ACKNOWLEDGE_EVERY = 100;
  private static final int SNAPSHOT_EVERY = 700;
  private static final int COMMANDS = 100_000;

  @TempDir Path folder;

  private int startsFromSnapshot;

  @ParameterizedTest
  @CsvSource({"thread,1", "ring,256"})
  @Timeout(300)
  void whatAKilledWriterAcknowledgedIsThereAndReplays(String engine, int together)
      throws Exception {
    Random random = new Random(11);
    long reached = 0;
    for (int i = 0; i < KILLS; i++) {
      long acknowledged = runAndKill(engine, reached, 1 + random.nextInt(5_000));

      JournalScan end = JournalReader.scan(folder);

      assertNotEquals(JournalEnd.State.CLOSED, end.commands().state());
      assertTrue(
          end.lastCommandSequence() >= acknowledged,
          acknowledged + " acknowledged, but the " + end.commands());
      assertTrue(
          end.lastEventsSequence() >= end.lastCommandSequence() - together,
          "the events of commands that came together at most are missing");
      reached = end.lastCommandSequence();
    }

    try (JournalReader reader = JournalReader.open(folder)) {
      ReplayResult result =
          new Replayer(reader, (buffer, offset, length) -> {}, true)
              .run(ReplayUntil.END, ReplayProgress.NONE);
      assertEquals(reached, result.commands());
      assertTrue(result.difference().isEmpty(), () -> result.difference().toString());
      assertTrue(result.verifiedEvents() > 0);
    }
    assertTrue(startsFromSnapshot > KILLS / 2, startsFromSnapshot + " starts from a snapshot");
    assertArrayEquals(digestOfARunThatNobodyKilled(reached), digestFromTheNewestSnapshot(reached));
  }

  private byte[] digestFromTheNewestSnapshot(long reached) {
    List<String> skipped = new ArrayList<>();
    try (JournalStart start =
        JournalStart.newest(
            folder, (b, o, length) -> {}, true, ReplayUntil.END, true, skipped::add)) {
      ReplayResult result = start.replayer().run(ReplayUntil.END, ReplayProgress.NONE);
      assertTrue(start.snapshot().isPresent());
      assertEquals(List.of(), skipped);
      assertTrue(result.difference().isEmpty(), () -> result.difference().toString());
      assertEquals(reached, start.replayer().engine().sequence());
      return start.replayer().engine().digest();
    }
  }

  private static byte[] digestOfARunThatNobodyKilled(long reached) {
    LiquidationEngine engine = new LiquidationEngine(SampleCommands.LIMITS, (b, o, length) -> {});
    for (byte[] command : commands().subList(0, (int) reached)) {
      engine.apply(new UnsafeBuffer(command), 0, command.length);
    }
    return engine.digest();
  }

  private static List<byte[]> commands() {
    int[] sequences =
        IntStream.rangeClosed(1, COMMANDS / SNAPSHOT_EVERY).map(i -> i * SNAPSHOT_EVERY).toArray();
    return SampleCommands.withSnapshots(SampleCommands.list(9, COMMANDS), sequences);
  }

  /** Lets a child go on with the journal, and kills it some commands after its start. */
  private long runAndKill(String engine, long from, int commands)
      throws IOException, InterruptedException {
    Process child = ChildJvm.start(true, Writer.class, folder.toString(), engine);
    long acknowledged = 0;
    List<String> said = new ArrayList<>();
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(child.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith("launched ")) {
          String[] words = line.split(" ", -1);
          assertEquals(from, Long.parseLong(words[1]));
          startsFromSnapshot += words[3].equals("0") ? 0 : 1;
        } else if (line.startsWith("done ")) {
          acknowledged = Long.parseLong(line.substring(5));
        } else {
          said.add(line);
        }
        if (acknowledged >= from + commands) {
          child.toHandle().destroyForcibly(); // Unlike Process, leaves the output to be read.
        }
      }
    }
    assertEquals(128 + 9, child.waitFor(), () -> "the child was killed; it said " + said);
    assertTrue(acknowledged >= from + commands, "the child wrote until it was killed");
    return acknowledged;
  }

  /** Goes on with a journal without end, and says how far it has come. */
  static final class Writer {
    private Writer() {}

    public static void main(String[] args) {
      List<byte[]> commands = commands();
      PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
      long[] done = {Long.MIN_VALUE};
      EngineOptions options =
          EngineOptions.builder()
              .limits(SampleCommands.LIMITS)
              .journalFolder(Path.of(args[0]))
              .continueJournal(true)
              .singleProducer(true)
              .events((buffer, offset, length) -> count(buffer, offset, done, out))
              .build();
      if (args[1].equals("ring")) {
        try (EngineHost host = EngineHost.launch(options)) {
          send(host.counters(), host.commands(), commands, done, out);
        }
      } else {
        try (InThreadEngine engine = InThreadEngine.launch(options)) {
          send(engine.counters(), engine, commands, done, out);
        }
      }
    }

    private static void send(
        EngineCounters counters,
        CommandSink sink,
        List<byte[]> commands,
        long[] done,
        PrintStream out) {
      long from = counters.lastSequence();
      out.println("launched " + from + " from " + counters.snapshotSequence());
      done[0] = from;
      for (byte[] command : commands.subList((int) from, commands.size())) {
        sink.onCommand(new UnsafeBuffer(command), 0, command.length);
      }
    }

    /** The last event of a command acknowledges it. */
    private static void count(DirectBuffer buffer, int offset, long[] done, PrintStream out) {
      int template = Messages.templateId(buffer, offset);
      if (template == CommandAcceptedDecoder.TEMPLATE_ID
          || template == CommandRejectedDecoder.TEMPLATE_ID) {
        done[0]++;
        if (done[0] % ACKNOWLEDGE_EVERY == 0) {
          out.println("done " + done[0]);
        }
      }
    }
  }
}
