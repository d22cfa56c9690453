package io.plimsoll.tools.page;

import de.siegmar.fastcsv.writer.CsvWriter;
import io.plimsoll.protocol.Decimals;
import io.plimsoll.tools.numbers.AssetNumbers;
import io.plimsoll.tools.numbers.Bar;
import io.plimsoll.tools.numbers.Buckets;
import io.plimsoll.tools.numbers.FundNumbers;
import io.plimsoll.tools.numbers.InstrumentNumbers;
import io.plimsoll.tools.numbers.JournalNumbers;
import io.plimsoll.tools.numbers.Party;
import io.plimsoll.tools.numbers.Range;
import io.plimsoll.tools.numbers.Side;
import io.plimsoll.tools.numbers.StageNumbers;
import io.plimsoll.tools.numbers.Way;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The small tables of a report as CSV. All amounts are exact. */
final class TablesCsv {
  private final JournalNumbers numbers;

  TablesCsv(JournalNumbers numbers) {
    this.numbers = numbers;
  }

  /** What liquidations did, minute by minute, a row for each bar of an instrument. */
  void bars(CsvWriter csv) {
    List<String> header =
        new ArrayList<>(List.of("instrument", "time", "seconds", "low", "high", "last"));
    for (Side side : Side.values()) {
      header.add("started_" + lower(side.name()));
      for (Way way : Way.values()) {
        header.add(lower(way.name()) + "_" + lower(side.name()));
      }
    }
    header.addAll(List.of("deleveragings", "socialised"));
    csv.writeRecord(header);
    for (InstrumentNumbers instrument : numbers.instruments()) {
      for (int i = 0; i < instrument.bars().size(); i++) {
        csv.writeRecord(bar(instrument, i));
      }
    }
  }

  private static List<String> bar(InstrumentNumbers instrument, int index) {
    Buckets<Bar> bars = instrument.bars();
    Bar bar = bars.get(index);
    List<String> cells = new ArrayList<>();
    cells.add(instrument.symbol());
    cells.add(Figures.iso(bars.time(index)));
    cells.add(Series.seconds(bars.width()).toPlainString());
    for (long mark : new long[] {bar.marks().low(), bar.marks().high(), bar.marks().last()}) {
      cells.add(mark == 0 ? "" : Decimals.format(mark, instrument.terms().priceScale()));
    }
    for (Side side : Side.values()) {
      cells.add(Long.toString(bar.started(side)));
      for (Way way : Way.values()) {
        cells.add(money(instrument.asset(), bar.closed(way, side)));
      }
    }
    cells.add(Long.toString(bar.deleveragings()));
    cells.add(money(instrument.asset(), bar.socialised()));
    return cells;
  }

  /** Insurance funds and vaults over time. */
  void funds(CsvWriter csv) {
    csv.writeRecord(
        "asset", "account", "time", "seconds", "equity_low", "equity", "balance", "inventory");
    for (FundNumbers fund : numbers.funds()) {
      int scale = fund.asset().scale();
      Buckets<Range> equity = fund.equity();
      for (int i = 0; i < equity.size(); i++) {
        csv.writeRecord(
            fund.asset().symbol(),
            Long.toString(fund.account()),
            Figures.iso(equity.time(i)),
            Series.seconds(equity.width()).toPlainString(),
            Decimals.format(equity.get(i).low(), scale),
            Decimals.format(equity.get(i).last(), scale),
            Decimals.format(fund.balances().get(i).last(), scale),
            Decimals.format(fund.inventory().get(i).last(), scale));
      }
    }
  }

  /** Who lost and who gained. */
  void parties(CsvWriter csv) {
    csv.writeRecord(
        "asset", "group", "account", "accounts", "paid_in", "held", "unrealised", "gain");
    for (AssetNumbers asset : numbers.assets()) {
      for (Party party : numbers.parties(asset)) {
        csv.writeRecord(
            asset.symbol(),
            party.kind().name(),
            party.account() == 0 ? "" : Long.toString(party.account()),
            Long.toString(party.accounts()),
            money(asset, party.paidIn()),
            money(asset, party.held()),
            money(asset, party.unrealised()),
            money(asset, party.gain()));
      }
    }
  }

  /** What each stage of the waterfall did. */
  void stages(CsvWriter csv) {
    csv.writeRecord(
        "asset",
        "stage",
        "kind",
        "liquidations",
        "rounds",
        "closed",
        "taken_over",
        "deleveraged",
        "netted");
    for (AssetNumbers asset : numbers.assets()) {
      for (StageNumbers stage : asset.stages()) {
        csv.writeRecord(
            asset.symbol(),
            Integer.toString(stage.number()),
            stage.kind().name(),
            Long.toString(stage.liquidations()),
            Long.toString(stage.rounds()),
            money(asset, stage.closed()),
            money(asset, stage.takenOver()),
            money(asset, stage.deleveraged()),
            money(asset, stage.netted()));
      }
    }
  }

  private static String lower(String constant) {
    return constant.toLowerCase(Locale.ROOT);
  }

  private static String money(AssetNumbers asset, BigInteger amount) {
    return new BigDecimal(amount, asset.scale()).toPlainString();
  }
}
