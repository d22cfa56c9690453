package io.plimsoll.bench;

import io.plimsoll.engine.core.EngineLimits;
import io.plimsoll.engine.core.LiquidationEngine;
import io.plimsoll.protocol.CommandEncoder;
import io.plimsoll.protocol.RiskTier;
import io.plimsoll.protocol.Waterfall;
import io.plimsoll.protocol.WaterfallStage;
import io.plimsoll.protocol.codec.AccountKind;
import io.plimsoll.protocol.codec.AdlPricing;
import io.plimsoll.protocol.codec.AdlRanking;
import io.plimsoll.protocol.codec.ContractType;
import io.plimsoll.protocol.codec.LossOver;
import io.plimsoll.protocol.codec.MarginMode;
import io.plimsoll.protocol.codec.Side;
import java.util.List;
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
 * Claim: what touches everybody is done for many at once, in slices that hold no command up. 10,000
 * bankrupt longs are deleveraged by one ranking of the shorts, or their losses spread over them in
 * one pair of passes a thousand; a funding charges all. Wallets have one position, or eight.
 *
 * <pre>
 *   10,000 longs, 50x                 all others: shorts, 5x, cross, 1 or 8 instruments
 *        |                                  ^
 *   MarkPrice: all longs bankrupt           | ranked once; closed against them   (deleverage)
 *        |                                  | cost raised by their share         (socialise)
 *        v                                  | charged                            (fund)
 *   Clock, as long as work is waiting ------+
 * </pre>
 *
 * <p>One thread. Each shot has a fresh engine. Time is for all of the work; the counters say how
 * many Clocks it took and how long these took by the wall clock.
 */
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 2)
@Measurement(iterations = 3)
@Fork(value = 1, jvmArgsAppend = "-Xmx3g")
public class SharedWorkBenchmark {
  private static final int ASSET = 1;
  private static final long FUND = 1;
  private static final long FEES = 2;
  private static final long MARKET = 3;
  private static final long FIRST = 1_000;
  private static final int LONGS = 10_000;
  private static final int QUANTITY = 10;
  private static final long ENTRY = 20_000_00;
  private static final long ONE = 100_000_000;

  /** What a shot did. */
  @State(Scope.Thread)
  @AuxCounters(AuxCounters.Type.EVENTS)
  public static class Counter {
    /** Liquidations that have finished. */
    public long liquidations;

    /** Commands that it took. */
    public long commands;

    /** How long the 99th of a hundred commands took, nanoseconds. */
    public long pauseP99Nanos;

    /** How long the longest command took, nanoseconds. */
    public long pauseMaxNanos;

    private final Histogram pauses = new Histogram(3);

    void time(Runnable command) {
      long start = System.nanoTime();
      command.run();
      pauses.recordValue(System.nanoTime() - start);
    }

    long stop(long done) {
      liquidations = done;
      commands = pauses.getTotalCount();
      pauseP99Nanos = pauses.getValueAtPercentile(99);
      pauseMaxNanos = pauses.getMaxValue();
      pauses.reset();
      return done;
    }
  }

  /** A fresh engine for each shot. */
  @State(Scope.Thread)
  public static class Venue {
    /** All accounts. */
    @Param({"100000", "1000000"})
    int accounts;

    /** Instruments in which each short has a position. */
    @Param({"1", "8"})
    int positions;

    private CountingSink events;
    private LiquidationEngine engine;
    private CommandEncoder commands;
    private long execution;

    void open(WaterfallStage... stages) {
      events = new CountingSink();
      engine = new LiquidationEngine(EngineLimits.DEFAULT, events);
      commands = new CommandEncoder(engine::apply);
      commands.setWaterfall(new Waterfall(1_000_000_000, 0, false, List.of(stages)));
      commands.addAsset(ASSET, 8, "USDT");
      commands.addAccount(FUND, AccountKind.INSURANCE_FUND);
      commands.addAccount(FEES, AccountKind.FEE);
      commands.addAccount(MARKET, AccountKind.MARKET);
      for (int i = 1; i <= positions; i++) {
        commands.addInstrument(
            i, ASSET, "I" + i, ContractType.LINEAR, 2, 3, 1, 100_000_00, 100_000_000, FEES, FUND);
        commands.setRiskTiers(i, List.of(new RiskTier(0, 5_000_000, 10_000)));
        commands.markPrice(i, ENTRY);
      }
      for (int i = 0; i < accounts; i++) {
        addTrader(i);
      }
    }

    private void addTrader(int i) {
      boolean isLong = i < LONGS;
      long id = FIRST + i;
      commands.addAccount(id, AccountKind.TRADER);
      commands.deposit(id, ASSET, (isLong ? 10 : 50L * positions + i % 7) * ONE);
      if (isLong) {
        commands.setMarginMode(id, 1, MarginMode.ISOLATED);
        commands.setLeverage(id, 1, 5_000);
        commands.fill(++execution, 1, ENTRY, QUANTITY, id, 0, MARKET, 0, Side.BUY);
        return;
      }
      for (int instrument = 1; instrument <= positions; instrument++) {
        commands.setLeverage(id, instrument, 500);
        commands.fill(++execution, instrument, ENTRY, QUANTITY, MARKET, 0, id, 0, Side.SELL);
      }
    }

    void mark(long price) {
      commands.markPrice(1, price);
    }

    void startFunding() {
      commands.funding(1, 1_000, 0);
    }

    long runUntilDone(Counter counter, Runnable first) {
      counter.time(first);
      while (engine.isWorkWaiting()) {
        counter.time(commands::clock);
      }
      return counter.stop(events.finished());
    }

    /** Nothing may have been refused. */
    @TearDown(Level.Iteration)
    public void check() {
      events.checkNoneRejected();
      engine = null;
      commands = null;
    }
  }

  /** The longs are deleveraged. */
  @State(Scope.Thread)
  public static class Deleveraging extends Venue {
    /** Opens the accounts. */
    @Setup(Level.Iteration)
    public void open() {
      open(
          WaterfallStage.deleverage(AdlRanking.PROFIT_LEVERAGE, AdlPricing.AT_BANKRUPTCY),
          WaterfallStage.takeOver());
    }
  }

  /** The losses of the longs are spread. */
  @State(Scope.Thread)
  public static class Socialising extends Venue {
    /** Opens the accounts. */
    @Setup(Level.Iteration)
    public void open() {
      open(WaterfallStage.socialise(LossOver.WINNERS));
    }
  }

  /** From the mark to the last liquidation finished by deleveraging. */
  @Benchmark
  public long deleverage(Deleveraging venue, Counter counter) {
    return venue.runUntilDone(counter, () -> venue.mark(19_550_00));
  }

  /** From the mark to the last share of the last loss. */
  @Benchmark
  public long socialise(Socialising venue, Counter counter) {
    return venue.runUntilDone(counter, () -> venue.mark(19_550_00));
  }

  /** One funding, from its command to the last position charged. */
  @Benchmark
  public long fund(Socialising venue, Counter counter) {
    return venue.runUntilDone(counter, venue::startFunding);
  }
}
