package io.plimsoll.tools.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plimsoll.engine.event.EventSink;
import io.plimsoll.engine.journal.JournalReader;
import io.plimsoll.engine.journal.ReplayProgress;
import io.plimsoll.engine.journal.ReplayResult;
import io.plimsoll.engine.journal.ReplayUntil;
import io.plimsoll.engine.journal.Replayer;
import io.plimsoll.engine.runtime.EngineOptions;
import io.plimsoll.engine.runtime.InThreadEngine;
import io.plimsoll.protocol.CommandEncoder;
import io.plimsoll.protocol.Messages;
import io.plimsoll.protocol.codec.CommandRejectedDecoder;
import io.plimsoll.protocol.codec.ForcedOrderDecoder;
import io.plimsoll.protocol.codec.FundingFinishedDecoder;
import io.plimsoll.protocol.codec.LiquidationStartedDecoder;
import io.plimsoll.protocol.codec.MessageHeaderDecoder;
import io.plimsoll.protocol.codec.SnapshotTakenDecoder;
import io.plimsoll.tools.bench.load.Cascade;
import io.plimsoll.tools.bench.load.Load;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import org.agrona.DirectBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LoadsTest {
  private static final int ACCOUNTS = 400;
  private static final int COMMANDS = 20_000;
  private static final long RATE = 20_000;
  private static final long FIRST_TIME = OpenLoop.FIRST_TIMESTAMP;

  @TempDir Path folder;

  /** Counts events and notes in which command each forced order came out. */
  private static final class Seen implements EventSink {
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final ForcedOrderDecoder order = new ForcedOrderDecoder();
    private final SnapshotTakenDecoder snapshot = new SnapshotTakenDecoder();
    private final int[] counts = new int[256];
    private final Map<Long, Long> forcedAt = new HashMap<>();
    private long index;
    private String digest;

    @Override
    public void onEvent(DirectBuffer buffer, int offset, int length) {
      int template = Messages.templateId(buffer, offset);
      counts[template]++;
      if (template == ForcedOrderDecoder.TEMPLATE_ID) {
        forcedAt.put(order.wrapAndApplyHeader(buffer, offset, header).accountId(), index);
      } else if (template == SnapshotTakenDecoder.TEMPLATE_ID) {
        byte[] bytes = new byte[SnapshotTakenDecoder.digestLength()];
        snapshot.wrapAndApplyHeader(buffer, offset, header).getDigest(bytes, 0, bytes.length);
        digest = HexFormat.of().formatHex(bytes);
      }
    }
  }

  private static Seen inThread(Load load) {
    Seen seen = new Seen();
    try (InThreadEngine engine =
        InThreadEngine.launch(EngineOptions.builder().events(seen).build())) {
      CommandEncoder commands = new CommandEncoder(engine);
      load.open(commands);
      for (long i = 0; i < COMMANDS; i++) {
        seen.index = i;
        load.send(i, commands.at(FIRST_TIME + i));
      }
      commands.at(FIRST_TIME + COMMANDS).takeSnapshot();
    }
    return seen;
  }

  @ParameterizedTest
  @EnumSource(Scenario.class)
  void everyCommandIsAcceptedAndEveryRunEndsInTheSameState(Scenario scenario) {
    Seen first = inThread(scenario.load(ACCOUNTS, RATE, COMMANDS));
    Seen second = inThread(scenario.load(ACCOUNTS, RATE, COMMANDS));
    Seen other = inThread(scenario.load(ACCOUNTS + 2, RATE, COMMANDS));

    assertEquals(0, first.counts[CommandRejectedDecoder.TEMPLATE_ID]);
    assertEquals(first.digest, second.digest);
    assertNotEquals(first.digest, other.digest);
  }

  @ParameterizedTest
  @EnumSource(value = Scenario.class, names = "CASCADE", mode = EnumSource.Mode.EXCLUDE)
  void nobodyIsLiquidatedButInACascade(Scenario scenario) {
    Seen seen = inThread(scenario.load(ACCOUNTS, RATE, COMMANDS));

    assertEquals(0, seen.counts[LiquidationStartedDecoder.TEMPLATE_ID]);
  }

  @Test
  void fundingIsUnderWayAllTheTime() {
    Seen seen = inThread(Scenario.FUNDING.load(ACCOUNTS, RATE, COMMANDS));

    // Every thousandth command is a Funding or the one Clock that it needs.
    assertEquals(COMMANDS / 1_000 / 2, seen.counts[FundingFinishedDecoder.TEMPLATE_ID]);
  }

  @Test
  void aCascadeLiquidatesEveryLongAtTheMarkThatItForesaw() {
    Cascade cascade = new Cascade(ACCOUNTS, RATE, COMMANDS);

    Seen seen = inThread(cascade);

    assertEquals(ACCOUNTS / 2, cascade.liquidations());
    assertEquals(ACCOUNTS / 2, seen.forcedAt.size());
    seen.forcedAt.forEach((account, at) -> assertEquals(cascade.causeOf(account), at));
    assertTrue(seen.forcedAt.values().stream().distinct().count() > ACCOUNTS / 8);
  }

  @ParameterizedTest
  @EnumSource(Ring.class)
  void theChainEndsInTheSameStateAsTheThread(Ring ring) {
    Seen expected = inThread(Scenario.MIXED_FLOW.load(ACCOUNTS, RATE, COMMANDS));
    BenchSettings settings =
        new BenchSettings(
            ACCOUNTS, Optional.of(RATE), 0.1, 0.1, 100, "yield", Optional.empty(), folder);
    RunSpec spec = new RunSpec(Scenario.MIXED_FLOW, JournalMode.SYNC, ring);
    Load load = Scenario.MIXED_FLOW.load(ACCOUNTS, RATE, COMMANDS);

    try (Chain chain = new LatencyRun(settings, spec, folder.resolve("journal")).chain()) {
      OpenLoop loop = new OpenLoop(chain, load, System::nanoTime);
      loop.open();
      loop.saturate(COMMANDS / 2);
      loop.run(COMMANDS / 2, 50_000, null, null);
    }
    Seen replayed = new Seen();
    try (JournalReader reader = JournalReader.open(folder.resolve("journal"))) {
      Replayer replayer = new Replayer(reader, replayed, true);
      ReplayResult result = replayer.run(ReplayUntil.END, ReplayProgress.NONE);
      new CommandEncoder(replayer.engine()::apply).at(FIRST_TIME + COMMANDS).takeSnapshot();

      assertTrue(result.difference().isEmpty(), result.toString());
      assertEquals(expected.digest, replayed.digest);
    }
  }
}
