package io.plimsoll.bench;

import io.plimsoll.engine.journal.ReplayProgress;
import io.plimsoll.engine.journal.ReplayUntil;
import io.plimsoll.engine.runtime.EngineOptions;
import io.plimsoll.engine.runtime.InThreadEngine;
import io.plimsoll.engine.snapshot.JournalStart;
import io.plimsoll.engine.snapshot.SnapshotFolder;
import io.plimsoll.protocol.CommandEncoder;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
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
 * Claim: an engine with a million accounts starts from its snapshot within two seconds.
 *
 * <pre>
 *   journal: the commands that open the accounts, then TakeSnapshot       (once, in thread)
 *
 *   start:   snapshot --> checksums --> memory --> recount and digest; the journal's tail: nothing
 *   replay:  journal  --> every command again                             the baseline
 *   readNanos, of start: reading the snapshot's file alone                what no start can beat
 *   takeNanos: TakeSnapshot as the one who sends it waits, sync included
 * </pre>
 *
 * <p>One thread; all files lie in the page cache.
 */
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 2)
@Measurement(iterations = 5)
@Fork(value = 1, jvmArgsAppend = "-Xmx2g")
public class SnapshotStartBenchmark {
  private static final long SEED = 1;
  private static final int READ_BYTES = 1 << 20;

  /** What a shot did beside. */
  @State(Scope.Thread)
  @AuxCounters(AuxCounters.Type.EVENTS)
  public static class Counter {
    /** Shots, by which to divide the others: JMH adds them up. */
    public long shots;

    /** Bytes of the snapshot. */
    public long bytes;

    /** Time of reading the file alone, just before the shot. */
    public long readNanos;

    /** Time that the snapshot took when it was taken, once. */
    public long takeNanos;
  }

  /** The journal with its snapshot. */
  @State(Scope.Benchmark)
  public static class Recorded {
    /** Accounts with an isolated position each. */
    @Param("1000000")
    int accounts;

    private Path folder;
    private Path snapshot;
    private long takeNanos;
    private long bytes;
    private long readNanos;

    /** Records it. */
    @Setup
    public void record() throws IOException {
      folder = Files.createTempDirectory("plimsoll-snapshot");
      EngineOptions options =
          EngineOptions.builder().journalFolder(folder).journalEvents(false).build();
      try (InThreadEngine engine = InThreadEngine.launch(options)) {
        CommandEncoder commands = new CommandEncoder(engine);
        new Population(accounts, SEED).openIn(commands);
        for (int i = 0; i < 2; i++) {
          long startNanos = System.nanoTime();
          commands.takeSnapshot();
          takeNanos = System.nanoTime() - startNanos;
        }
        if (engine.counters().rejected() != 0 || engine.counters().snapshotsFailed() != 0) {
          throw new IllegalStateException("a command was rejected, or a snapshot not written");
        }
      }
      snapshot = SnapshotFolder.of(folder).newestFirst().get(0);
      bytes = Files.size(snapshot);
    }

    /** Reads the file, and gives back the memory of the shot before. */
    @Setup(Level.Iteration)
    public void readAlone() throws IOException {
      System.gc();
      ByteBuffer buffer = ByteBuffer.allocateDirect(READ_BYTES);
      long startNanos = System.nanoTime();
      try (FileChannel channel = FileChannel.open(snapshot)) {
        while (channel.read(buffer.clear()) > 0) {
          // Into the same memory again.
        }
      }
      readNanos = System.nanoTime() - startNanos;
    }

    /** Removes it. */
    @TearDown
    public void remove() throws IOException {
      Folders.remove(folder);
    }
  }

  /** From the snapshot. */
  @Benchmark
  public long start(Recorded recorded, Counter counter) {
    counter.shots = 1;
    counter.bytes = recorded.bytes;
    counter.readNanos = recorded.readNanos;
    counter.takeNanos = recorded.takeNanos;
    try (JournalStart start =
        JournalStart.newest(
            recorded.folder,
            (buffer, offset, length) -> {},
            false,
            ReplayUntil.END,
            false,
            SnapshotStartBenchmark::refuse)) {
      if (start.snapshot().isEmpty()) {
        throw new IllegalStateException("not started from the snapshot");
      }
      return run(start);
    }
  }

  private static void refuse(String skipped) {
    throw new IllegalStateException(skipped);
  }

  /** From the first command. */
  @Benchmark
  public long replay(Recorded recorded) {
    try (JournalStart start =
        JournalStart.first(recorded.folder, (buffer, offset, length) -> {}, false)) {
      return run(start);
    }
  }

  private static long run(JournalStart start) {
    return start.replayer().run(ReplayUntil.END, ReplayProgress.NONE).lastSequence();
  }
}
