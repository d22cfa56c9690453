package io.plimsoll.tools.cli;

import io.plimsoll.engine.runtime.IdleStrategies;
import io.plimsoll.tools.UserError;
import io.plimsoll.tools.bench.BenchResult;
import io.plimsoll.tools.bench.BenchSettings;
import io.plimsoll.tools.bench.BenchSuite;
import io.plimsoll.tools.bench.JournalMode;
import io.plimsoll.tools.bench.Pins;
import io.plimsoll.tools.bench.Ring;
import io.plimsoll.tools.bench.RunSpec;
import io.plimsoll.tools.bench.Scenario;
import io.plimsoll.tools.bench.output.BenchJson;
import io.plimsoll.tools.bench.output.BenchPlots;
import io.plimsoll.tools.bench.output.BenchText;
import io.plimsoll.tools.bench.output.HgrmFiles;
import io.plimsoll.tools.bench.output.Machine;
import io.plimsoll.tools.report.TerminalProgress;
import io.plimsoll.tools.report.Text;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code plimsoll bench}. */
@Command(
    name = "bench",
    description =
        "Measures the latency and throughput of ring, journal, engine and event ring on this machine.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false,
    subcommands = BenchImportCommand.class,
    footer = {
      "",
      "Commands are sent on a timetable, and each latency counts from the planned time: what was held up"
          + " shows in full. Two threads spin; with fewer than three cores free, other work shows in"
          + " the upper percentiles. See docs/operations.md and docs/benchmarks.md."
    })
final class BenchCommand implements Callable<Integer> {
  private static final int ACCOUNTS_MAX = 1_500_000;
  private static final long RATE_MAX = 100_000_000;
  private static final double SECONDS_MAX = 3_600;
  private static final int SPINNING_CORES = 2;

  @Spec private CommandSpec spec;

  @Option(
      names = "--scenario",
      paramLabel = "NAME",
      split = ",",
      description =
          "quiet-marks, mixed-flow, cascade, funding; several with commas. Default: all four.")
  private List<String> scenarios;

  @Option(
      names = "--journal",
      paramLabel = "MODE",
      split = ",",
      description =
          "off, page-cache, sync; several with commas. Default: all three, cascade and funding without sync.")
  private List<String> journals;

  @Option(
      names = "--ring",
      paramLabel = "RING",
      split = ",",
      description =
          "Command ring: many-to-one, one-to-one; both with a comma. Default: both for quiet-marks, else many-to-one.")
  private List<String> rings;

  @Option(
      names = "--rate",
      paramLabel = "N",
      description =
          "Commands a second, kept to even if the chain falls behind. Default: 1000000, or 60 %% of the"
              + " throughput if that is less; cascades have at most 200000.")
  private Long rate;

  @Option(
      names = "--ramp",
      description = "Also raise the rate step by step until the chain falls behind.")
  private boolean ramp;

  @Option(
      names = "--accounts",
      paramLabel = "N",
      defaultValue = "100000",
      description = "Accounts, with one isolated position each. Default: ${DEFAULT-VALUE}.")
  private int accounts;

  @Option(
      names = "--seconds",
      paramLabel = "S",
      defaultValue = "3",
      description = "Recorded in each run. Default: ${DEFAULT-VALUE}.")
  private Double seconds;

  @Option(
      names = "--warm-up",
      paramLabel = "S",
      defaultValue = "1",
      description = "Seconds at the same rate before, not recorded. Default: ${DEFAULT-VALUE}.")
  private Double warmUp;

  @Option(
      names = "--sync-every",
      paramLabel = "N",
      defaultValue = "1000",
      description = "Commands between two syncs of the journal. Default: ${DEFAULT-VALUE}.")
  private int syncEvery;

  @Option(
      names = "--idle",
      paramLabel = "NAME",
      description =
          "Idle strategy of the engine's thread: busy-spin, yield, backoff, sleep. Default: busy-spin, yield on a single core.")
  private String idle;

  @Option(
      names = "--pin",
      paramLabel = "DRIVER,ENGINE",
      description = "Cores to keep the two threads on. Default: the operating system decides.")
  private String pin;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description =
          "Folder for summary.json, histograms and plots, new or empty; journals lie there while a run"
              + " is measured. Default: a new one in plimsoll-bench.")
  private Path folder;

  @Override
  public Integer call() {
    List<RunSpec> specs = specs();
    Path out = BenchFolder.choose(folder);
    BenchSettings settings = settings(out);
    BenchFolder.create(out);
    Machine machine = Machine.here();
    Instant startedAt = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    PrintWriter print = spec.commandLine().getOut();
    BenchText text = new BenchText(print, settings);
    text.head(machine);
    BenchResult result;
    try (TerminalProgress progress = TerminalProgress.onStandardError()) {
      result = new BenchSuite(settings, specs, ramp, progress).run();
    }
    text.body(result);
    write(out, startedAt, machine, settings, result);
    print.printf("%nWritten   %s: summary.json, *.hgrm, *.png%n", JournalFolders.quoted(out));
    print.flush();
    return 0;
  }

  private void write(
      Path out, Instant startedAt, Machine machine, BenchSettings settings, BenchResult result) {
    List<String> args = spec.commandLine().getParent().getParseResult().originalArgs();
    String command = "plimsoll " + String.join(" ", args);
    try {
      BenchJson.write(out.resolve("summary.json"), command, startedAt, machine, settings, result);
      HgrmFiles.write(out, result);
    } catch (IOException e) {
      throw new UserError("--out is " + out + ", which cannot be written: " + e.getMessage(), e);
    }
    try {
      BenchPlots.write(out, result);
    } catch (IOException | LinkageError | RuntimeException e) {
      // A JDK without fonts draws nothing; the figures are there all the same.
      PrintWriter err = spec.commandLine().getErr();
      err.println("plimsoll: no plots: " + e);
      err.flush();
    }
  }

  private BenchSettings settings(Path out) {
    inRange("--accounts", accounts, 2, ACCOUNTS_MAX);
    inRange("--sync-every", syncEvery, 1, Integer.MAX_VALUE);
    if (rate != null) {
      inRange("--rate", rate, 1, RATE_MAX);
    }
    seconds("--seconds", seconds);
    seconds("--warm-up", warmUp);
    return new BenchSettings(
        accounts,
        Optional.ofNullable(rate),
        warmUp,
        seconds,
        syncEvery,
        idle(),
        Optional.ofNullable(pin).map(BenchCommand::pins),
        out);
  }

  private String idle() {
    if (idle == null) {
      boolean room = Runtime.getRuntime().availableProcessors() >= SPINNING_CORES;
      return room ? "busy-spin" : "yield";
    }
    try {
      IdleStrategies.named(idle);
      return idle;
    } catch (IllegalArgumentException e) {
      throw new UserError(
          "--idle is '" + idle + "'; expected busy-spin, yield, backoff or sleep", e);
    }
  }

  private static Pins pins(String text) {
    if (!text.matches("[0-9]{1,4},[0-9]{1,4}")) {
      throw new UserError("--pin is '" + text + "'; expected two cores, such as 2,3");
    }
    int comma = text.indexOf(',');
    Pins pins =
        new Pins(
            Integer.parseInt(text.substring(0, comma)),
            Integer.parseInt(text.substring(comma + 1)));
    if (!pins.areAllowed()) {
      throw new UserError("--pin is " + text + "; this process may not run on both cores");
    }
    return pins;
  }

  private static void seconds(String option, double value) {
    if (!(value > 0) || value > SECONDS_MAX) {
      throw new UserError(
          option + " is " + value + "; expected above 0, at most " + Text.rounded(SECONDS_MAX));
    }
  }

  private static void inRange(String option, long value, long min, long max) {
    if (value < min || value > max) {
      throw new UserError(
          option + " is " + value + "; expected " + Text.count(min) + " to " + Text.count(max));
    }
  }

  /** What was asked for, or else what shows most in little time. */
  private List<RunSpec> specs() {
    List<RunSpec> specs = new ArrayList<>();
    for (Scenario scenario : chosen("--scenario", scenarios, Scenario.values())) {
      boolean quiet = scenario == Scenario.QUIET_MARKS;
      JournalMode[] modes =
          quiet || scenario == Scenario.MIXED_FLOW
              ? JournalMode.values()
              : new JournalMode[] {JournalMode.OFF, JournalMode.PAGE_CACHE};
      Ring[] few = quiet ? Ring.values() : new Ring[] {Ring.MANY_TO_ONE};
      List<JournalMode> journalModes =
          journals == null ? List.of(modes) : chosen("--journal", journals, JournalMode.values());
      List<Ring> ringKinds = rings == null ? List.of(few) : chosen("--ring", rings, Ring.values());
      for (JournalMode journal : journalModes) {
        for (Ring ring : ringKinds) {
          specs.add(new RunSpec(scenario, journal, ring));
        }
      }
    }
    return specs;
  }

  private static <T extends Enum<T>> List<T> chosen(String option, List<String> names, T[] all) {
    if (names == null) {
      return List.of(all);
    }
    List<T> chosen = new ArrayList<>();
    for (String name : names) {
      chosen.add(
          Arrays.stream(all)
              .filter(constant -> constant.toString().equals(name))
              .findFirst()
              .orElseThrow(
                  () ->
                      new UserError(
                          option
                              + " is '"
                              + name
                              + "'; expected one of "
                              + String.join(
                                  ", ", Arrays.stream(all).map(Object::toString).toList()))));
    }
    return chosen.stream().distinct().toList();
  }
}
