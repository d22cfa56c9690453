package io.plimsoll.tools.cli;

import io.plimsoll.tools.UserError;
import io.plimsoll.tools.compare.Comparison;
import io.plimsoll.tools.compare.ComparisonReport;
import io.plimsoll.tools.compare.VenueResult;
import io.plimsoll.tools.compare.VenueRun;
import io.plimsoll.tools.crowd.Crowd;
import io.plimsoll.tools.report.TerminalProgress;
import io.plimsoll.tools.report.Text;
import io.plimsoll.tools.tape.Tape;
import io.plimsoll.tools.venue.VenueDocument;
import io.plimsoll.tools.venue.VenueFiles;
import io.plimsoll.tools.venue.VenueKind;
import io.plimsoll.tools.venue.VenueSpec;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code plimsoll compare}. */
@Command(
    name = "compare",
    description =
        "Runs one tape and one crowd at many venues, or under leverage caps, and compares.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false,
    footer = {
      "",
      "The crowd is that of plimsoll run: the same draws at each venue, with at most its leverage."
    })
final class CompareCommand implements Callable<Integer> {
  private static final String ALL = "all";
  private static final int CAP_MAX = 1_000;

  /** Options that name a place to write to. */
  private static final List<String> PLACES = List.of("--journal", "--csv", "--chart");

  @Spec private CommandSpec spec;

  @Option(
      names = "--venues",
      paramLabel = "NAME|FILE",
      split = ",",
      description = "Which venues; all (default) for every profile, with --caps: default.")
  private List<String> venues;

  @Option(
      names = "--caps",
      paramLabel = "N",
      split = ",",
      description = "Run each venue under each of these leverage caps, such as 2,5,10,30,100.")
  private List<Integer> caps = List.of();

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
      names = "--threads",
      paramLabel = "N",
      description = "Venues that run at once. Default: as many as there are processors.")
  private Integer threads;

  @Option(
      names = "--journal",
      paramLabel = "DIR",
      description = "Folder of the journals, new or empty. Default: a new one in plimsoll-journal.")
  private Path journal;

  @Option(names = "--no-journal", description = "Keep no journals.")
  private boolean noJournal;

  @Option(names = "--no-report", description = "Write no reports beside the journals.")
  private boolean noReport;

  @Option(names = "--csv", paramLabel = "FILE", description = "Write the figures as CSV too.")
  private Path csv;

  @Option(names = "--chart", paramLabel = "FILE", description = "Write a bar chart too, a .png.")
  private Path chart;

  @Override
  public Integer call() throws InterruptedException {
    check();
    Tape opened = tape.open(VenueRun.MARKS_PER_BAR);
    List<VenueResult> without = new ArrayList<>();
    List<VenueRun> runs = runs(opened, without);
    Optional<Path> parent =
        noJournal
            ? Optional.empty()
            : Optional.of(
                FreshFolder.create(JournalFolders.choose(journal, "compare-" + opened.name()))
                    .folder());
    List<Optional<Path>> folders =
        runs.stream().map(run -> parent.map(p -> p.resolve(fileName(run)))).toList();
    Optional<CompareReports> reports =
        noReport ? Optional.empty() : parent.map(CompareReports::beside);
    List<VenueResult> results;
    try (TerminalProgress progress = TerminalProgress.onStandardError()) {
      results =
          new ArrayList<>(
              Comparison.run(
                  runs,
                  folders,
                  threads(),
                  Version.text(),
                  (run, folder) -> reports.ifPresent(all -> all.write(run, folder)),
                  progress));
    }
    results.addAll(without);
    Optional<Path> page =
        reports.map(all -> all.index(title(opened), facts(opened), results, again()));
    print(opened, new ComparisonReport(results), parent, runs, page);
    return 0;
  }

  private void check() {
    inRange("--accounts", accounts, Crowd.TRADERS_MAX);
    inRange("--threads", threads(), 1_000);
    caps.forEach(cap -> inRange("--caps", cap, CAP_MAX));
    if (journal != null && noJournal) {
      throw new UserError("--journal and --no-journal: expected one");
    }
    if (chart != null && !chart.toString().endsWith(".png")) {
      throw new UserError("--chart is " + chart + "; expected a file that ends in .png");
    }
  }

  private static void inRange(String option, int value, int max) {
    if (value < 1 || value > max) {
      throw new UserError(option + " is " + value + "; expected 1 to " + Text.count(max));
    }
  }

  private int threads() {
    return threads == null ? Runtime.getRuntime().availableProcessors() : threads;
  }

  private List<VenueRun> runs(Tape opened, List<VenueResult> without) {
    List<VenueRun> runs = new ArrayList<>();
    for (String name : names()) {
      VenueDocument document = VenueFiles.document(name);
      if (document.kind() == VenueKind.SPOT_ONLY) {
        without.add(
            VenueResult.none(
                document.spec().name(), "takes no leveraged accounts: " + document.reason()));
        continue;
      }
      VenueSpec venue = document.spec();
      if (caps.isEmpty()) {
        runs.add(new VenueRun(opened, venue, accounts, seed));
      }
      for (int cap : caps) {
        runs.add(new VenueRun(opened, VenueRun.capped(venue, cap), accounts, seed));
      }
    }
    return runs;
  }

  private List<String> names() {
    if (venues == null) {
      return caps.isEmpty() ? VenueFiles.PROFILES : List.of(VenueSpec.DEFAULT_NAME);
    }
    return venues.equals(List.of(ALL)) ? VenueFiles.PROFILES : venues;
  }

  private static String fileName(VenueRun run) {
    return CompareReports.fileName(run.spec().name());
  }

  private String title(Tape opened) {
    return opened.name() + (caps.isEmpty() ? " at many venues" : " under leverage caps");
  }

  /** The command as it was given, less the places that it wrote to. */
  private String again() {
    List<String> words = new ArrayList<>();
    words.add(System.getProperty("plimsoll.command", "plimsoll"));
    Iterator<String> given =
        spec.commandLine().getParent().getParseResult().originalArgs().iterator();
    while (given.hasNext()) {
      String word = given.next();
      if (PLACES.contains(word)) {
        given.next();
      } else if (PLACES.stream().noneMatch(place -> word.startsWith(place + "="))) {
        words.add(JournalFolders.quoted(word));
      }
    }
    return String.join(" ", words);
  }

  private Map<String, String> facts(Tape opened) {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("tape", opened.name() + ": " + opened.source());
    facts.put("from", Text.time(opened.first().openTime()) + " UTC");
    facts.put("to", Text.time(opened.end()) + " UTC");
    facts.put("accounts", Text.count(accounts));
    facts.put("seed", Long.toString(seed));
    facts.put("marks of a bar", Integer.toString(VenueRun.MARKS_PER_BAR));
    return facts;
  }

  private void print(
      Tape opened,
      ComparisonReport report,
      Optional<Path> parent,
      List<VenueRun> runs,
      Optional<Path> page) {
    PrintWriter out = spec.commandLine().getOut();
    out.printf("Tape      %s: %s%n", opened.name(), opened.source());
    out.printf(
        "Crowd     %s accounts, seed %d, the same draws everywhere (an assumption: docs/simulator.md)%n%n",
        Text.count(accounts), seed);
    report.print(out);
    if (csv != null) {
      report.csv(csv);
    }
    if (chart != null) {
      report.chart(chart, "Tape " + opened.name() + ", " + Text.count(accounts) + " accounts");
    }
    parent.ifPresent(
        folder -> {
          String plimsoll = System.getProperty("plimsoll.command", "plimsoll");
          out.printf("%nJournals  %s, a folder a venue; for example%n", folder);
          if (!runs.isEmpty()) {
            out.printf(
                "  %s replay %s --verify%n",
                plimsoll, JournalFolders.quoted(folder.resolve(fileName(runs.get(0)))));
          }
        });
    page.ifPresent(file -> out.printf("%nReports   %s (open it in a browser)%n", file));
    out.flush();
  }
}
