package io.plimsoll.bench;

import io.plimsoll.engine.core.EngineLimits;
import io.plimsoll.engine.core.LiquidationEngine;
import io.plimsoll.protocol.CommandEncoder;
import io.plimsoll.protocol.Messages;
import io.plimsoll.protocol.codec.MarkPriceEncoder;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.agrona.concurrent.UnsafeBuffer;
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
 * Claim: a mark that harms nobody costs the same whether there are a thousand accounts or a
 * million, while a scan pays for each.
 *
 * <pre>
 *   1,024 marks within 0.2 % of the entry mark, over and over
 *        |
 *        |  MarkPrice, encoded beforehand
 *        +------------------------------> engine: decode, two comparisons, CommandAccepted --> count
 *        |
 *        +-- price ---------------------> LongScan:   two columns, every account     --> found = 0
 *        |
 *        +-- price ---------------------> ObjectScan: BigDecimal, every account      --> found = 0
 * </pre>
 *
 * <p>One thread. Time is for one mark.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 1, jvmArgsAppend = "-Xmx3g")
public class QuietMarkBenchmark {
  private static final int MARKS = 1_024;
  private static final long SEED = 1;

  /** Marks that harm nobody. */
  @State(Scope.Thread)
  public static class Marks {
    private final long[] prices = new long[MARKS];
    private int at;

    /** Draws the marks. */
    public Marks() {
      SplittableRandom random = new SplittableRandom(SEED);
      for (int i = 0; i < MARKS; i++) {
        long offset = random.nextLong(-Population.QUIET_BAND, Population.QUIET_BAND + 1);
        prices[i] = Market.ENTRY_MARK + offset;
      }
    }

    int next() {
      at = (at + 1) & (MARKS - 1);
      return at;
    }
  }

  /** The engine with everyone in it. */
  @State(Scope.Thread)
  public static class Engine {
    /** Accounts. */
    @Param({"1000", "100000", "1000000"})
    int accounts;

    private static final int LENGTH = Messages.HEADER_LENGTH + MarkPriceEncoder.BLOCK_LENGTH;

    private final CountingSink events = new CountingSink();
    private final LiquidationEngine engine = new LiquidationEngine(EngineLimits.DEFAULT, events);
    private final UnsafeBuffer commands = new UnsafeBuffer(new byte[MARKS * LENGTH]);

    /** Opens the accounts and encodes the marks. */
    @Setup
    public void open(Marks marks) {
      new Population(accounts, SEED).openIn(new CommandEncoder(engine::apply));
      for (int i = 0; i < MARKS; i++) {
        int place = i * LENGTH;
        new CommandEncoder((buffer, at, length) -> commands.putBytes(place, buffer, at, length))
            .markPrice(Market.INSTRUMENT_ID, marks.prices[i]);
      }
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
    @Param({"1000", "100000", "1000000"})
    int accounts;

    private LongScan scan;
    private int[] found;

    /** Sets the positions. */
    @Setup
    public void open() {
      scan = new LongScan(accounts, Population.QUANTITY_MAX);
      found = new int[accounts];
      new Population(accounts, SEED).openIn(scan);
    }
  }

  /** The scan over objects. */
  @State(Scope.Thread)
  public static class Objects {
    /** Accounts. */
    @Param({"1000", "100000"})
    int accounts;

    private ObjectScan scan;
    private int[] found;

    /** Sets the positions. */
    @Setup
    public void open() {
      scan = new ObjectScan(accounts);
      found = new int[accounts];
      new Population(accounts, SEED).openIn(scan);
    }
  }

  /** The engine. */
  @Benchmark
  public long engine(Marks marks, Engine state) {
    state.engine.apply(state.commands, marks.next() * Engine.LENGTH, Engine.LENGTH);
    return state.engine.sequence();
  }

  /** The best honest scan. */
  @Benchmark
  public int longScan(Marks marks, Columns state) {
    return state.scan.findPast(marks.prices[marks.next()], state.found);
  }

  /** The prototype. */
  @Benchmark
  public int objectScan(Marks marks, Objects state) {
    return state.scan.findPast(marks.prices[marks.next()], state.found);
  }
}
