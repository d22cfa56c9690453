package io.plimsoll.tools.sweep;

import io.plimsoll.tools.report.Text;
import io.plimsoll.tools.venue.ContractSpec;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;

/** A sweep for people. */
public final class SweepReport {
  private final PrintWriter out;
  private final SweepResult result;

  /**
   * A report.
   *
   * @param out where to
   * @param result what about
   */
  public SweepReport(PrintWriter out, SweepResult result) {
    this.out = out;
    this.result = result;
  }

  /** Prints it. */
  public void print() {
    int seeds = result.seeds().size();
    ContractSpec contract = result.contract();
    out.printf("Seeds     %s of scenario %s%n", Text.count(seeds), result.scenario());
    out.printf(
        "Loss      the fund lost in %s of them (%s); mean %s %s%n",
        Text.count(result.losing()),
        Text.percent((double) result.losing(), seeds),
        money(result.mean()),
        contract.asset());
    out.printf(
        "Others    deleveraged in %s, a loss spread over them in %s%n",
        Text.count(result.deleveraging()), Text.count(result.socialising()));
    out.printf("%n%-22s%18s%n", "Of the seeds", "a fund of, " + contract.asset());
    for (String quantile : SweepFiles.QUANTILES) {
      long ppb = SweepFiles.ppb(quantile);
      String part = new BigDecimal(quantile).movePointRight(2).stripTrailingZeros().toPlainString();
      boolean all = quantile.equals("1");
      out.printf(
          "%-22s%18s%s%n",
          all ? "all" : part + " %",
          money(BigInteger.valueOf(result.quantile(ppb))),
          all || result.resolves(ppb) ? "" : "   (too few seeds to tell from all)");
    }
    out.println();
  }

  private String money(BigInteger amount) {
    int scale = result.contract().moneyScale();
    return Text.group(
        new BigDecimal(amount, scale).setScale(0, RoundingMode.CEILING).toPlainString());
  }
}
