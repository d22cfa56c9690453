package io.plimsoll.bench;

import io.plimsoll.engine.core.EngineLimits;
import io.plimsoll.engine.core.LiquidationEngine;
import io.plimsoll.protocol.CommandEncoder;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
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
 * Claim: when all marks fall by 15 %, a cross account is looked at a few times before it is
 * liquidated, not at every mark.
 *
 * <pre>
 *   4,000 marks for each of 50 instruments, falling together, with a basis point of noise a step
 *        |
 *        +-- MarkPrice ---------> engine: look at accounts whose trigger is passed;
 *        |                                LiquidationStarted, forced orders         --> count
 *        +-- instrument, price -> CrossLongScan: every holder of the instrument     --> count
 * </pre>
 *
 * <p>One thread, each shot with fresh accounts. Time is for the whole crash; the counters say what
 * happened in it. Forced orders are not answered.
 */
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 6)
@Measurement(iterations = 3)
@Fork(value = 1, jvmArgsAppend = "-Xmx3g")
public class CrossCrashBenchmark {
  private static final long SEED = 1;
  private static final double FALL = -0.15;
  private static final int EVENTS = 4_000 * CrossMarket.INSTRUMENTS;
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  /** What a shot did. */
  @State(Scope.Thread)
  @AuxCounters(AuxCounters.Type.EVENTS)
  public static class Counter {
    /** Accounts looked at. */
    public long looks;

    /** Those that were neither called nor liquidated. */
    public long looksInVain;

    /** Accounts liquidated. */
    public long liquidations;

    /** Processor time of the crash, which waiting for a core does not lengthen. */
    public long cpuNanos;

    void start() {
      cpuNanos = -THREADS.getCurrentThreadCpuTime();
    }

    void stop() {
      cpuNanos += THREADS.getCurrentThreadCpuTime();
    }
  }

  /** A fresh engine for each shot. */
  @State(Scope.Thread)
  public static class Venue {
    /** Accounts. */
    @Param({"20000"})
    int accounts;

    private final long[] marks = CrossMarket.walk(EVENTS, FALL, SEED);
    private CountingSink events;
    private LiquidationEngine engine;
    private CommandEncoder commands;

    /** Opens the accounts. */
    @Setup(Level.Iteration)
    public void open() {
      events = new CountingSink();
      engine = new LiquidationEngine(EngineLimits.DEFAULT, events);
      commands = new CommandEncoder(engine::apply);
      new CrossPopulation(accounts, SEED).openIn(commands);
    }

    /** Nothing may have been refused. */
    @TearDown(Level.Iteration)
    public void check() {
      events.checkNoneRejected();
    }
  }

  /** Fresh columns for each shot. */
  @State(Scope.Thread)
  public static class Columns {
    /** Accounts. */
    @Param({"20000"})
    int accounts;

    private final long[] marks = CrossMarket.walk(EVENTS, FALL, SEED);
    private CrossLongScan scan;
    private int[] found;

    /** Sets the positions. */
    @Setup(Level.Iteration)
    public void open() {
      CrossPopulation population = new CrossPopulation(accounts, SEED);
      scan = new CrossLongScan(accounts, population.positions());
      population.openIn(scan);
      found = new int[accounts];
    }
  }

  /** The engine. */
  @Benchmark
  public long engine(Venue venue, Counter counter) {
    counter.start();
    for (int i = 0; i < EVENTS; i++) {
      venue.commands.markPrice(i % CrossMarket.INSTRUMENTS + 1, venue.marks[i]);
    }
    counter.stop();
    counter.looks = venue.engine.view().walletLooks();
    counter.looksInVain = venue.engine.view().walletLooksInVain();
    counter.liquidations = venue.events.started();
    return counter.liquidations;
  }

  /** The scan along the holders. */
  @Benchmark
  public long longScan(Columns columns, Counter counter) {
    counter.start();
    for (int i = 0; i < EVENTS; i++) {
      int instrument = i % CrossMarket.INSTRUMENTS + 1;
      counter.liquidations += columns.scan.findPast(instrument, columns.marks[i], columns.found);
    }
    counter.stop();
    return counter.liquidations;
  }
}
