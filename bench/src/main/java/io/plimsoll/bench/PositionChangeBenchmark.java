package io.plimsoll.bench;

import io.plimsoll.engine.core.EngineLimits;
import io.plimsoll.engine.core.LiquidationEngine;
import io.plimsoll.protocol.CommandEncoder;
import io.plimsoll.protocol.codec.Side;
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
 * Claim: what a position change costs, with checks, margins, fees, events and the new trigger, does
 * not grow with the number of accounts but by cache misses.
 *
 * <pre>
 *   pairs (a long, a short), drawn at random
 *        |
 *        |  pass 1, 3, ...: the long buys from the short: both positions grow
 *        |  pass 2, 4, ...: the long sells to the short:  both shrink back
 *        v
 *   encode Fill --> engine: check, book twice, two liquidation prices, two triggers --> count
 * </pre>
 *
 * <p>One thread. Time is for one fill, that is for two position changes; encoding is included.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 1, jvmArgsAppend = "-Xmx3g")
public class PositionChangeBenchmark {
  private static final long SEED = 1;
  private static final long QUANTITY = 1;

  /** The engine and the pairs that trade. */
  @State(Scope.Thread)
  public static class Traders {
    private static final int PAIRS = 1 << 16;

    /** Accounts. */
    @Param({"1000", "1000000"})
    int accounts;

    private final CountingSink events = new CountingSink();
    private final LiquidationEngine engine = new LiquidationEngine(EngineLimits.DEFAULT, events);
    private final CommandEncoder commands = new CommandEncoder(engine::apply);
    private final long[] longs = new long[PAIRS];
    private final long[] shorts = new long[PAIRS];
    private long executionId = Population.SIZE_MAX;
    private int pair;
    private boolean grow = true;

    /** Opens the accounts and draws the pairs. */
    @Setup
    public void open() {
      Population population = new Population(accounts, SEED);
      population.openIn(commands);
      SplittableRandom random = new SplittableRandom(SEED);
      for (int i = 0; i < PAIRS; i++) {
        longs[i] = population.accountId(2 * random.nextInt(accounts / 2));
        shorts[i] = population.accountId(2 * random.nextInt(accounts / 2) + 1);
      }
    }

    long trade() {
      long bought = grow ? longs[pair] : shorts[pair];
      long sold = grow ? shorts[pair] : longs[pair];
      pair++;
      if (pair == PAIRS) {
        pair = 0;
        grow = !grow;
      }
      return commands.fill(
          ++executionId,
          Market.INSTRUMENT_ID,
          Market.ENTRY_MARK,
          QUANTITY,
          bought,
          0,
          sold,
          0,
          Side.BUY);
    }

    /** Every fill must have been booked, and nobody liquidated. */
    @TearDown
    public void check() {
      events.checkNoneRejected();
      if (events.started() != 0) {
        throw new IllegalStateException("a fill liquidated someone");
      }
    }
  }

  /** One fill. */
  @Benchmark
  public long fill(Traders state) {
    return state.trade();
  }
}
