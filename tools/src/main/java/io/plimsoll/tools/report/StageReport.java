package io.plimsoll.tools.report;

import io.plimsoll.protocol.Waterfall;
import io.plimsoll.protocol.WaterfallStage;
import io.plimsoll.protocol.codec.StageKind;
import io.plimsoll.tools.crowd.Venue;
import io.plimsoll.tools.sim.FundTally;
import io.plimsoll.tools.sim.FundingTally;
import io.plimsoll.tools.sim.PoolTally;
import io.plimsoll.tools.sim.RunStatistics;
import io.plimsoll.tools.sim.StageTally;
import io.plimsoll.tools.venue.CollateralWorth;
import io.plimsoll.tools.venue.Measure;
import io.plimsoll.tools.venue.PoolCommands;
import io.plimsoll.tools.venue.VenueSpec;
import java.io.PrintWriter;
import java.math.BigInteger;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The part of the summary that follows the waterfall: stages, deleveraging, funding, vaults. */
final class StageReport {
  private final PrintWriter out;
  private final Venue venue;
  private final CollateralWorth worth;
  private final RunStatistics run;
  private final Money money;

  StageReport(PrintWriter out, List<Venue> venues, RunStatistics run, Money money) {
    this.out = out;
    this.venue = venues.get(0);
    this.worth =
        new CollateralWorth(
            venue.spec().collateral(), venues.stream().map(Venue::listing).toList());
    this.run = run;
    this.money = money;
  }

  void print() {
    out.printf(
        "%-20s%13s%9s%17s%17s%17s%n",
        "Stages, " + money.asset(),
        "liquidations",
        "rounds",
        "closed",
        "taken over",
        "deleveraged");
    for (StageTally.Stage stage : run.stages().stages()) {
      out.printf(
          "%-20s%13s%9s%17s%17s%17s%n",
          stage.number() + " " + name(stage.kind()),
          Text.count(stage.liquidations()),
          stage.rounds() == 0 ? "-" : Text.count(stage.rounds()),
          amount(stage.closed()),
          amount(stage.takenOver()),
          amount(stage.deleveraged()));
    }
    neverEntered();
    netting();
    pools();
    deleveraging();
    socialised();
    funding();
    if (run.standstillNanos() > 0 && run.unfinished().isEmpty()) {
      out.printf(
          "After     the tape the market stood still at the last price for %s, until all was"
              + " through%n",
          Text.duration(run.standstillNanos()));
    }
    out.println();
  }

  private String amount(double amount) {
    return amount == 0 ? "-" : money.text(amount);
  }

  /** Stages of the venue's own list that no liquidation came to. */
  private void neverEntered() {
    List<WaterfallStage> list = venue.spec().waterfall().map(Waterfall::stages).orElse(List.of());
    Set<Integer> entered =
        run.stages().stages().stream().map(StageTally.Stage::number).collect(Collectors.toSet());
    String names =
        IntStream.rangeClosed(1, list.size())
            .filter(number -> !entered.contains(number))
            .mapToObj(number -> number + " " + name(list.get(number - 1).kind()))
            .collect(Collectors.joining(", "));
    if (!names.isEmpty()) {
      out.printf("          never entered: %s%n", names);
    }
  }

  private static String name(StageKind kind) {
    return kind.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  /** Whether a stage or the liquidation fees go to a vault. */
  private boolean isNamed(long account) {
    return venue
        .spec()
        .waterfall()
        .filter(
            waterfall ->
                waterfall.liquidationFeeAccountId() == account
                    || waterfall.stages().stream()
                        .anyMatch(stage -> stage.takerAccountId() == account))
        .isPresent();
  }

  private void netting() {
    StageTally stages = run.stages();
    if (stages.nettings() > 0) {
      out.printf(
          "Legs      netted %s times, %s of long against short at the mark; it realised %s%n",
          Text.count(stages.nettings()),
          money.named(stages.netted()),
          money.named(stages.nettedPnl()));
    }
  }

  private void pools() {
    PoolTally pools = run.pools();
    if (pools.pools() == 0) {
      return;
    }
    out.printf(
        "Pools     %s of %s accounts that pool were liquidated%n",
        Text.count(pools.liquidated()), Text.count(pools.pools()));
    if (pools.conversions() > 0) {
      String given =
          pools.given().entrySet().stream()
              .map(entry -> named(entry.getKey(), entry.getValue()))
              .collect(Collectors.joining(", "));
      out.printf(
          "          %s conversions repaid %s of debts with %s, which went to the fund%n",
          Text.count(pools.conversions()), money.named(pools.repaid()), given);
    }
    fundHas();
    if (pools.interest().signum() > 0) {
      // Small amounts over an hour: to the cent.
      String paid = Text.cents(pools.interest(), venue.moneyScale());
      out.printf("          they paid %s %s of interest on debts%n", paid, money.asset());
    }
  }

  /** Collateral that the fund has: what it is worth is no part of its equity. */
  private void fundHas() {
    for (int id = PoolCommands.FIRST_ASSET_ID; id <= worth.assets(); id++) {
      long amount = run.fundHas(id);
      if (amount != 0) {
        out.printf(
            "          the fund has %s at the end, worth %s at the last price, not counted below%n",
            named(id, BigInteger.valueOf(amount)), money.named(worth.of(id, amount, run.marks())));
      }
    }
  }

  private String named(int assetId, BigInteger amount) {
    int index = assetId - PoolCommands.FIRST_ASSET_ID;
    String symbol =
        index < 0
            ? venue.asset()
            : venue.spec().collateral().orElseThrow().assets().get(index).symbol();
    return new Money(symbol, venue.moneyScale()).text(amount) + " " + symbol;
  }

  private void deleveraging() {
    StageTally stages = run.stages();
    if (run.liquidations().deleveragedNotional() == 0) {
      return;
    }
    double gain = stages.deleveragedGain();
    out.printf(
        "ADL       %s traders deleveraged, %s times; against the mark it %s them %s%n",
        Text.count(stages.counterparties()),
        Text.count(stages.deleveragings()),
        gain > 0 ? "brought" : "cost",
        money.named(Math.abs(gain)));
    if (stages.deleveragedFromMarket() > 0) {
      out.printf(
          "          %s of it against liquidity from outside, which holds the other side%n",
          money.named(stages.deleveragedFromMarket()));
    }
  }

  private void socialised() {
    if (run.stages().socialised() > 0) {
      out.printf(
          "Spread    %s of loss over positions of %s traders and of liquidity from outside%n",
          money.named(run.stages().socialised()), Text.count(run.stages().bearers()));
    }
  }

  private void funding() {
    FundingTally funding = run.funding();
    if (venue.spec().funding().isEmpty() && funding.rounds() + funding.late() == 0) {
      return;
    }
    out.printf(
        "Funding   %s times; paid %s, received %s%s%n",
        Text.count(funding.rounds()),
        money.named(funding.paid()),
        money.named(funding.received()),
        funding.late() == 0
            ? ""
            : "; left out " + Text.count(funding.late()) + " times, the last still under way");
    if (funding.premium() != FundingTally.Premium.FIXED) {
      out.printf("          %s%n", rates(funding));
    }
  }

  private static String rates(FundingTally funding) {
    String premium =
        switch (funding.premium()) {
          case TAPE -> "the tape's price over its index";
          case BOOK -> "the market's book over the index";
          default -> "0 (an assumption: the tape has one price, and no index)";
        };
    String lowest = percent(funding.rateLowest());
    String highest = percent(funding.rateHighest());
    return "rates by the venue's formula, its premium "
        + premium
        + (funding.rates() == 0
            ? "; none fell due"
            : "; " + (lowest.equals(highest) ? lowest : lowest + " to " + highest));
  }

  private static String percent(long ppb) {
    return Measure.percent(Long.MIN_VALUE, Long.MAX_VALUE).show(ppb);
  }

  void printVaults() {
    for (int i = 0; i < venue.spec().vaults().size(); i++) {
      FundTally vault = run.vault(i);
      out.printf(
          "Vault     %s: before %s, lowest %s, after %s %s; inventory %s%s%n",
          venue.spec().vaults().get(i).name(),
          money.text(BigInteger.valueOf(vault.before())),
          money.text(vault.equityLowest()),
          money.text(vault.equity(run.marks())),
          money.asset(),
          Text.exact(vault.quantity(), venue.quantityScale()),
          isNamed(VenueSpec.FIRST_VAULT_ACCOUNT + i) ? "" : "; no stage names it");
    }
  }
}
