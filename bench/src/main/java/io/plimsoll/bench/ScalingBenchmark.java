package io.plimsoll.bench;

import io.plimsoll.engine.core.EngineLimits;
import io.plimsoll.engine.core.LiquidationEngine;
import io.plimsoll.protocol.CommandEncoder;
import java.util.SplittableRandom;
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
 * Claim: over four decades of accounts the curve of the engine is flat, and that of a scan is not.
 *
 * <pre>
 *   a mark within 0.2 % of the entry mark, encoding included
 *        |
 *        +--> engine with 1e3, 1e4, 1e5, 1e6, 1e7 isolated positions --> count
 *        |
 *        +--> LongScan over as many                                  --> found = 0
 * </pre>
 *
 * <p>One thread. Positions are small, so that ten million fit into one instrument's open interest;
 * {@link QuietMarkBenchmark} has the spread of a venue. The parameter is meant to be given: ten
 * million accounts take memory, and minutes to open.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
    value = 1,
    jvmArgsAppend = {"-Xmx2g", "-XX:MaxDirectMemorySize=12g"})
public class ScalingBenchmark {
  private static final long SEED = 1;
  private static final long QUANTITY_MAX = 50;
  private static final int MARKS = 1_024;

  /** Marks that harm nobody. */
  @State(Scope.Thread)
  public static class Marks {
    private final long[] prices = new long[MARKS];
    private int at;

    /** Draws the marks. */
    public Marks() {
      SplittableRandom random = new SplittableRandom(SEED);
      for (int i = 0; i < MARKS; i++) {
        prices[i] =
            Market.ENTRY_MARK + random.nextLong(-Population.QUIET_BAND, Population.QUIET_BAND);
      }
    }

    long next() {
      at = (at + 1) & (MARKS - 1);
      return prices[at];
    }
  }

  /** The engine with everyone in it. */
  @State(Scope.Thread)
  public static class Engine {
    /** Accounts. */
    @Param({"1000", "10000", "100000", "1000000"})
    int accounts;

    private final CountingSink events = new CountingSink();
    private final LiquidationEngine engine = new LiquidationEngine(EngineLimits.DEFAULT, events);
    private final CommandEncoder commands = new CommandEncoder(engine::apply);

    /** Opens the accounts. */
    @Setup
    public void open() {
      new Population(accounts, SEED, QUANTITY_MAX).openIn(commands);
    }

    /** A mark that was not quiet would make the figure mean something else. */
    @TearDown
    public void check() {
      events.checkNoneRejected();
      if (events.started() != 0) {
        throw new IllegalStateException("a quiet mark liquidated someone");
      }
    }
  }

  /** The scan over columns. */
  @State(Scope.Thread)
  public static class Columns {
    /** Accounts. */
    @Param({"1000", "10000", "100000", "1000000"})
    int accounts;

    private LongScan scan;
    private int[] found;

    /** Sets the positions. */
    @Setup
    public void open() {
      scan = new LongScan(accounts, QUANTITY_MAX);
      found = new int[accounts];
      new Population(accounts, SEED, QUANTITY_MAX).openIn(scan);
    }
  }

  /** The engine. */
  @Benchmark
  public long engine(Marks marks, Engine state) {
    return state.commands.markPrice(Market.INSTRUMENT_ID, marks.next());
  }

  /** The best honest scan. */
  @Benchmark
  public int longScan(Marks marks, Columns state) {
    return state.scan.findPast(marks.next(), state.found);
  }
}
