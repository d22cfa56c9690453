package io.plimsoll.bench;

import io.plimsoll.engine.journal.JournalReader;
import io.plimsoll.engine.journal.ReplayProgress;
import io.plimsoll.engine.journal.ReplayResult;
import io.plimsoll.engine.journal.ReplayUntil;
import io.plimsoll.engine.journal.Replayer;
import io.plimsoll.engine.runtime.EngineOptions;
import io.plimsoll.engine.runtime.InThreadEngine;
import io.plimsoll.protocol.CommandEncoder;
import io.plimsoll.protocol.codec.Side;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Claim: a journal replays, each event compared with the recorded one, faster than it was written.
 *
 * <pre>
 *   10,000 accounts open, then marks and fills in turn      (once, in thread)
 *        |
 *        v
 *   journal: commands, events --> Replayer: fresh engine, apply, compare byte for byte --> counts
 * </pre>
 *
 * <p>One thread. Each shot replays the whole journal, which then lies in the page cache. The
 * counters add up what the shots did.
 */
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 4)
@Measurement(iterations = 5)
@Fork(value = 1, jvmArgsAppend = "-Xmx2g")
public class ReplayBenchmark {
  private static final int ACCOUNTS = 10_000;
  private static final long SEED = 1;
  private static final int TURNS = 150_000;
  private static final long FIRST_EXECUTION_ID = 1L << 40;

  /** What a shot did. */
  @State(Scope.Thread)
  @AuxCounters(AuxCounters.Type.EVENTS)
  public static class Counter {
    /** Commands applied. */
    public long commands;

    /** Events regenerated. */
    public long events;

    /** Time of the shot, opening the journal included. */
    public long nanos;
  }

  /** The journal. */
  @State(Scope.Benchmark)
  public static class Recorded {
    /** Whether events are compared. */
    @Param({"true", "false"})
    boolean verify;

    private Path folder;

    /** Records it. */
    @Setup
    public void record() throws IOException {
      folder = Files.createTempDirectory("plimsoll-replay");
      Population population = new Population(ACCOUNTS, SEED);
      EngineOptions options =
          EngineOptions.builder().journalFolder(folder.resolve("journal")).build();
      try (InThreadEngine engine = InThreadEngine.launch(options)) {
        CommandEncoder commands = new CommandEncoder(engine);
        population.openIn(commands);
        for (int i = 0; i < TURNS; i++) {
          commands.markPrice(Market.INSTRUMENT_ID, Market.ENTRY_MARK + i % 1_000);
          int pair = i / 2 % (ACCOUNTS / 2) * 2;
          boolean back = i % 2 == 1;
          commands.fill(
              FIRST_EXECUTION_ID + i,
              Market.INSTRUMENT_ID,
              Market.ENTRY_MARK,
              1,
              population.accountId(back ? pair + 1 : pair),
              0,
              population.accountId(back ? pair : pair + 1),
              0,
              Side.BUY);
        }
        if (engine.counters().rejected() != 0) {
          throw new IllegalStateException("commands were rejected");
        }
      }
    }

    /** Removes it. */
    @TearDown
    public void remove() throws IOException {
      Folders.remove(folder);
    }
  }

  /** All of it. */
  @Benchmark
  public long replay(Recorded recorded, Counter counter) {
    long startNanos = System.nanoTime();
    try (JournalReader reader = JournalReader.open(recorded.folder.resolve("journal"))) {
      Replayer replayer = new Replayer(reader, (buffer, offset, length) -> {}, recorded.verify);
      ReplayResult result = replayer.run(ReplayUntil.END, ReplayProgress.NONE);
      if (result.difference().isPresent()) {
        throw new IllegalStateException(result.difference().get().toString());
      }
      counter.commands = result.commands();
      counter.events = result.events();
      counter.nanos = System.nanoTime() - startNanos;
      return result.lastSequence();
    }
  }
}
