package io.plimsoll.tools.cli;

import io.plimsoll.tools.report.ScenarioPage;
import io.plimsoll.tools.scenario.ScenarioDocument;
import io.plimsoll.tools.scenario.ScenarioFiles;
import io.plimsoll.tools.sim.ScenarioVenue;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code plimsoll scenario}: what scenarios there are, and what their files say. */
@Command(
    name = "scenario",
    description = "Lists scenarios, shows what their files say, checks a file of yours.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      ScenarioCommand.ListScenarios.class,
      ScenarioCommand.Show.class,
      ScenarioCommand.Check.class,
      ScenarioCommand.Schema.class
    })
final class ScenarioCommand implements Runnable {
  static final String COMMANDS = "list, show, check or schema";

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new CommandLine.ParameterException(
        spec.commandLine(), "no command; expected " + COMMANDS);
  }

  /** {@code plimsoll scenario list}. */
  @Command(
      name = "list",
      description = "Lists the bundled scenarios, each with what it teaches.",
      mixinStandardHelpOptions = true,
      versionProvider = Version.class)
  static final class ListScenarios implements Callable<Integer> {
    @Spec private CommandSpec spec;

    @Override
    public Integer call() {
      PrintWriter out = spec.commandLine().getOut();
      for (String name : ScenarioFiles.BUNDLED) {
        var scenario = ScenarioFiles.open(name).scenario();
        out.printf("%-17s %s%n", name, scenario.title());
        out.printf("%-17s %s%n", "", scenario.teaches());
      }
      out.flush();
      return 0;
    }
  }

  /** {@code plimsoll scenario show}. */
  @Command(
      name = "show",
      description = "Shows every value of a scenario with where it comes from.",
      mixinStandardHelpOptions = true,
      versionProvider = Version.class)
  static final class Show implements Callable<Integer> {
    @Spec private CommandSpec spec;

    @Parameters(paramLabel = "NAME|FILE", description = "Which scenario.")
    private String scenario;

    @Option(names = "--yaml", description = "Print the file itself, to copy from.")
    private boolean yaml;

    @Override
    public Integer call() {
      PrintWriter out = spec.commandLine().getOut();
      ScenarioDocument document = ScenarioFiles.open(scenario);
      if (yaml) {
        out.print(document.text());
      } else {
        new ScenarioPage(out, document).print();
      }
      out.flush();
      return 0;
    }
  }

  /** {@code plimsoll scenario check}. */
  @Command(
      name = "check",
      description = "Reads scenario files and makes them ready to run.",
      mixinStandardHelpOptions = true,
      versionProvider = Version.class)
  static final class Check implements Callable<Integer> {
    @Spec private CommandSpec spec;

    @Parameters(paramLabel = "NAME|FILE", arity = "1..*", description = "Which scenarios.")
    private List<String> scenarios;

    @Override
    public Integer call() {
      PrintWriter out = spec.commandLine().getOut();
      for (String scenario : scenarios) {
        ScenarioDocument document = ScenarioFiles.open(scenario);
        ScenarioVenue ready = ScenarioVenue.of(document.scenario());
        out.printf(
            "%s: sound; %d instruments, %d accounts, %d minutes, %d values, %d of them assumptions%n",
            document.file(),
            ready.venues().size(),
            document.scenario().accounts(),
            document.scenario().minutes(),
            document.values().size(),
            document.assumptions());
      }
      out.flush();
      return 0;
    }
  }

  /** {@code plimsoll scenario schema}. */
  @Command(
      name = "schema",
      description = "Prints the JSON Schema of scenario files, for editors.",
      mixinStandardHelpOptions = true,
      versionProvider = Version.class)
  static final class Schema implements Callable<Integer> {
    @Spec private CommandSpec spec;

    @Override
    public Integer call() {
      spec.commandLine().getOut().print(ScenarioFiles.schema());
      spec.commandLine().getOut().flush();
      return 0;
    }
  }
}
