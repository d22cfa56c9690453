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
 * Claim: charging funding on a million positions never holds the engine up for longer than one
 * slice, whatever their number.
 *
 * <pre>
 *   Clock --> engine: 1,024 accounts: funding out of the margin, evaluation, new trigger --> count
 *     ^                                        |
 *     +---- the pass is over: Funding ---------+
 * </pre>
 *
 * <p>One thread. Each sample is one Clock; the rate changes sign with every funding, so that nobody
 * is liquidated. Encoding is included.
 */
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 1, jvmArgsAppend = "-Xmx3g")
public class FundingSliceBenchmark {
  private static final long SEED = 1;
  private static final long RATE = 1_000;
  private static final int SLICE = 1_024;
  private static final int OWN_ACCOUNTS = 3;

  /** The engine, and where the funding stands. */
  @State(Scope.Thread)
  public static class Venue {
    /** Accounts. */
    @Param({"1000", "1000000"})
    int accounts;

    private final CountingSink events = new CountingSink();
    private final LiquidationEngine engine = new LiquidationEngine(EngineLimits.DEFAULT, events);
    private final CommandEncoder commands = new CommandEncoder(engine::apply);
    private int slicesLeft;
    private long rate = RATE;

    /** Opens the accounts. */
    @Setup
    public void open() {
      new Population(accounts, SEED).openIn(commands);
    }

    long slice() {
      if (slicesLeft == 0) {
        rate = -rate;
        commands.funding(Market.INSTRUMENT_ID, rate, 0);
        slicesLeft = (accounts + OWN_ACCOUNTS + SLICE - 1) / SLICE;
      }
      slicesLeft--;
      return commands.clock();
    }

    /** Every command must have been accepted, and nobody liquidated. */
    @TearDown
    public void check() {
      events.checkNoneRejected();
      if (events.started() != 0) {
        throw new IllegalStateException("a funding liquidated someone");
      }
    }
  }

  /** One slice. */
  @Benchmark
  public long slice(Venue state) {
    return state.slice();
  }
}
