package io.plimsoll.tools.cli;

import io.plimsoll.tools.UserError;
import io.plimsoll.tools.report.VenueReport;
import io.plimsoll.tools.report.VenuesPage;
import io.plimsoll.tools.venue.VenueCheck;
import io.plimsoll.tools.venue.VenueDocument;
import io.plimsoll.tools.venue.VenueFiles;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code plimsoll venue}: what venues there are, and what their files say. */
@Command(
    name = "venue",
    description =
        "Lists venues, shows what their files say and from where, checks a file of yours.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      VenueCommand.ListVenues.class,
      VenueCommand.Show.class,
      VenueCommand.Check.class,
      VenueCommand.Schema.class,
      VenueCommand.Page.class
    })
final class VenueCommand implements Runnable {
  static final String COMMANDS = "list, show, check, schema or page";

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new CommandLine.ParameterException(
        spec.commandLine(), "no command; expected " + COMMANDS);
  }

  /** {@code plimsoll venue list}. */
  @Command(
      name = "list",
      description = "Lists the profiles of venues, and the examples of mechanisms.",
      mixinStandardHelpOptions = true,
      versionProvider = Version.class)
  static final class ListVenues implements Callable<Integer> {
    @Spec private CommandSpec spec;

    @Override
    public Integer call() {
      print(spec.commandLine().getOut());
      return 0;
    }

    static void print(PrintWriter out) {
      out.println("Profiles, each value with its source or marked as an assumption");
      VenueFiles.PROFILES.forEach(name -> line(out, name));
      out.println();
      out.println("Examples of mechanisms, with numbers made up to make them visible");
      VenueFiles.BUILT_IN.forEach(name -> line(out, name));
      out.flush();
    }

    private static void line(PrintWriter out, String name) {
      out.printf("  %-22s  %s%n", name, VenueFiles.summary(name));
    }
  }

  /** {@code plimsoll venue show}. */
  @Command(
      name = "show",
      description = "Shows every value of a venue with its source, and what is not modelled.",
      mixinStandardHelpOptions = true,
      versionProvider = Version.class)
  static final class Show implements Callable<Integer> {
    @Spec private CommandSpec spec;

    @Parameters(paramLabel = "NAME|FILE", description = "Which venue.")
    private String venue;

    @Option(names = "--yaml", description = "Print the file itself, to copy from.")
    private boolean yaml;

    @Option(
        names = "--commands",
        description = "Print the engine's commands that the file stands for, a JSON line each.")
    private boolean commands;

    @Override
    public Integer call() {
      PrintWriter out = spec.commandLine().getOut();
      VenueDocument document = VenueFiles.document(named(venue));
      if (yaml) {
        out.print(VenueFiles.source(venue));
      } else if (commands) {
        VenueCheck.commands(document.leveraged()).forEach(out::println);
      } else {
        new VenueReport(out, document).print();
      }
      out.flush();
      return 0;
    }
  }

  /** {@code plimsoll venue check}. */
  @Command(
      name = "check",
      description = "Reads venue files and lets an engine take their commands.",
      mixinStandardHelpOptions = true,
      versionProvider = Version.class)
  static final class Check implements Callable<Integer> {
    @Spec private CommandSpec spec;

    @Parameters(paramLabel = "NAME|FILE", arity = "1..*", description = "Which venues.")
    private List<String> venues;

    @Override
    public Integer call() {
      PrintWriter out = spec.commandLine().getOut();
      for (String venue : venues) {
        VenueDocument document = VenueFiles.document(named(venue));
        out.println(VenueCheck.check(document));
      }
      out.flush();
      return 0;
    }
  }

  /** {@code plimsoll venue schema}. */
  @Command(
      name = "schema",
      description = "Prints the JSON Schema of venue files, for editors.",
      mixinStandardHelpOptions = true,
      versionProvider = Version.class)
  static final class Schema implements Callable<Integer> {
    @Spec private CommandSpec spec;

    @Override
    public Integer call() {
      spec.commandLine().getOut().print(VenueFiles.schema());
      spec.commandLine().getOut().flush();
      return 0;
    }
  }

  /** {@code plimsoll venue page}. */
  @Command(
      name = "page",
      description = "Prints docs/venues.md: all profiles, feature by feature.",
      mixinStandardHelpOptions = true,
      versionProvider = Version.class)
  static final class Page implements Callable<Integer> {
    @Spec private CommandSpec spec;

    @Override
    public Integer call() {
      spec.commandLine().getOut().print(VenuesPage.text());
      spec.commandLine().getOut().flush();
      return 0;
    }
  }

  private static String named(String venue) {
    if (venue.isBlank()) {
      throw new UserError("the venue is empty; expected a name or a file");
    }
    return venue;
  }
}
