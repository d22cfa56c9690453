package io.plimsoll.tools.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code plimsoll} itself. */
@Command(
    name = "plimsoll",
    description = "Runs a crash through a liquidation engine, and reads what it did.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      RunCommand.class,
      ImportCommand.class,
      ReplayCommand.class,
      InspectCommand.class,
      SnapshotCommand.class,
      ExplainCommand.class,
      ReportCommand.class,
      ScenarioCommand.class,
      VenueCommand.class,
      CalcCommand.class,
      CompareCommand.class,
      SweepCommand.class,
      BenchCommand.class
    },
    footer = {
      "",
      "Start with: plimsoll run",
      "Exit codes: 0 done, 1 a difference was found, 2 usage or input is at fault."
    })
public final class RootCommand implements Runnable {
  static final String COMMANDS =
      "run, import, replay, inspect, snapshot, explain, report, scenario, venue, calc, compare, sweep or bench";

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new CommandLine.ParameterException(
        spec.commandLine(), "no command; expected " + COMMANDS);
  }
}
