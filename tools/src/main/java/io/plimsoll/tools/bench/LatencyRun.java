package io.plimsoll.tools.bench;

import io.plimsoll.engine.runtime.EngineOptions;
import io.plimsoll.tools.bench.load.Load;
import java.nio.file.Path;
import java.util.Map;
import org.HdrHistogram.Histogram;

/** One run: a fresh engine, set up, saturated to see what it can, warmed up, then measured. */
final class LatencyRun {
  /**
   * Commands after which the compiler has seen enough, and the first guess at the speed is made.
   */
  private static final long FIRST_COMMANDS = 200_000;

  private static final double SATURATED_SECONDS = 0.7;

  /** Part of the saturated throughput at which latency is measured if the wanted rate is more. */
  private static final double LOAD_MAX = 0.6;

  private final BenchSettings settings;
  private final RunSpec spec;
  private final Path journal;

  /**
   * A run.
   *
   * @param settings how
   * @param spec what
   * @param journal folder of its journal, absent or empty
   */
  LatencyRun(BenchSettings settings, RunSpec spec, Path journal) {
    this.settings = settings;
    this.spec = spec;
    this.journal = journal;
  }

  /** Runs it. The journal stays. */
  RunResult measure() {
    long wanted = settings.rate().orElse(BenchSettings.RATE_WANTED);
    boolean endless = spec.scenario().isEndless();
    long rate = endless ? wanted : Math.min(wanted, Scenario.CASCADE_RATE_MAX);
    Load load = spec.scenario().load(settings.accounts(), rate, warmUp(rate) + measured(rate));
    try (Chain chain = chain()) {
      OpenLoop loop = new OpenLoop(chain, load, System::nanoTime);
      loop.open();
      long saturated = 0;
      if (endless) {
        saturated = saturate(loop);
        if (settings.rate().isEmpty()) {
          rate = Math.min(rate, Rates.rounded(saturated * LOAD_MAX));
        }
      }
      loop.run(warmUp(rate), rate, null, null);
      return record(loop, rate, saturated);
    }
  }

  private RunResult record(OpenLoop loop, long rate, long saturated) {
    Histogram latencies = new Histogram(OpenLoop.HIGHEST_NANOS, 3);
    Histogram markToOrder = new Histogram(OpenLoop.HIGHEST_NANOS, 3);
    long commands = measured(rate);
    try (HiccupMeter hiccups = new HiccupMeter()) {
      long nanos = loop.run(commands, rate, latencies, markToOrder);
      return new RunResult(
          spec,
          saturated,
          rate,
          commands,
          nanos,
          loop.events(),
          latencies,
          markToOrder,
          hiccups.stop());
    }
  }

  /** Commands a second, as fast as they are taken, once the code on their way is warm. */
  static long saturate(OpenLoop loop) {
    long first = perSecond(loop, FIRST_COMMANDS);
    long warm = perSecond(loop, Math.max(1, (long) (first * SATURATED_SECONDS)));
    return perSecond(loop, Math.max(1, (long) (warm * SATURATED_SECONDS)));
  }

  private static long perSecond(OpenLoop loop, long count) {
    return (long) (count * 1e9 / Math.max(1, loop.saturate(count)));
  }

  /** The chain that the run goes through, launched. */
  Chain chain() {
    EngineOptions.Builder options =
        EngineOptions.builder()
            .singleProducer(spec.ring() == Ring.ONE_TO_ONE)
            .createdBy("plimsoll bench")
            .journalNotes(Map.of("scenario", spec.scenario().toString()));
    if (spec.journal() != JournalMode.OFF) {
      options.journalFolder(journal).durability(spec.journal().durability(settings.syncEvery()));
    }
    return EngineChain.launch(options, settings);
  }

  private long warmUp(long rate) {
    return Math.max(1, (long) (rate * settings.warmUpSeconds()));
  }

  private long measured(long rate) {
    return Math.max(1, (long) (rate * settings.seconds()));
  }
}
