package io.plimsoll.tools.bench.files;

import com.sun.management.ThreadMXBean;
import io.plimsoll.tools.UserError;
import io.plimsoll.tools.importer.ImportOptions;
import io.plimsoll.tools.importer.ImportSummary;
import io.plimsoll.tools.importer.MarketFile;
import io.plimsoll.tools.sim.Progress;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Measures all ways through a file, in turns, so that what else the machine does falls on all of
 * them. Rounds before the warm-up is over do not count.
 */
public final class FileBench {
  private static final double NANOS = 1e9;
  private static final int ROUNDS_MIN = 3;

  /** One round. */
  private record Round(long nanos, long cpuNanos, long allocated, long heapPeak) {}

  private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private final List<MemoryPoolMXBean> heap =
      ManagementFactory.getMemoryPoolMXBeans().stream()
          .filter(pool -> pool.getType() == MemoryType.HEAP)
          .toList();
  private final Path file;
  private final double warmUpSeconds;
  private final double seconds;
  private ImportSummary summary;
  private long firstNanos;
  private long firstCpuNanos;

  /**
   * A bench.
   *
   * @param file CSV of a known layout, packed or not
   * @param warmUpSeconds of rounds that do not count
   * @param seconds of rounds that do; at least three rounds count
   */
  public FileBench(Path file, double warmUpSeconds, double seconds) {
    this.file = file;
    this.warmUpSeconds = warmUpSeconds;
    this.seconds = seconds;
  }

  /**
   * Measures, once.
   *
   * @param progress told how many rounds are through
   * @return an entry for each way
   * @throws io.plimsoll.tools.UserError if the file cannot be read, or a row is bad
   */
  public List<PassFigures> run(Progress progress) {
    checkCsv();
    long cpu = threads.getCurrentThreadCpuTime();
    long began = System.nanoTime();
    summary = Pass.check(file);
    firstNanos = System.nanoTime() - began;
    firstCpuNanos = threads.getCurrentThreadCpuTime() - cpu;
    rounds(warmUpSeconds, 1, progress, "warming up, rounds");
    Map<Pass, List<Round>> rounds = rounds(seconds, ROUNDS_MIN, progress, "measuring, rounds");
    List<PassFigures> figures = new ArrayList<>();
    rounds.forEach((pass, of) -> figures.add(figures(pass, of)));
    return figures;
  }

  private void checkCsv() {
    try (MarketFile market = MarketFile.open(file, ImportOptions.STRICT)) {
      if (!market.isCsv()) {
        throw new UserError(file + " is " + market.format() + "; expected CSV");
      }
    }
  }

  private Map<Pass, List<Round>> rounds(
      double forSeconds, int min, Progress progress, String what) {
    Map<Pass, List<Round>> rounds = new EnumMap<>(Pass.class);
    for (Pass pass : Pass.values()) {
      rounds.put(pass, new ArrayList<>());
    }
    long end = System.nanoTime() + (long) (forSeconds * NANOS);
    for (int i = 0; i < min || System.nanoTime() < end; i++) {
      rounds.forEach((pass, of) -> of.add(round(pass)));
      progress.report(what, i + 1L, 0);
    }
    return rounds;
  }

  private Round round(Pass pass) {
    System.gc(); // So that the peak is of this round, not of garbage from before.
    heap.forEach(MemoryPoolMXBean::resetPeakUsage);
    long allocated = threads.getCurrentThreadAllocatedBytes();
    long cpu = threads.getCurrentThreadCpuTime();
    long began = System.nanoTime();
    pass.run(file);
    long nanos = System.nanoTime() - began;
    return new Round(
        nanos,
        threads.getCurrentThreadCpuTime() - cpu,
        threads.getCurrentThreadAllocatedBytes() - allocated,
        heap.stream().mapToLong(pool -> pool.getPeakUsage().getUsed()).sum());
  }

  private static PassFigures figures(Pass pass, List<Round> rounds) {
    return new PassFigures(
        pass,
        rounds.size(),
        median(rounds.stream().mapToLong(Round::nanos).toArray()),
        median(rounds.stream().mapToLong(Round::cpuNanos).toArray()),
        median(rounds.stream().mapToLong(Round::allocated).toArray()),
        rounds.stream().mapToLong(Round::heapPeak).max().orElseThrow());
  }

  private static long median(long[] values) {
    Arrays.sort(values);
    return values[values.length / 2];
  }

  /** What is in the file; there after the run. */
  public ImportSummary summary() {
    return summary;
  }

  /** How long the first import took, before the JIT compiler had seen any of it. */
  public long firstNanos() {
    return firstNanos;
  }

  /** What of that the reading thread spent on a processor. */
  public long firstCpuNanos() {
    return firstCpuNanos;
  }
}
