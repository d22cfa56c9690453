package io.plimsoll.tools.report;

import io.plimsoll.protocol.codec.BalanceReason;
import io.plimsoll.protocol.codec.Outcome;
import io.plimsoll.tools.crowd.Venue;
import io.plimsoll.tools.sim.BandTally;
import io.plimsoll.tools.sim.FundTally;
import io.plimsoll.tools.sim.LiquidationTally;
import io.plimsoll.tools.sim.MinuteTally;
import io.plimsoll.tools.sim.RunStatistics;
import java.io.PrintWriter;
import java.math.BigInteger;
import java.util.List;

/** The sections that the summaries of all runs have in common. */
final class RunSections {
  private final PrintWriter out;
  private final List<Venue> venues;
  private final RunStatistics run;
  private final Money money;
  private final StageReport stages;

  /**
   * Sections.
   *
   * @param out where they go
   * @param venues what was traded, an entry for each instrument
   * @param run what happened
   * @param money kind of its amounts
   */
  RunSections(PrintWriter out, List<Venue> venues, RunStatistics run, Money money) {
    this.out = out;
    this.venues = venues;
    this.run = run;
    this.money = money;
    this.stages = new StageReport(out, venues, run, money);
  }

  void stages() {
    stages.print();
  }

  /** Digest and notes. */
  void end() {
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

  private String price(long price) {
    return Text.exact(price, venues.get(0).priceScale());
  }

  void bands() {
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

  void liquidations() {
    LiquidationTally sums = run.liquidations();
    double forced = sums.closedNotional() + sums.takenOverNotional() + sums.deleveragedNotional();
    out.printf(
        "Closed    %s on the market (%s), %s taken over by %s (%s)%n",
        money.named(sums.closedNotional()),
        Text.percent(sums.closedNotional(), forced),
        money.named(sums.takenOverNotional()),
        venues.get(0).spec().vaults().isEmpty() ? "the fund" : "fund and vaults",
        Text.percent(sums.takenOverNotional(), forced));
    if (sums.deleveragedNotional() > 0) {
      out.printf(
          "          %s against others by deleveraging (%s)%n",
          money.named(sums.deleveragedNotional()),
          Text.percent(sums.deleveragedNotional(), forced));
    }
    out.printf(
        "          %s closed in full, %s taken over, %s reduced, %s recovered; %s margin calls%n",
        Text.count(sums.outcomes(Outcome.CLOSED)),
        Text.count(sums.outcomes(Outcome.TAKEN_OVER)),
        Text.count(sums.outcomes(Outcome.REDUCED)),
        Text.count(sums.outcomes(Outcome.RECOVERED)),
        Text.count(sums.marginCalls()));
    if (sums.outcomes(Outcome.DELEVERAGED) + sums.outcomes(Outcome.SOCIALISED) > 0) {
      out.printf(
          "          %s deleveraged, %s with a socialised loss%n",
          Text.count(sums.outcomes(Outcome.DELEVERAGED)),
          Text.count(sums.outcomes(Outcome.SOCIALISED)));
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
        money.named(-sums.tradersPnl()), money.text(sums.liquidationFees()));
    boolean toFund = venues.get(0).spec().waterfall().isEmpty();
    out.printf(
        "          and left %s of margin to the fund%s%n%n",
        money.text(sums.surplus()), toFund ? "; what the market did not take, it took over" : "");
  }

  void fund() {
    FundTally fund = run.fund();
    out.printf(
        "Fund      before %s, lowest %s, after %s %s (balance and inventory at the mark)%n",
        money(BigInteger.valueOf(fund.before())),
        money(fund.equityLowest()),
        money(fund.equity(run.marks())),
        money.asset());
    out.printf(
        "          liquidation fees %s, surplus %s, wallets below zero %s,%n",
        money(fund.flow(BalanceReason.LIQUIDATION_FEE)),
        money(fund.flow(BalanceReason.SURPLUS)),
        money(fund.flow(BalanceReason.COVER)));
    out.printf(
        "          positions taken over: %s by trading them, %s still open, at the mark%n",
        money(fund.flow(BalanceReason.REALISED_PNL).add(fund.flow(BalanceReason.TAKE_OVER))),
        money(fund.inventoryPnl(run.marks())));
    if (fund.flow(BalanceReason.REPAY).signum() != 0) {
      out.printf(
          "          debts repaid for collateral %s: it has the collateral in their place%n",
          money(fund.flow(BalanceReason.REPAY)));
    }
    for (int i = 0; i < venues.size(); i++) {
      out.printf(
          "          largest inventory %s, now %s contracts%s%n",
          Text.exact(fund.quantityLargest(i), venues.get(i).quantityScale()),
          Text.exact(fund.quantity(i), venues.get(i).quantityScale()),
          venues.size() == 1 ? "" : " of " + venues.get(i).spec().contract().symbol());
    }
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

  void speed(String mode) {
    new SpeedReport(out, run).print(mode);
  }
}
