package io.plimsoll.tools.report;

import io.plimsoll.tools.sim.RunStatistics;
import io.plimsoll.tools.sim.SimulationPlan;
import io.plimsoll.tools.tape.Tape;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Locale;

/** The summary of a run. */
public final class RunReport {
  private final PrintWriter out;
  private final SimulationPlan plan;
  private final Tape tape;
  private final Money money;
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
    sections.speed(mode);
    sections.end();
  }

  /**
   * The part of the summary that depends on the machine.
   *
   * @param mode how the engine was reached, for people
   */
  public static List<String> speed(SimulationPlan plan, RunStatistics run, String mode) {
    StringWriter text = new StringWriter();
    PrintWriter out = new PrintWriter(text);
    new RunReport(out, plan, run).sections.speed(mode);
    out.flush();
    return text.toString().strip().lines().toList();
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

  private String price(long price) {
    return Text.exact(price, tape.priceScale());
  }

  private static String change(long from, long to) {
    return String.format(Locale.ROOT, "%+.1f %%", 100.0 * (to - from) / from);
  }
}
