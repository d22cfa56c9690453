package io.plimsoll.tools.page;

import de.siegmar.fastcsv.writer.CsvWriter;
import io.plimsoll.protocol.Decimals;
import io.plimsoll.tools.numbers.LiquidationRow;
import io.plimsoll.tools.numbers.LiquidationSink;
import java.util.ArrayList;
import java.util.List;

/** {@code liquidations.csv}: a row for each liquidation, written as it finishes. */
final class LiquidationsCsv implements LiquidationSink {
  private static final List<String> COLUMNS =
      List.of(
          "liquidation",
          "account",
          "asset",
          "margin_mode",
          "started",
          "finished",
          "positions",
          "instrument",
          "side",
          "mark",
          "notional",
          "equity",
          "requirement",
          "stages",
          "outcome",
          "closed",
          "taken_over",
          "deleveraged",
          "netted",
          "socialised",
          "realised_pnl",
          "liquidation_fee",
          "surplus",
          "covered");

  private final CsvWriter csv;

  /** Writes the header. */
  LiquidationsCsv(CsvWriter csv) {
    this.csv = csv;
    csv.writeRecord(COLUMNS);
  }

  @Override
  public void onLiquidation(LiquidationRow row) {
    int scale = row.asset().scale();
    List<String> cells = new ArrayList<>(COLUMNS.size());
    cells.add(Long.toString(row.id()));
    cells.add(Long.toString(row.account()));
    cells.add(row.asset().symbol());
    cells.add(row.mode().name());
    cells.add(Figures.iso(row.started()));
    cells.add(row.finished() == 0 ? "" : Figures.iso(row.finished()));
    cells.add(Integer.toString(row.positions()));
    cells.add(row.instrument().map(instrument -> instrument.symbol()).orElse(""));
    cells.add(row.instrument().map(instrument -> row.side().name()).orElse(""));
    cells.add(
        row.instrument()
            .map(instrument -> Decimals.format(row.mark(), instrument.terms().priceScale()))
            .orElse(""));
    cells.add(Decimals.format(row.notional(), scale));
    cells.add(Decimals.format(row.equity(), scale));
    cells.add(Decimals.format(row.requirement(), scale));
    cells.add(row.stages());
    cells.add(Figures.outcome(row));
    cells.add(Decimals.format(row.closed(), scale));
    cells.add(Decimals.format(row.takenOver(), scale));
    cells.add(Decimals.format(row.deleveraged(), scale));
    cells.add(Decimals.format(row.netted(), scale));
    cells.add(Decimals.format(row.socialised(), scale));
    cells.add(Decimals.format(row.realisedPnl(), scale));
    cells.add(Decimals.format(row.fee(), scale));
    cells.add(Decimals.format(row.surplus(), scale));
    cells.add(Decimals.format(row.covered(), scale));
    csv.writeRecord(cells);
  }
}
