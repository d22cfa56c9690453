package io.plimsoll.tools.report;

import io.plimsoll.tools.sim.RunStatistics;
import io.plimsoll.tools.sim.SimulationPlan;
import io.plimsoll.tools.tape.Tape;
import io.plimsoll.tools.venue.ContractSpec.Expiry;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;

/** The summary of a run. */
public final class RunReport {
  private static final long MINUTE = 60_000_000_000L;

  private final PrintWriter out;
  private final SimulationPlan plan;
  private final Tape tape;
  private final Money money;
  private final RunStatistics run;
  private final RunSections sections;

  /**
   * A summary.
   *
   * @param out where it goes
   * @param plan what ran
   * @param run what happened
   */
  public RunReport(PrintWriter out, SimulationPlan plan, RunStatistics run) {
    this.out = out;
    this.plan = plan;
    this.run = run;
    this.tape = plan.tape();
    this.money = new Money(plan.venue().asset(), plan.venue().moneyScale());
    this.sections = new RunSections(out, List.of(plan.venue()), run, money);
  }

  /**
   * Prints it.
   *
   * @param mode how the engine was reached, for people
   */
  public void print(String mode) {
    tape();
    sections.bands();
    sections.liquidations();
    sections.stages();
    sections.fund();
    settlement();
    sections.speed(mode);
    sections.end();
  }

  private void tape() {
    out.printf("Tape      %s: %s%n", tape.name(), tape.source());
    out.printf(
        "          %s to %s UTC, %s bars of %d s, %d marks a bar%n",
        Text.time(tape.first().openTime()),
        Text.time(tape.end()),
        Text.count(tape.bars().size()),
        tape.interval() / 1_000_000_000L,
        plan.marksPerBar());
    out.printf(
        "          open %s, lowest %s at %s (%s), last %s%n",
        price(tape.first().open()),
        price(tape.lowest().low()),
        Text.minute(tape.lowest().openTime()),
        change(tape.first().open(), tape.lowest().low()),
        price(tape.last().close()));
    out.printf(
        "Venue     %s: %s contract, settled in %s%n",
        plan.venue().spec().name(),
        plan.venue().contract().type().name().toLowerCase(Locale.ROOT),
        money.asset());
    out.printf(
        "Crowd     %s accounts, seed %d (an assumption: docs/simulator.md)%n%n",
        Text.count(plan.accounts()), plan.seed());
  }

  private void settlement() {
    if (run.settledAt() != 0) {
      Expiry expiry = plan.venue().spec().contract().expiry().orElseThrow();
      out.printf(
          "Settled   at %s at %s: the average of the index over the %s before%n%n",
          Text.time(run.settledAt()), price(run.mark()), minutes(expiry.settlementWindow()));
    }
  }

  private static String minutes(long nanos) {
    return nanos % MINUTE == 0 ? nanos / MINUTE + " min" : Text.duration(nanos);
  }

  private String price(long price) {
    return Text.exact(price, tape.priceScale());
  }

  private static String change(long from, long to) {
    return String.format(Locale.ROOT, "%+.1f %%", 100.0 * (to - from) / from);
  }
}
