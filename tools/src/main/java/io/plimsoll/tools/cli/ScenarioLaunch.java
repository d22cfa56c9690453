package io.plimsoll.tools.cli;

import io.plimsoll.protocol.Decimals;
import io.plimsoll.tools.UserError;
import io.plimsoll.tools.report.ScenarioReport;
import io.plimsoll.tools.report.SpeedReport;
import io.plimsoll.tools.report.TerminalProgress;
import io.plimsoll.tools.report.Text;
import io.plimsoll.tools.scenario.Scenario;
import io.plimsoll.tools.sim.EngineLauncher;
import io.plimsoll.tools.sim.Pacer;
import io.plimsoll.tools.sim.Progress;
import io.plimsoll.tools.sim.RunStatistics;
import io.plimsoll.tools.sim.ScenarioRun;
import io.plimsoll.tools.sim.ScenarioVenue;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * A scenario on its way through an engine.
 *
 * @param scenario what runs
 * @param folder of its journal; none for no journal
 * @param pacer how fast
 * @param report whether there is to be one
 * @param inThread whether the engine is called on the driver's thread
 * @param quiet whether the digest alone is printed
 * @param snapshots how many the journal keeps
 */
record ScenarioLaunch(
    Scenario scenario,
    Optional<FreshFolder> folder,
    Pacer pacer,
    ReportOptions report,
    boolean inThread,
    boolean quiet,
    int snapshots) {
  /** Runs it and prints what happened. */
  void run(PrintWriter out) {
    Optional<Path> path = folder.map(FreshFolder::folder);
    Optional<StopNotice> notice = path.map(StopNotice::new);
    RunStatistics statistics;
    try {
      statistics = runTo(out);
    } catch (UserError e) {
      folder.ifPresent(FreshFolder::discard); // The venue was refused: nothing happened yet.
      throw e;
    } catch (OutOfMemoryError | IllegalStateException e) {
      throw explained(e);
    } finally {
      notice.ifPresent(StopNotice::runEnded);
    }
    Optional<Path> page = report.write(path, SpeedReport.lines(statistics, mode()), quiet);
    if (!quiet) {
      path.ifPresent(
          journal ->
              RunCommand.printNext(out, journal, page, statistics.liquidations().exampleAccount()));
    }
    out.flush();
  }

  private RunStatistics runTo(PrintWriter out) {
    ScenarioVenue ready = ready();
    try (ScenarioRun run = launched(ready)) {
      RunStatistics statistics = watched(run);
      if (quiet) {
        out.println(statistics.digest());
      } else {
        new ScenarioReport(out, ready, run, statistics).print(mode());
      }
      return statistics;
    }
  }

  private RunStatistics watched(ScenarioRun run) {
    try (TerminalProgress progress = TerminalProgress.onStandardError()) {
      return run.run(pacer, quiet ? Progress.NONE : progress);
    }
  }

  private String mode() {
    return (inThread ? "in thread" : "through the ring")
        + (pacer == Pacer.FAST ? ", fast" : ", paced");
  }

  /** What cannot run leaves no journal. */
  private ScenarioVenue ready() {
    try {
      return ScenarioVenue.of(scenario);
    } catch (RuntimeException | Error e) {
      folder.ifPresent(FreshFolder::discard);
      throw e;
    }
  }

  private ScenarioRun launched(ScenarioVenue ready) {
    EngineLauncher launcher =
        new EngineLauncher(
            ready.limits(), folder.map(FreshFolder::folder), notes(), Version.text(), snapshots);
    String idle = pacer == Pacer.FAST ? "yield" : "backoff";
    try {
      return new ScenarioRun(
          ready, sink -> inThread ? launcher.inThread(sink) : launcher.ring(sink, idle));
    } catch (RuntimeException | Error e) {
      folder.ifPresent(FreshFolder::discard);
      throw e;
    }
  }

  private Map<String, String> notes() {
    return Map.of(
        "scenario", scenario.name(),
        "title", scenario.title().replaceAll("\\p{Cntrl}", " "),
        "accounts", Integer.toString(scenario.accounts()),
        "seed", Long.toString(scenario.seed()),
        "venue", scenario.venue().name().replaceAll("\\p{Cntrl}", " "),
        "fund", Decimals.format(scenario.fund(), scenario.venue().contract().moneyScale()),
        "marksPerMinute", Integer.toString(scenario.marksPerMinute()));
  }

  private RuntimeException explained(Throwable e) {
    if (Errors.isOutOfMemory(e)) {
      return new UserError(
          "not enough memory for "
              + Text.count(scenario.accounts())
              + " accounts; give more with "
              + Errors.moreMemory(),
          e);
    }
    return e instanceof RuntimeException exception ? exception : new IllegalStateException(e);
  }
}
