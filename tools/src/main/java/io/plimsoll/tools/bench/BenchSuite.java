package io.plimsoll.tools.bench;

import io.plimsoll.tools.UserError;
import io.plimsoll.tools.bench.load.Load;
import io.plimsoll.tools.sim.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Runs one after the other, each with a journal of its own that is removed again. */
public final class BenchSuite {
  /** What the journals of one run may need, and some room. */
  private static final long BYTES_FREE_MIN = 4L << 30;

  private final BenchSettings settings;
  private final List<RunSpec> specs;
  private final boolean ramp;
  private final Progress progress;
  private final List<RunResult> runs = new ArrayList<>();
  private final List<ReplaySpeed> replays = new ArrayList<>();
  private final List<RampStep> steps = new ArrayList<>();
  private final Set<Scenario> replayed = new HashSet<>();

  /**
   * A suite.
   *
   * @param settings how
   * @param specs what, in this order
   * @param ramp whether to ramp the rate up as well, where the scenario goes on for ever
   * @param progress hears which run it is at
   */
  public BenchSuite(BenchSettings settings, List<RunSpec> specs, boolean ramp, Progress progress) {
    this.settings = settings;
    this.specs = List.copyOf(specs);
    this.ramp = ramp;
    this.progress = progress;
  }

  /** Runs all. */
  public BenchResult run() {
    refuseFullDisk();
    settings.pins().ifPresent(pins -> Pins.pin(pins.driver()));
    try {
      progress.report("rings alone", 0, specs.size());
      Floor floor = Floor.measure(settings);
      for (int i = 0; i < specs.size(); i++) {
        progress.report(specs.get(i).fileName(), i, specs.size());
        measure(specs.get(i), settings.journals().resolve("journal-" + i));
      }
      return new BenchResult(floor, List.copyOf(runs), List.copyOf(replays), List.copyOf(steps));
    } finally {
      settings.pins().ifPresent(pins -> Pins.unpin());
    }
  }

  private void measure(RunSpec spec, Path journal) {
    try {
      runs.add(new LatencyRun(settings, spec, journal).measure());
      if (spec.journal() == JournalMode.PAGE_CACHE && replayed.add(spec.scenario())) {
        replays.add(ReplaySpeed.measure(spec.scenario(), journal));
      }
    } finally {
      remove(journal);
    }
    if (ramp && spec.scenario().isEndless()) {
      rampUp(spec, journal);
    }
  }

  private void rampUp(RunSpec spec, Path journal) {
    Load load = spec.scenario().load(settings.accounts(), 1, 1);
    try (Chain chain = new LatencyRun(settings, spec, journal).chain()) {
      OpenLoop loop = new OpenLoop(chain, load, System::nanoTime);
      loop.open();
      LatencyRun.saturate(loop);
      steps.addAll(Ramp.measure(loop, spec));
    } finally {
      remove(journal);
    }
  }

  private void refuseFullDisk() {
    try {
      long free = Files.getFileStore(settings.journals()).getUsableSpace();
      if (free < BYTES_FREE_MIN
          && specs.stream().anyMatch(spec -> spec.journal() != JournalMode.OFF)) {
        throw new UserError(
            settings.journals()
                + " has "
                + (free >> 20)
                + " MiB free; expected "
                + (BYTES_FREE_MIN >> 20)
                + " MiB for journals, or --journal off");
      }
    } catch (IOException e) {
      throw new UserError("cannot use " + settings.journals() + ": " + e.getMessage(), e);
    }
  }

  private static void remove(Path folder) {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> paths = Files.walk(folder)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    } catch (IOException e) {
      throw new UserError("cannot remove " + folder + ": " + e.getMessage(), e);
    }
  }
}
