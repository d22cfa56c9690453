package io.plimsoll.bench;

import io.plimsoll.engine.core.EngineLimits;
import io.plimsoll.engine.core.LiquidationEngine;
import io.plimsoll.protocol.CommandEncoder;
import io.plimsoll.protocol.codec.DoneReason;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
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
 * Claim: a mark that liquidates one account in ten, 100,000 of a million, holds no command up for
 * longer than a part of the cascade takes, and the cascade costs what its liquidations cost.
 *
 * <pre>
 *   the first mark, falling, at which 10 % of all accounts are past the line (found by LongScan)
 *        |
 *        v
 *   MarkPrice --> engine: 512 accounts: LiquidationStarted, ForcedOrder --> count   (markToForcedOrders)
 *   Clock ------> engine: 512 more, as long as work is waiting -----------> count
 *                              |
 *   OrderDone for each  &lt;------+   nothing was filled
 *        |
 *        v
 *   engine: TakeOver, PositionChanged, FundChanged, LiquidationFinished --> count (markToTakenOver)
 * </pre>
 *
 * <p>One thread. Each shot has a fresh engine. Time is for the whole cascade; the counters say how
 * many liquidations it had, what processor time it took, and how long its commands took: the 99th
 * percentile and the longest, by the wall clock.
 */
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 8)
@Measurement(iterations = 5)
@Fork(value = 1, jvmArgsAppend = "-Xmx3g")
public class CascadeBenchmark {
  private static final long SEED = 1;
  private static final int SHARE = 10;
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
  private static final long FIRST_FORCED_ORDER_ID = 1L << 62;

  /** What a shot did. */
  @State(Scope.Thread)
  @AuxCounters(AuxCounters.Type.EVENTS)
  public static class Counter {
    /** Liquidations in the cascade. */
    public long liquidations;

    /** Processor time of the cascade, which waiting for a core does not lengthen. */
    public long cpuNanos;

    /** How long the 99th of a hundred of its marks and Clocks took, nanoseconds. */
    public long pauseP99Nanos;

    /** How long the longest of its marks and Clocks took, nanoseconds. */
    public long pauseMaxNanos;

    private final Histogram pauses = new Histogram(3);

    void start() {
      pauses.reset();
      cpuNanos = -THREADS.getCurrentThreadCpuTime();
    }

    void time(Runnable command) {
      long start = System.nanoTime();
      command.run();
      pauses.recordValue(System.nanoTime() - start);
    }

    long stop(long done) {
      cpuNanos += THREADS.getCurrentThreadCpuTime();
      pauseP99Nanos = pauses.getValueAtPercentile(99);
      pauseMaxNanos = pauses.getMaxValue();
      liquidations = done;
      return done;
    }
  }

  /** A fresh engine for each shot. */
  @State(Scope.Thread)
  public static class Venue {
    /** Accounts. */
    @Param({"1000000"})
    int accounts;

    private Population population;
    private long mark;
    private CountingSink events;
    private LiquidationEngine engine;
    private CommandEncoder commands;

    /** Finds the mark. */
    @Setup
    public void findMark() {
      population = new Population(accounts, SEED);
      LongScan scan = new LongScan(accounts, Population.QUANTITY_MAX);
      population.openIn(scan);
      int[] found = new int[accounts];
      long few = Market.ENTRY_MARK;
      long many = Market.ENTRY_MARK / 2;
      while (few - many > 1) {
        long middle = (few + many) / 2;
        if (scan.findPast(middle, found) < accounts / SHARE) {
          few = middle;
        } else {
          many = middle;
        }
      }
      mark = many;
    }

    /** Opens the accounts. */
    @Setup(Level.Iteration)
    public void open() {
      events = new CountingSink();
      engine = new LiquidationEngine(EngineLimits.DEFAULT, events);
      commands = new CommandEncoder(engine::apply);
      population.openIn(commands);
    }

    void cascade(Counter counter) {
      counter.time(() -> commands.markPrice(Market.INSTRUMENT_ID, mark));
      while (engine.isWorkWaiting()) {
        counter.time(commands::clock);
      }
    }

    /** Nothing may have been refused. */
    @TearDown(Level.Iteration)
    public void check() {
      events.checkNoneRejected();
    }
  }

  /** Up to the forced orders. */
  @Benchmark
  public long markToForcedOrders(Venue venue, Counter counter) {
    counter.start();
    venue.cascade(counter);
    return counter.stop(venue.events.started());
  }

  /** Up to the end: no forced order is filled, the fund takes every position. */
  @Benchmark
  public long markToTakenOver(Venue venue, Counter counter) {
    counter.start();
    venue.cascade(counter);
    long orders = venue.events.started();
    for (long i = 0; i < orders; i++) {
      venue.commands.orderDone(FIRST_FORCED_ORDER_ID + i, DoneReason.EXPIRED);
    }
    return counter.stop(venue.events.finished());
  }
}
