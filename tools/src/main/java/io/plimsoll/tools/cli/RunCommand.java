package io.plimsoll.tools.cli;

import io.plimsoll.engine.core.EngineLimits;
import io.plimsoll.protocol.Decimals;
import io.plimsoll.tools.UserError;
import io.plimsoll.tools.crowd.Crowd;
import io.plimsoll.tools.crowd.Venue;
import io.plimsoll.tools.report.RunReport;
import io.plimsoll.tools.report.SpeedReport;
import io.plimsoll.tools.report.TerminalProgress;
import io.plimsoll.tools.report.Text;
import io.plimsoll.tools.scenario.Scenario;
import io.plimsoll.tools.scenario.ScenarioFiles;
import io.plimsoll.tools.sim.EngineLauncher;
import io.plimsoll.tools.sim.Pacer;
import io.plimsoll.tools.sim.Progress;
import io.plimsoll.tools.sim.RunStatistics;
import io.plimsoll.tools.sim.Simulation;
import io.plimsoll.tools.sim.SimulationPlan;
import io.plimsoll.tools.tape.MarkPath;
import io.plimsoll.tools.tape.Tape;
import io.plimsoll.tools.venue.ContractSpec;
import io.plimsoll.tools.venue.VenueFiles;
import io.plimsoll.tools.venue.VenueSpec;
import java.io.PrintWriter;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code plimsoll run}. */
@Command(
    name = "run",
    description = {
      "Runs a price tape and a crowd of traders through engine, market and journal;",
      "or a scenario, with its own tapes, crowd, venue and market (docs/scenarios.md)."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false,
    footer = {
      "",
      "The crowd is an assumption: 65 of 100 are long; leverages 1x 2x 3x 5x 10x 20x 25x 50x 75x"
          + " 100x with weights 4 5 7 13 23 20 9 11 4 4; sizes with a heavy tail from 500 USDT; 60"
          + " of 100 isolated (the venue may say otherwise), the others cross; one in ten with a"
          + " take-profit order. See docs/simulator.md."
    })
final class RunCommand implements Callable<Integer> {
  private static final int MARKS_PER_BAR_MAX = 100_000;
  private static final long FUND_MAX = 1L << 59;
  private static final int SNAPSHOTS_MAX = 1_000;
  private static final String LIST = "list";
  private static final long PPB_PER_PERCENT = 10_000_000L;

  /** What a scenario brings with it. */
  private static final List<String> SCENARIO_HAS =
      List.of("--tape", "--tape-format", "--tape-symbol", "--bar", "--venue", "--marks-per-bar");

  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "SCENARIO",
      arity = "0..1",
      description =
          "A scenario's name or YAML file (plimsoll scenario list). Then --tape, --venue and"
              + " --marks-per-bar are the scenario's business.")
  private String scenario;

  @Mixin private TapeArgument tape;

  @Option(
      names = "--accounts",
      paramLabel = "N",
      defaultValue = "100000",
      description = "Traders. Default: ${DEFAULT-VALUE}.")
  private int accounts;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Seed of the crowd. Default: ${DEFAULT-VALUE}.")
  private long seed;

  @Option(
      names = "--venue",
      paramLabel = "NAME|FILE",
      defaultValue = VenueSpec.DEFAULT_NAME,
      description =
          "Contract, margin, fees and waterfall: a YAML file (docs/venue-files.md), or a name, such"
              + " as bybit, hyperliquid or backstop; list tells which there are. Default:"
              + " ${DEFAULT-VALUE}.")
  private String venue;

  @Option(
      names = "--fund",
      paramLabel = "AMOUNT",
      description =
          "Money in the insurance fund at the start, in the settlement asset. Default: what the"
              + " venue says; 2000000 USDT.")
  private String fund;

  @Option(
      names = "--feedback",
      paramLabel = "PERCENT",
      description =
          "With a scenario: how much of its markets' own trades goes into prices, 0 to 100.")
  private Integer feedback;

  @ArgGroup private JournalChoice journalChoice = new JournalChoice();

  @Mixin private ReportOptions report;

  @ArgGroup private PaceChoice paceChoice = new PaceChoice();

  @Option(
      names = "--in-thread",
      description = "Call the engine on the driver's thread, instead of through ring buffers.")
  private boolean inThread;

  @Option(
      names = "--marks-per-bar",
      paramLabel = "N",
      defaultValue = "60",
      description = "Marks that each bar expands to. Default: ${DEFAULT-VALUE}.")
  private int marksPerBar;

  @Option(
      names = "--snapshots",
      paramLabel = "N",
      defaultValue = "0",
      description =
          "Snapshots of the engine to keep beside the journal, taken after each bar. Default: none.")
  private int snapshots;

  @Option(
      names = {"-q", "--quiet"},
      description = "Print the digest alone, and no progress.")
  private boolean quiet;

  /** Where the journal goes. */
  static final class JournalChoice {
    @Option(
        names = "--journal",
        paramLabel = "DIR",
        description =
            "Folder of the journal, new or empty. Default: a new one in plimsoll-journal.")
    private Path folder;

    @Option(names = "--no-journal", description = "Keep no journal.")
    private boolean none;
  }

  /** How fast the tape runs. */
  static final class PaceChoice {
    @Option(names = "--fast", description = "As fast as it goes. The default.")
    private boolean fast;

    @Option(
        names = "--pace",
        paramLabel = "SPEED",
        description = "Tape seconds in a second: 1 is real time, 60 a minute a second.")
    private Double speed;
  }

  @Override
  public Integer call() {
    if (venue.equals(LIST)) {
      VenueCommand.ListVenues.print(spec.commandLine().getOut());
      return 0;
    }
    checkSnapshots();
    if (scenario != null) {
      runScenario();
      return 0;
    }
    if (feedback != null) {
      throw new UserError("--feedback is given; expected it with a scenario");
    }
    SimulationPlan plan = plan();
    Pacer pacer = pacer();
    Optional<FreshFolder> folder =
        journalChoice.none
            ? Optional.empty()
            : Optional.of(
                FreshFolder.create(
                    JournalFolders.choose(journalChoice.folder, plan.tape().name())));
    Optional<Path> path = folder.map(FreshFolder::folder);
    Optional<StopNotice> notice = path.map(StopNotice::new);
    RunStatistics statistics;
    try (Simulation simulation = launched(plan, folder);
        TerminalProgress progress = TerminalProgress.onStandardError()) {
      statistics = simulation.run(pacer, quiet ? Progress.NONE : progress);
    } catch (OutOfMemoryError | IllegalStateException e) {
      throw explained(e);
    } finally {
      notice.ifPresent(StopNotice::runEnded);
    }
    print(plan, statistics, path, report.write(path, SpeedReport.lines(statistics, mode()), quiet));
    return 0;
  }

  private void runScenario() {
    for (String option : SCENARIO_HAS) {
      if (isGiven(option)) {
        throw new UserError(option + " is given; expected a scenario or " + option);
      }
    }
    Scenario opened = changed(ScenarioFiles.open(scenario).scenario());
    Pacer pacer = pacer();
    Optional<FreshFolder> folder =
        journalChoice.none
            ? Optional.empty()
            : Optional.of(
                FreshFolder.create(JournalFolders.choose(journalChoice.folder, opened.name())));
    new ScenarioLaunch(opened, folder, pacer, report, inThread, quiet, snapshots)
        .run(spec.commandLine().getOut());
  }

  private void checkSnapshots() {
    inRange("--snapshots", snapshots, 0, SNAPSHOTS_MAX);
    if (snapshots > 0 && journalChoice.none) {
      throw new UserError("--snapshots is given; expected it without --no-journal");
    }
  }

  private Scenario changed(Scenario opened) {
    Scenario changed = opened;
    if (isGiven("--accounts")) {
      inRange("--accounts", accounts, 1, Crowd.TRADERS_MAX);
      if (opened.crowd().accounts() == 0) {
        throw new UserError("--accounts is given; expected a scenario that has a crowd");
      }
      changed = changed.withAccounts(accounts);
    }
    if (isGiven("--seed")) {
      changed = changed.withSeed(seed);
    }
    if (feedback != null) {
      inRange("--feedback", feedback, 0, 100);
      changed = changed.withFeedback(feedback * PPB_PER_PERCENT);
    }
    return fund == null ? changed : changed.withFund(fund(opened.venue().contract()));
  }

  private boolean isGiven(String option) {
    return spec.commandLine().getParseResult().hasMatchedOption(option);
  }

  private String mode() {
    return (inThread ? "in thread" : "through the ring")
        + (paceChoice.speed == null ? ", fast" : ", paced");
  }

  /** Launches the engine; if that fails, nothing of its journal stays. */
  private Simulation launched(SimulationPlan plan, Optional<FreshFolder> folder) {
    EngineLauncher launcher =
        new EngineLauncher(
            limits(plan), folder.map(FreshFolder::folder), notes(plan), Version.text(), snapshots);
    String idle = paceChoice.speed == null ? "yield" : "backoff";
    try {
      return new Simulation(
          plan, sink -> inThread ? launcher.inThread(sink) : launcher.ring(sink, idle));
    } catch (RuntimeException | Error e) {
      folder.ifPresent(FreshFolder::discard);
      throw e;
    }
  }

  private RuntimeException explained(Throwable e) {
    if (Errors.isOutOfMemory(e)) {
      return new UserError(
          "not enough memory for "
              + Text.count(accounts)
              + " accounts; give more with "
              + Errors.moreMemory(),
          e);
    }
    return e instanceof RuntimeException exception ? exception : new IllegalStateException(e);
  }

  private SimulationPlan plan() {
    inRange("--accounts", accounts, 1, Crowd.TRADERS_MAX);
    inRange("--marks-per-bar", marksPerBar, MarkPath.MARKS_MIN, MARKS_PER_BAR_MAX);
    if (venue.isBlank()) {
      throw new UserError("--venue is empty; expected a name or a file");
    }
    VenueSpec venueSpec = VenueFiles.open(venue);
    long money = fund == null ? venueSpec.fund().seed() : fund(venueSpec.contract());
    Tape opened = tape.open(marksPerBar);
    return new SimulationPlan(
        opened, Venue.of(opened, venueSpec), accounts, seed, money, marksPerBar);
  }

  private static void inRange(String option, int value, int min, int max) {
    if (value < min || value > max) {
      throw new UserError(
          option + " is " + value + "; expected " + Text.count(min) + " to " + Text.count(max));
    }
  }

  private long fund(ContractSpec contract) {
    try {
      long money = Decimals.parse(fund, contract.moneyScale());
      if (money >= 0 && money <= FUND_MAX) {
        return money;
      }
    } catch (NumberFormatException e) {
      // Told below, like any other amount that is none.
    }
    throw new UserError(
        "--fund is '"
            + fund
            + "'; expected an amount of "
            + contract.asset()
            + " from 0 to "
            + Text.whole(BigInteger.valueOf(FUND_MAX), contract.moneyScale())
            + " with at most "
            + contract.moneyScale()
            + " decimals");
  }

  private Pacer pacer() {
    if (paceChoice.fast || paceChoice.speed == null) {
      return Pacer.FAST;
    }
    double speed = paceChoice.speed;
    if (!(speed > 0 && speed < Double.POSITIVE_INFINITY)) {
      throw new UserError("--pace is " + speed + "; expected a speed above 0");
    }
    return Pacer.at(speed);
  }

  private EngineLimits limits(SimulationPlan plan) {
    return new EngineLimits(accounts + plan.venue().ownAccounts(), accounts);
  }

  private Map<String, String> notes(SimulationPlan plan) {
    return Map.of(
        "tape", oneLine(plan.tape().name()),
        "accounts", Integer.toString(accounts),
        "seed", Long.toString(seed),
        "venue", oneLine(plan.venue().spec().name()),
        "fund", Decimals.format(plan.fund(), plan.venue().moneyScale()),
        "marksPerBar", Integer.toString(marksPerBar));
  }

  private static String oneLine(String text) {
    return text.replaceAll("\\p{Cntrl}", " ");
  }

  private void print(
      SimulationPlan plan, RunStatistics statistics, Optional<Path> folder, Optional<Path> page) {
    PrintWriter out = spec.commandLine().getOut();
    if (quiet) {
      out.println(statistics.digest());
      out.flush();
      return;
    }
    new RunReport(out, plan, statistics).print(mode());
    folder.ifPresent(
        path -> printNext(out, path, page, statistics.liquidations().exampleAccount()));
    out.flush();
  }

  static void printNext(PrintWriter out, Path folder, Optional<Path> page, long account) {
    out.printf(
        "Journal   %s (files of %s MB)%n",
        folder, Text.count(JournalFolders.size(folder) / 1_000_000));
    page.ifPresent(file -> out.printf("Report    %s (open it in a browser)%n", file));
    String quoted = JournalFolders.quoted(folder);
    String plimsoll = System.getProperty("plimsoll.command", "plimsoll");
    out.printf("%nTry next%n");
    out.printf("  %s replay %s --verify%n", plimsoll, quoted);
    if (account > 0) {
      out.printf("  %s explain %s --account %d%n", plimsoll, quoted, account);
      out.printf("  %s inspect %s --account %d%n", plimsoll, quoted, account);
    }
    out.printf("  %s inspect %s --type TakeOver --format csv | head%n", plimsoll, quoted);
  }
}
