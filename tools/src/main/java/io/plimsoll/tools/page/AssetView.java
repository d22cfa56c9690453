package io.plimsoll.tools.page;

import io.plimsoll.protocol.codec.BalanceReason;
import io.plimsoll.tools.numbers.AssetNumbers;
import io.plimsoll.tools.numbers.AssetNumbers.Amount;
import io.plimsoll.tools.numbers.Buckets;
import io.plimsoll.tools.numbers.FundNumbers;
import io.plimsoll.tools.numbers.JournalNumbers;
import io.plimsoll.tools.numbers.LiquidationRow;
import io.plimsoll.tools.numbers.Party;
import io.plimsoll.tools.numbers.Range;
import io.plimsoll.tools.numbers.StageNumbers;
import io.plimsoll.tools.report.Text;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A settlement asset on the page.
 *
 * @param index in {@code numbers.json}, from 0
 * @param symbol its name
 * @param traded whether an instrument settles in it
 * @param collateral what became of it as collateral, a sentence; empty if it is none
 * @param parties who lost and who gained
 * @param gainSum what their gains add up to
 * @param conserved whether that is nothing
 * @param together who lost and who gained, with collateral at its prices; empty if there is none
 * @param costs what liquidations cost whom
 * @param stages of the waterfall
 * @param funds insurance funds and vaults
 * @param largest liquidations
 */
public record AssetView(
    int index,
    String symbol,
    boolean traded,
    String collateral,
    List<PartyRow> parties,
    Cell gainSum,
    boolean conserved,
    List<TogetherRow> together,
    List<CostRow> costs,
    List<StageRow> stages,
    List<FundView> funds,
    List<LargestRow> largest) {
  private static final int TABLE_ROWS_MOST = 90;
  private static final long FULL_WIDTH = 1_000;

  /**
   * A group of accounts.
   *
   * @param bar its gain or loss, as parts of 1,000 of the largest one
   */
  public record PartyRow(
      String name, Cell accounts, Cell paidIn, Cell held, Cell unrealised, Cell gain, long bar) {
    /** Whether it lost. */
    public boolean isLoss() {
      return gain.value().startsWith("-");
    }
  }

  /** A group with all that it has, collateral counted at its first and last price. */
  public record TogetherRow(String name, Cell paidIn, Cell left, Cell gain) {}

  /** An amount, who bears it and what it is. */
  public record CostRow(String name, Cell amount, String note) {}

  /** A stage. */
  public record StageRow(
      int number,
      String name,
      Cell liquidations,
      Cell rounds,
      Cell closed,
      Cell takenOver,
      Cell deleveraged,
      Cell netted) {}

  /** A fund, with a sentence on what became of it. */
  public record FundView(
      int index, String name, String story, List<CostRow> ledger, List<FundRow> rows) {}

  /** A fund at a time. */
  public record FundRow(String time, Cell low, Cell equity, Cell balance, Cell inventory) {}

  /** A liquidation. */
  public record LargestRow(
      String time,
      long account,
      String side,
      String instrument,
      Cell mark,
      Cell notional,
      Cell pnl,
      String stages,
      String outcome) {}

  static AssetView of(int index, AssetNumbers asset, JournalNumbers numbers) {
    List<Party> parties = numbers.parties(asset);
    BigInteger sum = BigInteger.ZERO;
    for (Party party : parties) {
      sum = sum.add(party.gain());
    }
    List<FundView> funds = new ArrayList<>();
    for (FundNumbers fund : numbers.funds()) {
      if (fund.asset() == asset) {
        funds.add(fund(funds.size(), fund, numbers));
      }
    }
    return new AssetView(
        index,
        asset.symbol(),
        numbers.instruments().stream().anyMatch(each -> each.asset() == asset),
        numbers.collateral().stream()
            .filter(each -> each.asset() == asset)
            .map(each -> Together.story(each, parties))
            .findFirst()
            .orElse(""),
        parties(asset, parties),
        Cell.money(asset, sum),
        sum.signum() == 0,
        Together.rows(asset, numbers),
        costs(asset),
        asset.stages().stream().map(stage -> stage(asset, stage)).toList(),
        funds,
        asset.largest().stream().map(AssetView::largest).toList());
  }

  private static List<PartyRow> parties(AssetNumbers asset, List<Party> parties) {
    BigInteger most = BigInteger.ONE;
    for (Party party : parties) {
      most = most.max(party.gain().abs());
    }
    List<PartyRow> rows = new ArrayList<>();
    for (Party party : parties) {
      rows.add(
          new PartyRow(
              name(party),
              Cell.count(party.accounts()),
              Cell.money(asset, party.paidIn()),
              Cell.money(asset, party.held()),
              Cell.money(asset, party.unrealised()),
              Cell.money(asset, party.gain()),
              party
                  .gain()
                  .abs()
                  .multiply(BigInteger.valueOf(FULL_WIDTH))
                  .divide(most)
                  .longValueExact()));
    }
    return rows;
  }

  static String name(Party party) {
    return switch (party.kind()) {
      case LIQUIDATED -> "Traders who were liquidated";
      case DELEVERAGED -> "Traders who were deleveraged";
      case SHARED_LOSS -> "Traders who bore a socialised loss";
      case OTHER_TRADERS -> "All other traders";
      case INSURANCE_FUND -> "Insurance fund " + party.account();
      case VAULT -> "Vault " + party.account();
      case FEES -> "Fee accounts";
      case MARKET -> "The market (liquidity from outside)";
    };
  }

  private static List<CostRow> costs(AssetNumbers asset) {
    List<CostRow> rows = new ArrayList<>();
    add(
        rows,
        asset,
        "Traders, while they were liquidated",
        Amount.REALISED_PNL,
        "PnL that they realised in it");
    add(
        rows,
        asset,
        "Traders, liquidation fees",
        Amount.FEES,
        "paid out of what was left of their margin");
    add(rows, asset, "Traders, surplus", Amount.SURPLUS, "margin left over that went to the fund");
    add(
        rows,
        asset,
        "Funds, cover",
        Amount.COVERED,
        "shortfalls of wallets and margins that funds paid");
    add(
        rows,
        asset,
        "Funds, positions taken over under water",
        Amount.TAKEN_OVER_LOSS,
        "the bankruptcy price was worse than the mark: lost at once, at the mark");
    add(
        rows,
        asset,
        "Funds, positions taken over with margin left",
        Amount.TAKEN_OVER_GAIN,
        "the bankruptcy price was better than the mark: gained at once, at the mark");
    add(
        rows,
        asset,
        "Counterparties of ADL, given up",
        Amount.DELEVERAGED_LOSS,
        "closed at a price worse for them than the mark");
    add(
        rows,
        asset,
        "Counterparties of ADL, gained",
        Amount.DELEVERAGED_GAIN,
        "closed at a price better for them than the mark");
    add(
        rows,
        asset,
        "Winners, socialised loss",
        Amount.SOCIALISED,
        "shares of losses that nobody else bore");
    return rows;
  }

  private static void add(
      List<CostRow> rows, AssetNumbers asset, String name, Amount amount, String note) {
    BigInteger sum = asset.sum(amount);
    if (sum.signum() != 0) {
      rows.add(new CostRow(name, Cell.money(asset, sum), note));
    }
  }

  private static StageRow stage(AssetNumbers asset, StageNumbers stage) {
    return new StageRow(
        stage.number(),
        Figures.words(stage.kind().name()),
        Cell.count(stage.liquidations()),
        Cell.count(stage.rounds()),
        Cell.money(asset, stage.closed()),
        Cell.money(asset, stage.takenOver()),
        Cell.money(asset, stage.deleveraged()),
        Cell.money(asset, stage.netted()));
  }

  private static FundView fund(int index, FundNumbers fund, JournalNumbers numbers) {
    AssetNumbers asset = fund.asset();
    String name =
        (numbers.isInsuranceFund(fund.account()) ? "Insurance fund " : "Vault ") + fund.account();
    String below =
        fund.belowZeroAt() == 0
            ? ""
            : " It was first below zero at "
                + Text.time(fund.belowZeroAt())
                + ": from then on it owed what it had not got"
                + (fund.equityAtEnd() < 0 ? "." : ", until others had paid for it.");
    String story =
        String.format(
            Locale.ROOT,
            "At the end its balance was %s and its equity %s %s; at its lowest, at %s, its equity was %s.%s",
            Cell.money(asset, fund.balance()).text(),
            Cell.money(asset, fund.equityAtEnd()).text(),
            asset.symbol(),
            Text.time(fund.lowestAt()),
            Cell.money(asset, fund.lowestEquity()).text(),
            below);
    return new FundView(index, name, story, ledger(fund), rows(fund));
  }

  private static List<CostRow> ledger(FundNumbers fund) {
    List<CostRow> rows = new ArrayList<>();
    for (BalanceReason reason : BalanceReason.values()) {
      if (fund.flow(reason).signum() != 0) {
        rows.add(
            new CostRow(
                Figures.words(reason.name()), Cell.money(fund.asset(), fund.flow(reason)), ""));
      }
    }
    rows.add(new CostRow("balance at the end", Cell.money(fund.asset(), fund.balance()), ""));
    return rows;
  }

  private static List<FundRow> rows(FundNumbers fund) {
    AssetNumbers asset = fund.asset();
    Buckets<Range> equity = fund.equity().coarsened(TABLE_ROWS_MOST);
    Buckets<Range> balances = fund.balances().coarsened(TABLE_ROWS_MOST);
    Buckets<Range> inventory = fund.inventory().coarsened(TABLE_ROWS_MOST);
    List<FundRow> rows = new ArrayList<>();
    for (int i = 0; i < equity.size(); i++) {
      rows.add(
          new FundRow(
              Text.time(equity.time(i)),
              Cell.money(asset, equity.get(i).low()),
              Cell.money(asset, equity.get(i).last()),
              Cell.money(asset, balances.get(i).last()),
              Cell.money(asset, inventory.get(i).last())));
    }
    return rows;
  }

  private static LargestRow largest(LiquidationRow row) {
    String more = row.positions() > 1 ? " and " + (row.positions() - 1) + " more" : "";
    return new LargestRow(
        Text.time(row.started()),
        row.account(),
        row.instrument().isEmpty() ? "" : Figures.words(row.side().name()),
        row.instrument().map(instrument -> instrument.symbol() + more).orElse("no position"),
        row.instrument()
            .map(instrument -> Cell.exact(row.mark(), instrument.terms().priceScale()))
            .orElse(new Cell("", "")),
        Cell.money(row.asset(), row.notional()),
        Cell.money(row.asset(), row.realisedPnl()),
        Figures.words(row.stages()),
        Figures.words(Figures.outcome(row)));
  }
}
