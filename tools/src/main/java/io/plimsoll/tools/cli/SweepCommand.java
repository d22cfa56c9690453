package io.plimsoll.tools.cli;

import io.plimsoll.tools.UserError;
import io.plimsoll.tools.crowd.Crowd;
import io.plimsoll.tools.report.TerminalProgress;
import io.plimsoll.tools.report.Text;
import io.plimsoll.tools.scenario.Scenario;
import io.plimsoll.tools.scenario.ScenarioFiles;
import io.plimsoll.tools.sweep.Sweep;
import io.plimsoll.tools.sweep.SweepReport;
import io.plimsoll.tools.sweep.SweepResult;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code plimsoll sweep}. */
@Command(
    name = "sweep",
    description =
        "Runs a scenario under many seeds: how much the insurance fund loses, and how large it"
            + " should be.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false,
    footer = {
      "",
      "Each finished seed is a line of seeds.csv in the folder. The same command again goes on from",
      "there. The fund takes over whatever it is asked to, unless --keep-limits: so its loss is what",
      "it would have to hold."
    })
final class SweepCommand implements Callable<Integer> {
  private static final int SEEDS_MAX = 10_000_000;
  private static final long PPB_PER_PERCENT = 10_000_000L;

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "SCENARIO", description = "A scenario's name or YAML file.")
  private String name;

  @Option(
      names = "--seeds",
      paramLabel = "N",
      defaultValue = "1000",
      description = "How many seeds. Default: ${DEFAULT-VALUE}.")
  private int seeds;

  @Option(
      names = "--first",
      paramLabel = "N",
      defaultValue = "1",
      description = "The first seed; the others follow. Default: ${DEFAULT-VALUE}.")
  private long first;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      required = true,
      description = "Folder of the results: new, empty, or one in which this sweep has begun.")
  private Path out;

  @Option(names = "--accounts", paramLabel = "N", description = "Traders of the crowd.")
  private Integer accounts;

  @Option(
      names = "--feedback",
      paramLabel = "PERCENT",
      description = "How much of the markets' own trades goes into prices, 0 to 100.")
  private Integer feedback;

  @Option(names = "--keep-limits", description = "Leave the limits of the fund as they are.")
  private boolean keepLimits;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Seeds that run at once. Default: as many as there are processors.")
  private Integer threads;

  @Option(
      names = {"-q", "--quiet"},
      description = "No progress.")
  private boolean quiet;

  @Override
  public Integer call() throws InterruptedException {
    inRange("--seeds", seeds, 1, SEEDS_MAX);
    int atOnce = threads == null ? Runtime.getRuntime().availableProcessors() : threads;
    inRange("--threads", atOnce, 1, 1_000);
    if (out.toString().isBlank()) {
      throw new UserError("--out is empty; expected a folder");
    }
    Sweep sweep = new Sweep(scenario(), first, seeds, atOnce);
    SweepResult result;
    try (TerminalProgress progress = TerminalProgress.onStandardError()) {
      result = sweep.run(out, quiet ? (what, done, total) -> {} : progress);
    }
    PrintWriter writer = spec.commandLine().getOut();
    new SweepReport(writer, result).print();
    writer.printf("Files     %s: seeds.csv, summary.json, losses.png%n", out);
    writer.flush();
    return 0;
  }

  private Scenario scenario() {
    Scenario scenario = ScenarioFiles.open(name).scenario();
    if (accounts != null) {
      inRange("--accounts", accounts, 1, Crowd.TRADERS_MAX);
      if (scenario.crowd().accounts() == 0) {
        throw new UserError("--accounts is given; expected a scenario that has a crowd");
      }
      scenario = scenario.withAccounts(accounts);
    }
    if (feedback != null) {
      inRange("--feedback", feedback, 0, 100);
      scenario = scenario.withFeedback(feedback * PPB_PER_PERCENT);
    }
    return keepLimits ? scenario : scenario.withUnlimitedFund();
  }

  private static void inRange(String option, int value, int min, int max) {
    if (value < min || value > max) {
      throw new UserError(
          option + " is " + value + "; expected " + Text.count(min) + " to " + Text.count(max));
    }
  }
}
