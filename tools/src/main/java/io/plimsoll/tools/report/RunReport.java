package io.plimsoll.tools.report;

import io.plimsoll.protocol.codec.BalanceReason;
import io.plimsoll.protocol.codec.Outcome;
import io.plimsoll.tools.sim.BandTally;
import io.plimsoll.tools.sim.FundTally;
import io.plimsoll.tools.sim.MinuteTally;
import io.plimsoll.tools.sim.RunStatistics;
import io.plimsoll.tools.sim.SimulationPlan;
import io.plimsoll.tools.tape.Tape;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.math.BigInteger;
import java.util.List;
import java.util.Locale;
import org.HdrHistogram.Histogram;

/** The summary of a run. */
public final class RunReport {
  private final PrintWriter out;
  private final SimulationPlan plan;
  private final RunStatistics run;
  private final Tape tape;
  private final Money money;
  private final StageReport stages;

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
    this.stages = new StageReport(out, plan.venue(), run, money);
  }

  /**
   * Prints it.
   *
   * @param mode how the engine was reached, for people
   */
  public void print(String mode) {
    tape();
    bands();
    liquidations();
    stages.print();
    fund();
    speed(mode);
    out.printf("Digest    %s%n", run.digest());
    if (!run.unfinished().isEmpty()) {
      out.printf(
          "Note      given up %s after the tape's end with work under way: %s%n",
          Text.duration(run.standstillNanos()), run.unfinished());
    }
    if (run.rejections() > 0) {
      out.printf(
          "Note      the engine rejected %s commands; the first: %s%n",
          Text.count(run.rejections()), run.firstRejection());
    }
  }

  /**
   * The part of the summary that depends on the machine.
   *
   * @param mode how the engine was reached, for people
   */
  public static List<String> speed(SimulationPlan plan, RunStatistics run, String mode) {
    StringWriter text = new StringWriter();
    PrintWriter out = new PrintWriter(text);
    new RunReport(out, plan, run).speed(mode);
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

  private void bands() {
    out.printf(
        "%-10s%10s%12s%9s%10s%12s%9s%17s%n",
        "Leverage",
        "longs",
        "liquidated",
        "",
        "shorts",
        "liquidated",
        "",
        "forced, " + money.asset());
    for (int i = 0; i < run.bands().size(); i++) {
      band(run.bands().name(i), run.bands().band(i));
    }
    band("all", run.bands().total());
    out.println();
  }

  private void band(String name, BandTally.Band band) {
    out.printf(
        "%-10s%10s%12s%9s%10s%12s%9s%17s%n",
        name,
        Text.count(band.longs()),
        Text.count(band.longsLiquidated()),
        Text.percent(band.longsLiquidated(), band.longs()),
        Text.count(band.shorts()),
        Text.count(band.shortsLiquidated()),
        Text.percent(band.shortsLiquidated(), band.shorts()),
        money.text(band.notional()));
  }

  private void liquidations() {
    double forced = run.closedNotional() + run.takenOverNotional() + run.deleveragedNotional();
    out.printf(
        "Closed    %s on the market (%s), %s taken over by %s (%s)%n",
        money.named(run.closedNotional()),
        Text.percent(run.closedNotional(), forced),
        money.named(run.takenOverNotional()),
        plan.venue().spec().vaults().isEmpty() ? "the fund" : "fund and vaults",
        Text.percent(run.takenOverNotional(), forced));
    if (run.deleveragedNotional() > 0) {
      out.printf(
          "          %s against others by deleveraging (%s)%n",
          money.named(run.deleveragedNotional()), Text.percent(run.deleveragedNotional(), forced));
    }
    out.printf(
        "          %s closed in full, %s taken over, %s reduced, %s recovered; %s margin calls%n",
        Text.count(run.outcomes(Outcome.CLOSED)),
        Text.count(run.outcomes(Outcome.TAKEN_OVER)),
        Text.count(run.outcomes(Outcome.REDUCED)),
        Text.count(run.outcomes(Outcome.RECOVERED)),
        Text.count(run.marginCalls()));
    if (run.outcomes(Outcome.DELEVERAGED) + run.outcomes(Outcome.SOCIALISED) > 0) {
      out.printf(
          "          %s deleveraged, %s with a socialised loss%n",
          Text.count(run.outcomes(Outcome.DELEVERAGED)),
          Text.count(run.outcomes(Outcome.SOCIALISED)));
    }
    MinuteTally.Minute worst = run.minutes().worst();
    out.printf(
        "Worst     the bar at %s: %s accounts, %s forced, price %s to %s%n",
        Text.minute(worst.bar().openTime()),
        Text.count(worst.accounts()),
        money.named(worst.notional()),
        price(worst.bar().open()),
        price(worst.bar().low()));
    out.printf(
        "Paid      traders lost %s while liquidated, paid %s in liquidation fees%n",
        money.named(-run.tradersPnl()), money.text(run.liquidationFees()));
    boolean toFund = plan.venue().spec().waterfall().isEmpty();
    out.printf(
        "          and left %s of margin to the fund%s%n%n",
        money.text(run.surplus()), toFund ? "; what the market did not take, it took over" : "");
  }

  private void fund() {
    FundTally fund = run.fund();
    out.printf(
        "Fund      before %s, lowest %s, after %s %s (balance and inventory at the mark)%n",
        money(BigInteger.valueOf(fund.before())),
        money(fund.equityLowest()),
        money(fund.equity(run.mark())),
        money.asset());
    out.printf(
        "          liquidation fees %s, surplus %s, wallets below zero %s,%n",
        money(fund.flow(BalanceReason.LIQUIDATION_FEE)),
        money(fund.flow(BalanceReason.SURPLUS)),
        money(fund.flow(BalanceReason.COVER)));
    out.printf(
        "          positions taken over: %s by trading them, %s still open, at the mark%n",
        money(fund.flow(BalanceReason.REALISED_PNL).add(fund.flow(BalanceReason.TAKE_OVER))),
        money(fund.inventoryPnl(run.mark())));
    out.printf(
        "          largest inventory %s, now %s contracts%n",
        Text.exact(fund.quantityLargest(), plan.venue().quantityScale()),
        Text.exact(fund.quantity(), plan.venue().quantityScale()));
    if (fund.exhaustedAt() != 0) {
      out.printf(
          "          EXHAUSTED at %s: from then on it owed what it had not got%n",
          Text.time(fund.exhaustedAt()));
    }
    stages.printVaults();
    out.println();
  }

  private String money(BigInteger amount) {
    return money.text(amount);
  }

  private void speed(String mode) {
    out.printf(
        "Speed     %s: opening the accounts %s, the tape %s%n",
        mode, Text.duration(run.setUpNanos()), Text.duration(run.tapeNanos()));
    out.printf(
        "          %s events, %s a second (%s a second while the tape ran)%n",
        Text.count(run.events()),
        Text.rounded(run.events() * 1e9 / (run.setUpNanos() + run.tapeNanos())),
        Text.rounded(run.tapeEvents() * 1e9 / run.tapeNanos()));
    out.printf(
        "%-24s%11s%11s%11s%11s%11s%11s%n", "", "number", "p50", "p90", "p99", "p99.9", "max");
    latency("engine, each command", run.latencies().engine());
    latency("command to answer", run.latencies().commands());
    latency("mark to forced order", run.latencies().markToOrder());
    out.println(
        "  Engine: journal, apply, hand out the events. The other two: as the driver sees it, in a");
    out.println(
        "  closed loop (each command waits for the answer to the last), so without queueing.");
    out.println();
  }

  private void latency(String name, Histogram histogram) {
    out.printf(
        "  %-22s%11s%11s%11s%11s%11s%11s%n",
        name,
        Text.count(histogram.getTotalCount()),
        at(histogram, 50),
        at(histogram, 90),
        at(histogram, 99),
        at(histogram, 99.9),
        at(histogram, 100));
  }

  private static String at(Histogram histogram, double percentile) {
    return histogram.getTotalCount() == 0
        ? "-"
        : Text.duration(histogram.getValueAtPercentile(percentile));
  }
}
