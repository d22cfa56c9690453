package io.plimsoll.tools.sweep;

import io.plimsoll.tools.UserError;
import io.plimsoll.tools.scenario.Scenario;
import io.plimsoll.tools.sim.EngineLauncher;
import io.plimsoll.tools.sim.FundTally;
import io.plimsoll.tools.sim.Pacer;
import io.plimsoll.tools.sim.Progress;
import io.plimsoll.tools.sim.RunStatistics;
import io.plimsoll.tools.sim.ScenarioRun;
import io.plimsoll.tools.sim.ScenarioVenue;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Runs a scenario under many seeds, each on one thread from beginning to end.
 *
 * @param scenario what runs
 * @param first seed
 * @param seeds how many: first, first + 1 and so on
 * @param threads seeds that run at once
 */
public record Sweep(Scenario scenario, long first, int seeds, int threads) {
  /**
   * Runs what is not finished in a folder.
   *
   * @param out the folder
   * @param progress told how many are done; from one thread at a time
   * @return all that is finished of the seeds, by seed
   * @throws UserError if the folder is another's, or a seed cannot run
   * @throws InterruptedException if the caller is interrupted
   */
  public SweepResult run(Path out, Progress progress) throws InterruptedException {
    ScenarioVenue.of(scenario); // What cannot run leaves no folder.
    try (SweepFolder folder = SweepFolder.open(out, scenario)) {
      List<Long> left = new ArrayList<>();
      for (long seed = first; seed < first + seeds; seed++) {
        if (!folder.has(seed)) {
          left.add(seed);
        }
      }
      run(folder, left, progress);
      SweepResult result =
          new SweepResult(
              scenario.name(), scenario.venue().contract(), folder.results(first, seeds));
      SweepFiles.write(result, folder.file("summary.json"), folder.file("losses.png"));
      return result;
    }
  }

  private void run(SweepFolder folder, List<Long> left, Progress progress)
      throws InterruptedException {
    int before = seeds - left.size();
    int[] done = {before};
    ExecutorService executor = Executors.newFixedThreadPool(threads);
    try {
      List<Future<?>> futures = new ArrayList<>();
      for (long seed : left) {
        futures.add(
            executor.submit(
                () -> {
                  folder.add(result(seed));
                  synchronized (done) {
                    progress.report("seeds", ++done[0], seeds);
                  }
                }));
      }
      for (Future<?> future : futures) {
        await(future);
      }
    } finally {
      executor.shutdownNow();
    }
  }

  private static void await(Future<?> future) throws InterruptedException {
    try {
      future.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw new IllegalStateException(e.getCause());
    }
  }

  /** Runs one seed, on the caller's thread, without a journal. */
  SeedResult result(long seed) {
    ScenarioVenue ready = ScenarioVenue.of(scenario.withSeed(seed));
    EngineLauncher launcher =
        new EngineLauncher(ready.limits(), Optional.empty(), Map.of(), "sweep");
    try (ScenarioRun run = new ScenarioRun(ready, launcher::inThread)) {
      RunStatistics statistics = run.run(Pacer.FAST, Progress.NONE);
      if (statistics.rejections() > 0) {
        throw new IllegalStateException(
            "seed " + seed + ": rejected " + statistics.firstRejection());
      }
      FundTally fund = statistics.fund();
      var total = statistics.bands().total();
      int scale = scenario.venue().contract().moneyScale();
      return new SeedResult(
          seed,
          fund.before(),
          fund.equityLowest().longValueExact(),
          fund.equity(statistics.marks()).longValueExact(),
          total.longsLiquidated() + total.shortsLiquidated(),
          statistics.stages().counterparties(),
          units(statistics.stages().socialised(), scale),
          statistics.digest());
    }
  }

  private static long units(double amount, int scale) {
    BigInteger units = BigDecimal.valueOf(amount).movePointRight(scale).toBigInteger();
    return units.longValueExact();
  }
}
