package io.plimsoll.tools.compare;

import io.plimsoll.tools.sim.Progress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;

/** Runs venues side by side, as many at once as there are threads for. */
public final class Comparison {
  private Comparison() {}

  /**
   * Runs all, each on one thread from beginning to end.
   *
   * @param runs in the order of the result
   * @param folders of their journals, as many; none for no journal
   * @param threads 1 or above
   * @param createdBy program and version, for the journals
   * @param after told of each run that is through and has a journal, on the thread that ran it
   * @param progress told how many are done; from one thread at a time
   * @throws InterruptedException if the caller is interrupted
   */
  public static List<VenueResult> run(
      List<VenueRun> runs,
      List<Optional<Path>> folders,
      int threads,
      String createdBy,
      BiConsumer<VenueRun, Path> after,
      Progress progress)
      throws InterruptedException {
    ExecutorService executor = Executors.newFixedThreadPool(threads);
    try {
      AtomicInteger done = new AtomicInteger();
      List<Future<VenueResult>> futures = new ArrayList<>();
      for (int i = 0; i < runs.size(); i++) {
        VenueRun run = runs.get(i);
        Optional<Path> folder = folders.get(i);
        Callable<VenueResult> task =
            () -> {
              VenueResult result = run.run(folder, createdBy);
              folder.ifPresent(journal -> after.accept(run, journal));
              synchronized (done) {
                progress.report(
                    "venues, last " + run.spec().name(), done.incrementAndGet(), runs.size());
              }
              return result;
            };
        futures.add(executor.submit(task));
      }
      List<VenueResult> results = new ArrayList<>();
      for (Future<VenueResult> future : futures) {
        results.add(value(future));
      }
      return results;
    } finally {
      executor.shutdownNow();
    }
  }

  private static VenueResult value(Future<VenueResult> future) throws InterruptedException {
    try {
      return future.get();
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
}
