package io.plimsoll.bench;

import io.plimsoll.engine.core.EngineLimits;
import io.plimsoll.engine.core.LiquidationEngine;
import io.plimsoll.protocol.CommandEncoder;
import java.util.concurrent.TimeUnit;
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
 * Claim: while markets are calm, a mark costs next to nothing however many cross accounts hold its
 * instrument, while a scan pays for each holder.
 *
 * <pre>
 *   marks of 50 instruments in turn: a correlated random walk of a basis point a step, there and back
 *        |
 *        +-- MarkPrice -----------------> engine:        two comparisons; now and then an account
 *        |                                               is looked at and its slack dealt out afresh
 *        +-- instrument, price ---------> CrossLongScan: every holder of the instrument
 * </pre>
 *
 * <p>One thread. Time is for one mark. The engine prints how many accounts it looked at, an event
 * and holder.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 1, jvmArgsAppend = "-Xmx3g")
public class CrossMarkBenchmark {
  private static final long SEED = 1;

  /** The walk. */
  @State(Scope.Thread)
  public static class Walk {
    private static final int EVENTS = 4_000 * CrossMarket.INSTRUMENTS;

    private final long[] marks = CrossMarket.walk(EVENTS, 0, SEED);
    private int at;
    private int step = 1;

    /** The next event; back the way that it came when it is at an end. */
    int next() {
      if (at + step < 0 || at + step >= EVENTS) {
        step = -step;
      }
      at += step;
      return at;
    }

    static int instrument(int event) {
      return event % CrossMarket.INSTRUMENTS + 1;
    }
  }

  /** The engine with everyone in it. */
  @State(Scope.Thread)
  public static class Engine {
    /** Accounts. */
    @Param({"10000", "100000", "1000000"})
    int accounts;

    private final CountingSink events = new CountingSink();
    private final LiquidationEngine engine = new LiquidationEngine(EngineLimits.DEFAULT, events);
    private final CommandEncoder commands = new CommandEncoder(engine::apply);
    private long marks;
    private long holders;

    /** Opens the accounts. */
    @Setup
    public void open() {
      CrossPopulation population = new CrossPopulation(accounts, SEED);
      population.openIn(commands);
      holders = population.positions() / CrossMarket.INSTRUMENTS;
    }

    /** Says how often accounts were looked at. */
    @TearDown
    public void report() {
      events.checkNoneRejected();
      long looks = engine.view().walletLooks();
      System.out.printf(
          "%n%,d marks, %,d accounts looked at, %,d in vain: %.2g an event and holder; %,d"
              + " liquidated%n",
          marks,
          looks,
          engine.view().walletLooksInVain(),
          (double) looks / marks / holders,
          events.started());
    }
  }

  /** The scan. */
  @State(Scope.Thread)
  public static class Columns {
    /** Accounts. */
    @Param({"10000", "100000", "1000000"})
    int accounts;

    private CrossLongScan scan;
    private int[] found;

    /** Sets the positions. */
    @Setup
    public void open() {
      CrossPopulation population = new CrossPopulation(accounts, SEED);
      scan = new CrossLongScan(accounts, population.positions());
      population.openIn(scan);
      found = new int[accounts];
    }
  }

  /** The engine. */
  @Benchmark
  public long engine(Walk walk, Engine state) {
    int event = walk.next();
    state.marks++;
    return state.commands.markPrice(Walk.instrument(event), walk.marks[event]);
  }

  /** The scan along the holders. */
  @Benchmark
  public int longScan(Walk walk, Columns state) {
    int event = walk.next();
    return state.scan.findPast(Walk.instrument(event), walk.marks[event], state.found);
  }
}
