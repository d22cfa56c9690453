package io.plimsoll.tools.report;

import io.plimsoll.tools.crowd.GroupSpec;
import io.plimsoll.tools.crowd.Venue;
import io.plimsoll.tools.scenario.PricePath;
import io.plimsoll.tools.scenario.Scenario;
import io.plimsoll.tools.sim.GroupTally;
import io.plimsoll.tools.sim.InstrumentTally;
import io.plimsoll.tools.sim.RunStatistics;
import io.plimsoll.tools.sim.ScenarioRun;
import io.plimsoll.tools.sim.ScenarioVenue;
import java.io.PrintWriter;
import java.math.BigInteger;
import java.util.Locale;

/** The summary of a scenario's run. */
public final class ScenarioReport {
  private static final double PPB_PER_PERCENT = 1e7;

  private final PrintWriter out;
  private final ScenarioVenue ready;
  private final Scenario scenario;
  private final ScenarioRun run;
  private final RunStatistics statistics;
  private final Money money;
  private final RunSections sections;

  /**
   * A summary.
   *
   * @param out where it goes
   * @param ready what ran
   * @param run that is through
   * @param statistics what happened
   */
  public ScenarioReport(
      PrintWriter out, ScenarioVenue ready, ScenarioRun run, RunStatistics statistics) {
    Venue first = ready.venues().get(0);
    this.out = out;
    this.ready = ready;
    this.scenario = ready.scenario();
    this.run = run;
    this.statistics = statistics;
    this.money = new Money(first.asset(), first.moneyScale());
    this.sections = new RunSections(out, ready.venues(), statistics, money);
  }

  /**
   * Prints it.
   *
   * @param mode how the engine was reached, for people
   */
  public void print(String mode) {
    head();
    instruments();
    groups();
    sections.bands();
    sections.liquidations();
    sections.stages();
    sections.fund();
    sections.speed(mode);
    sections.end();
    if (run.mendedFills() > 0) {
      out.printf(
          "Note      outside liquidity took on %s fills that the engine refused of two traders%n",
          Text.count(run.mendedFills()));
    }
  }

  private void head() {
    out.printf("Scenario  %s: %s%n", scenario.name(), scenario.title());
    scenario.look().forEach(line -> out.printf("          see: %s%n", line));
    out.printf(
        "          %s to %s UTC, %s minutes, %d marks a minute%n",
        Text.time(scenario.start()),
        Text.time(scenario.start() + scenario.minutes() * PricePath.MINUTE),
        Text.count(scenario.minutes()),
        scenario.marksPerMinute());
    out.printf("Venue     %s: settled in %s%n", scenario.venue().name(), money.asset());
    out.printf(
        "Crowd     %s accounts, seed %d (an assumption: docs/scenarios.md)%n",
        Text.count(scenario.accounts()), scenario.seed());
    if (run.leftOut() > 0) {
      out.printf(
          "          %s positions of before left out: the venue refused them%n",
          Text.count(run.leftOut()));
    }
    if (run.haltedMarks() > 0) {
      out.printf(
          "Halts     %s of %s marks%n",
          Text.count(run.haltedMarks()),
          Text.count((long) scenario.minutes() * scenario.marksPerMinute()));
    }
    out.println();
  }

  private void instruments() {
    out.printf(
        "%-14s%15s%15s%7s%9s%9s%17s%17s%n",
        "Instrument",
        "first mark",
        "lowest mark",
        "at",
        "",
        "feedback",
        "longs forced",
        "shorts forced");
    for (int i = 0; i < ready.venues().size(); i++) {
      Venue venue = ready.venues().get(i);
      InstrumentTally tally = statistics.instrument(i);
      out.printf(
          "%-14s%15s%15s%7s%9s%9s%17s%17s%n",
          venue.spec().contract().symbol(),
          Text.exact(tally.firstMark(), venue.priceScale()),
          Text.exact(tally.lowestMark(), venue.priceScale()),
          Text.minute(tally.lowestAt()),
          change(tally.firstMark(), tally.lowestMark()),
          percent(scenario.instruments().get(i).market().feedback()),
          money.text(tally.longsForced()),
          money.text(tally.shortsForced()));
      path(i, venue, tally);
    }
    out.println();
  }

  /** What was different outside. */
  private void path(int index, Venue venue, InstrumentTally tally) {
    PricePath path = ready.paths().get(index);
    out.printf(
        "  outside     %15s%15s%7s%9s   highest %s, mark %s; %s%n",
        Text.exact(path.first(), venue.priceScale()),
        Text.exact(path.lowest(), venue.priceScale()),
        "",
        change(path.first(), path.lowest()),
        Text.exact(path.highest(), venue.priceScale()),
        Text.exact(tally.highestMark(), venue.priceScale()),
        path.source());
  }

  private static String change(long from, long to) {
    return String.format(Locale.ROOT, "%+.1f %%", 100.0 * (to - from) / from);
  }

  private static String percent(long ppb) {
    return String.format(Locale.ROOT, "%.0f %%", ppb / PPB_PER_PERCENT);
  }

  private void groups() {
    out.printf(
        "%-30s%9s%11s%8s%9s%9s%8s%9s%15s%15s%9s%n",
        "Traders",
        "number",
        "liquidated",
        "",
        "stopped",
        "calls",
        "added",
        "entered",
        "paid in",
        "left",
        "");
    for (GroupTally.Group group : run.groups().all()) {
      group(group);
    }
    out.println();
  }

  private void group(GroupTally.Group group) {
    GroupSpec spec = group.spec();
    out.printf(
        "%-30s%9s%11s%8s%9s%9s%8s%9s%15s%15s%9s%n",
        spec.name(),
        Text.count(group.traders()),
        Text.count(group.liquidated()),
        Text.percent(group.liquidated(), group.traders()),
        dash(group.stoppedOut()),
        dash(group.called()),
        dash(group.toppedUp()),
        dash(group.entered()),
        money.text(group.paidIn()),
        money.text(group.left()),
        gain(group));
  }

  private static String dash(long count) {
    return count == 0 ? "-" : Text.count(count);
  }

  private static String gain(GroupTally.Group group) {
    BigInteger paid = group.paidIn();
    return paid.signum() == 0
        ? "-"
        : String.format(
            Locale.ROOT,
            "%+.1f %%",
            100 * group.left().subtract(paid).doubleValue() / paid.doubleValue());
  }
}
